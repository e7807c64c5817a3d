-- Each household in each of five dimensions; one of which a dimension is not known is left out.
with households as (

    select * from lake.households

),

income as (

    select * from lake.income

),

income_lines as (

    select cast(year as varchar) as year, value as line from ref.income_lines where line = 'monitoring_2020_rule'

),

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

final as (

    select household, area, period, persons, 'income' as dimension, income as deprived from complete
    union all
    select household, area, period, persons, 'education' as dimension, education as deprived from complete
    union all
    select household, area, period, persons, 'medical' as dimension, medical as deprived from complete
    union all
    select household, area, period, persons, 'housing' as dimension, housing as deprived from complete
    union all
    select household, area, period, persons, 'water' as dimension, water as deprived from complete

)

select * from final
