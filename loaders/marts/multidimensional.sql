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

-- A household is poor whose weighted deprivations reach the cutoff.
scored as (

    select
        schemes.scheme,
        judged.household,
        judged.area,
        judged.period,
        judged.persons,
        sum(schemes.weight * judged.deprived) as score,
        case when sum(schemes.weight * judged.deprived) >= max(schemes.cutoff) - 1e-9 then 1 else 0 end as poor
    from judged
    inner join schemes on judged.dimension = schemes.dimension
    group by schemes.scheme, judged.household, judged.area, judged.period, judged.persons

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
