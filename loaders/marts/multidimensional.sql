with deprivations as (

    select * from step.deprivations

),

area_members as (

    select * from lake.area_members where level <> 'village'

),

schemes as (

    select * from ref.deprivation_weights

),

-- A household is poor whose weighted deprivations reach the cutoff.
scored as (

    select
        schemes.scheme,
        deprivations.household,
        deprivations.area,
        deprivations.period,
        deprivations.persons,
        sum(schemes.weight * deprivations.deprived) as score,
        case when sum(schemes.weight * deprivations.deprived) >= max(schemes.cutoff) - 1e-9 then 1 else 0 end as poor
    from deprivations
    inner join schemes on deprivations.dimension = schemes.dimension
    group by schemes.scheme, deprivations.household, deprivations.area, deprivations.period, deprivations.persons

),

summed as (

    select
        area_members.area,
        scored.period,
        scored.scheme,
        count(*) as households,
        cast(sum(scored.persons) as bigint) as persons,
        cast(sum(scored.poor) as bigint) as poor_households,
        cast(sum(scored.poor * scored.persons) as bigint) as poor_persons,
        cast(
            sum(cast(scored.poor * scored.persons * scored.score as decimal(28, 9))) as double
        ) as poor_score
    from scored
    inner join area_members on scored.area = area_members.member
    group by area_members.area, scored.period, scored.scheme

),

final as (

    select
        area,
        period,
        scheme,
        households,
        persons,
        poor_households,
        poor_persons,
        cast(poor_persons as double) / persons as headcount,
        poor_score / nullif(poor_persons, 0) as intensity,
        poor_score / persons as adjusted
    from summed

)

select * from final
