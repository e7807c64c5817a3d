with monitoring as (

    select * from lake.monitoring

),

area_members as (

    select * from lake.area_members where level <> 'village'

),

risks as (

    select code as risk from ref.risk

),

in_stock as (

    select
        area_members.area,
        monitoring.period,
        monitoring.household,
        monitoring.risk as main_risk,
        ';' || coalesce(monitoring.other_risks, '') || ';' as further
    from monitoring
    inner join area_members on monitoring.area = area_members.member
    where monitoring.status not in ('risk_eliminated', 'natural_disappearance')

),

needs as (

    select
        in_stock.area,
        in_stock.period,
        in_stock.household,
        risks.risk,
        case when in_stock.main_risk = risks.risk then 'primary' else 'additional' end as role
    from in_stock
    inner join risks on in_stock.main_risk = risks.risk or in_stock.further like '%;' || risks.risk || ';%'

),

counted as (

    select
        area,
        period,
        risk,
        role,
        count(distinct household) as households
    from needs
    group by grouping sets ((area, period, risk, role), (area, period, risk), (area, period, role))
    -- Over all risks only the primary ones add up.
    having grouping(risk) = 0 or role = 'primary'

),

final as (

    select
        area,
        period,
        coalesce(risk, 'all') as risk,
        coalesce(role, 'any') as role,
        households
    from counted

)

select * from final
