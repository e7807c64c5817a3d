with deprivations as (

    select * from step.deprivations

),

area_members as (

    select * from lake.area_members where level <> 'village'

),

schemes as (

    select * from ref.deprivation_weights

),

weighted as (

    select
        schemes.scheme,
        schemes.weight,
        deprivations.*,
        case
            when sum(schemes.weight * deprivations.deprived) over (
                partition by schemes.scheme, deprivations.household, deprivations.period
            ) >= schemes.cutoff - 1e-9 then 1
            else 0
        end as poor
    from deprivations
    inner join schemes on deprivations.dimension = schemes.dimension

),

summed as (

    select
        area_members.area,
        weighted.period,
        weighted.scheme,
        weighted.dimension,
        count(*) as households,
        cast(sum(weighted.persons) as bigint) as persons,
        cast(sum(weighted.deprived) as bigint) as deprived_households,
        cast(sum(weighted.deprived * weighted.persons) as double) as deprived_persons,
        cast(sum(weighted.deprived * weighted.poor) as bigint) as poor_deprived_households,
        cast(sum(weighted.deprived * weighted.poor * weighted.persons) as double) as poor_deprived_persons,
        -- Decimals add up to the same sum in any order.
        sum(
            cast(weighted.weight * weighted.deprived * weighted.poor * weighted.persons as decimal(28, 9))
        ) as weighted_persons
    from weighted
    inner join area_members on weighted.area = area_members.member
    group by area_members.area, weighted.period, weighted.scheme, weighted.dimension

),

final as (

    select
        area,
        period,
        scheme,
        dimension,
        households,
        persons,
        deprived_persons / persons as uncensored,
        poor_deprived_persons / persons as censored,
        cast(weighted_persons as double)
        / nullif(cast(sum(weighted_persons) over (partition by area, period, scheme) as double), 0) as contribution,
        deprived_households,
        poor_deprived_households
    from summed

)

select * from final
