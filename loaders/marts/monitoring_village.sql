with monitoring as (

    select * from lake.monitoring where substr(period, 6, 2) in ('03', '06', '09', '12')

),

area_members as (

    select * from lake.area_members

),

final as (

    select
        area_members.area,
        monitoring.period,
        count(distinct monitoring.household) as households
    from monitoring
    inner join area_members on monitoring.area = area_members.member
    where monitoring.status not in ('risk_eliminated', 'natural_disappearance')
    group by area_members.area, monitoring.period

)

select * from final
