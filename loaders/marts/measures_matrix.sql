with needs as (

    select * from step.needs

),

measures_running as (

    select * from step.measures_running

),

area_members as (

    -- Risk by measure, almost every cell of a township is too small to be shown.
    select * from lake.area_members where level not in ('township', 'village')

),

matches as (

    select risk, measure from ref.measure_match

),

placed as (

    select
        area_members.area,
        needs.period,
        needs.household,
        needs.risk
    from needs
    inner join area_members on needs.area = area_members.member

),

supplied as (

    select
        placed.area,
        placed.period,
        placed.risk,
        measures_running.measure,
        placed.household
    from placed
    inner join measures_running
        on placed.household = measures_running.household
        and placed.period = measures_running.period
        and placed.risk = measures_running.risk

),

counted as (

    select
        area,
        period,
        coalesce(risk, 'all') as risk,
        coalesce(measure, 'all') as measure,
        count(distinct household || ' ' || risk) as needs,
        count(distinct household) as households
    from supplied
    group by grouping sets ((area, period, risk, measure), (area, period, risk), (area, period, measure), (area, period))

),

-- A matching measure that runs for nobody is part of the answer.
pairs as (

    select distinct placed.area, placed.period, matches.risk, matches.measure
    from placed
    cross join matches

),

cells as (

    select area, period, risk, measure from pairs
    union
    select area, period, risk, measure from counted

),

final as (

    select
        cells.area,
        cells.period,
        cells.risk,
        cells.measure,
        coalesce(counted.needs, 0) as needs,
        coalesce(counted.households, 0) as households
    from cells
    left join counted
        on cells.area = counted.area
        and cells.period = counted.period
        and cells.risk = counted.risk
        and cells.measure = counted.measure

)

select * from final
