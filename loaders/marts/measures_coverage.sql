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

supplied as (

    select distinct measures.household, measures.period, measures.risk
    from measures
    inner join matches on measures.risk = matches.risk and measures.measure = matches.measure
    where measures.ended is null or measures.ended > last_day(cast(measures.period || '-01' as date))

),

households as (

    select
        needs.area,
        needs.period,
        needs.household,
        case
            when count(supplied.risk) = count(*) then 'full'
            when count(supplied.risk) = 0 then 'none'
            else 'part'
        end as coverage
    from needs
    left join supplied
        on needs.household = supplied.household
        and needs.period = supplied.period
        and needs.risk = supplied.risk
    group by needs.area, needs.period, needs.household

),

final as (

    select
        area_members.area,
        households.period,
        coalesce(households.coverage, 'all') as coverage,
        count(*) as households
    from households
    inner join area_members on households.area = area_members.member
    group by grouping sets (
        (area_members.area, households.period, households.coverage),
        (area_members.area, households.period)
    )

)

select * from final
