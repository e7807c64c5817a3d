with monitoring as (

    select * from lake.monitoring

),

measures as (

    select * from lake.measures

),

area_members as (

    -- Risk by measure, almost every cell of a township is too small to be shown.
    select * from lake.area_members where level not in ('township', 'village')

),

risks as (

    select code as risk from ref.risk

),

matches as (

    select risk, measure from ref.measure_match

),

needs as (

    select
        area_members.area,
        monitoring.period,
        monitoring.household,
        risks.risk
    from monitoring
    inner join area_members on monitoring.area = area_members.member
    inner join risks
        on monitoring.risk = risks.risk
        or ';' || coalesce(monitoring.other_risks, '') || ';' like '%;' || risks.risk || ';%'
    where monitoring.status not in ('risk_eliminated', 'natural_disappearance')

),

supplied as (

    select
        needs.area,
        needs.period,
        needs.risk,
        measures.measure,
        needs.household
    from needs
    inner join measures
        on needs.household = measures.household
        and needs.period = measures.period
        and needs.risk = measures.risk
    where measures.ended is null or measures.ended > last_day(cast(measures.period || '-01' as date))

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

    select distinct needs.area, needs.period, matches.risk, matches.measure
    from needs
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
