with income as (

    select * from lake.income

),

area_members as (

    select * from lake.area_members where level <> 'village'

),

deciles as (

    select decile from (values (1), (2), (3), (4), (5), (6), (7), (8), (9), (10)) as numbers (decile)

),

placed as (

    select
        area_members.area,
        income.period,
        income.household,
        income.persons,
        income.total / income.persons as per_person,
        greatest(cast(round(income.total * 100) as bigint), 0) as fen
    from income
    inner join area_members on income.area = area_members.member

),

-- Persons at or below each household when all are lined up by income.
ranked as (

    select
        *,
        cast(
            sum(persons) over (
                partition by area, period
                order by per_person, household rows between unbounded preceding and current row
            ) as bigint
        ) as persons_up_to,
        cast(sum(persons) over (partition by area, period) as bigint) as everyone
    from placed

),

-- A household on the border lies in several deciles; `tenths` are the tenths of a person that it has in one.
divided as (

    select
        ranked.area,
        ranked.period,
        ranked.household,
        deciles.decile,
        cast(
            fen * (
                least(10 * persons_up_to, everyone * decile)
                - greatest(10 * (persons_up_to - persons), everyone * (decile - 1))
            ) / cast(10 * persons as double) as decimal(28, 6)
        ) as fen
    from ranked
    inner join deciles
        on everyone * decile > 10 * (persons_up_to - persons) and everyone * (decile - 1) < 10 * persons_up_to

),

summed as (

    select area, period, decile, sum(fen) as fen, count(*) as households
    from divided
    group by area, period, decile

),

shared as (

    select
        *,
        cast(fen as double) / nullif(cast(sum(fen) over (partition by area, period) as double), 0) as share
    from summed

),

pivoted as (

    select
        area,
        period,
        min(households) as decile_households,
        max(case when decile = 1 then share end) as s1,
        max(case when decile = 2 then share end) as s2,
        max(case when decile = 3 then share end) as s3,
        max(case when decile = 4 then share end) as s4,
        max(case when decile = 5 then share end) as s5,
        max(case when decile = 6 then share end) as s6,
        max(case when decile = 7 then share end) as s7,
        max(case when decile = 8 then share end) as s8,
        max(case when decile = 9 then share end) as s9,
        max(case when decile = 10 then share end) as s10
    from shared
    group by area, period

),

final as (

    select
        *,
        (s9 + s10) / nullif(s1 + s2, 0) as s80_s20,
        s10 / nullif(s1 + s2 + s3 + s4, 0) as palma
    from pivoted

)

select * from final
