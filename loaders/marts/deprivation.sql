with households as (

    select * from lake.households

),

income as (

    select * from lake.income

),

area_members as (

    select * from lake.area_members where level <> 'village'

),

income_lines as (

    select cast(year as varchar) as year, value as line from ref.income_lines where line = 'monitoring_2020_rule'

),

schemes as (

    select * from ref.deprivation_weights

),

-- Households of which all five dimensions are known; the others are left out.
complete as (

    select
        households.household,
        households.area,
        households.period,
        households.persons,
        case when income.total / income.persons < income_lines.line then 1 else 0 end as income,
        case when households.education then 0 else 1 end as education,
        case when households.medical then 0 else 1 end as medical,
        case when households.housing then 0 else 1 end as housing,
        case when households.water then 0 else 1 end as water
    from households
    inner join income
        on households.household = income.household and income.period = households.period || '-Q4'
    inner join income_lines on households.period = income_lines.year
    where households.education is not null and households.medical is not null
        and households.housing is not null and households.water is not null

),

judged as (

    select household, area, period, persons, 'income' as dimension, income as deprived from complete
    union all
    select household, area, period, persons, 'education' as dimension, education as deprived from complete
    union all
    select household, area, period, persons, 'medical' as dimension, medical as deprived from complete
    union all
    select household, area, period, persons, 'housing' as dimension, housing as deprived from complete
    union all
    select household, area, period, persons, 'water' as dimension, water as deprived from complete

),

weighted as (

    select
        schemes.scheme,
        schemes.weight,
        judged.*,
        case
            when sum(schemes.weight * judged.deprived) over (
                partition by schemes.scheme, judged.household, judged.period
            ) >= schemes.cutoff - 1e-9 then 1
            else 0
        end as poor
    from judged
    inner join schemes on judged.dimension = schemes.dimension

),

summed as (

    select
        area_members.area,
        weighted.period,
        weighted.scheme,
        weighted.dimension,
        max(weighted.weight) as weight,
        cast(sum(weighted.persons) as double) as persons,
        cast(sum(weighted.deprived) as bigint) as deprived_households,
        cast(sum(weighted.deprived * weighted.persons) as double) as deprived_persons,
        cast(sum(weighted.deprived * weighted.poor) as bigint) as poor_deprived_households,
        cast(sum(weighted.deprived * weighted.poor * weighted.persons) as double) as poor_deprived_persons
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
        deprived_persons / persons as uncensored,
        poor_deprived_persons / persons as censored,
        weight * poor_deprived_persons
        / nullif(sum(weight * poor_deprived_persons) over (partition by area, period, scheme), 0) as contribution,
        deprived_households,
        poor_deprived_households
    from summed

)

select * from final
