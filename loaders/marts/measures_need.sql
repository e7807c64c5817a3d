with monitoring as (

    select * from lake.monitoring

),

measures as (

    select * from lake.measures

),

area_members as (

    select * from lake.area_members where level <> 'village'

),

risks as (

    select code as risk from ref.risk

),

-- Which type of measure answers which risk: data/schemes/measure_match.csv.
matches as (

    select risk, measure from ref.measure_match

),

needs as (

    select
        monitoring.area,
        monitoring.period,
        monitoring.household,
        risks.risk
    from monitoring
    inner join risks
        on monitoring.risk = risks.risk
        or ';' || coalesce(monitoring.other_risks, '') || ';' like '%;' || risks.risk || ';%'
    where monitoring.status not in ('risk_eliminated', 'natural_disappearance')

),

-- What still runs after the last day of the month.
running as (

    select
        measures.household,
        measures.period,
        measures.risk,
        max(case when matches.measure is null then 0 else 1 end) as matched
    from measures
    left join matches on measures.risk = matches.risk and measures.measure = matches.measure
    where measures.ended is null or measures.ended > last_day(cast(measures.period || '-01' as date))
    group by measures.household, measures.period, measures.risk

),

answered as (

    select
        area_members.area,
        needs.period,
        needs.risk,
        needs.household,
        case running.matched when 1 then 'matched' when 0 then 'other_only' else 'unanswered' end as answer
    from needs
    inner join area_members on needs.area = area_members.member
    left join running
        on needs.household = running.household
        and needs.period = running.period
        and needs.risk = running.risk

),

final as (

    select
        area,
        period,
        coalesce(risk, 'all') as risk,
        coalesce(answer, 'all') as answer,
        count(*) as needs,
        count(distinct household) as households
    from answered
    group by grouping sets (
        (area, period, risk, answer),
        (area, period, risk),
        (area, period, answer),
        (area, period)
    )

)

select * from final
