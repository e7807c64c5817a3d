with monitored as (

    select * from step.monitored where substr(period, 6, 2) in ('03', '06', '09', '12')

),

area_members as (

    select * from lake.area_members

),

final as (

    select
        area_members.area,
        monitored.period,
        count(distinct monitored.household) as households
    from monitored
    inner join area_members on monitored.area = area_members.member
    group by area_members.area, monitored.period

)

select * from final
