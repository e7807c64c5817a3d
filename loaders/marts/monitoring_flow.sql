with monitoring as (

    select * from lake.monitoring

),

area_members as (

    -- A township's month has so few that almost nothing could be shown: see monitoring_year.
    select * from lake.area_members where level not in ('township', 'village')

),

moved as (

    select
        area_members.area,
        monitoring.period,
        monitoring.category,
        monitoring.household,
        case
            when substr(cast(monitoring.registered_date as varchar(10)), 1, 7) <> monitoring.period then null
            when monitoring.returned then 'returned'
            when monitoring.registered_date is not null then 'first_time'
        end as came,
        case monitoring.status
            when 'risk_eliminated' then 'eliminated'
            when 'natural_disappearance' then 'other_exits'
        end as went
    from monitoring
    inner join area_members on monitoring.area = area_members.member

),

flows as (

    select area, period, category, household, came as flow, 'identified' as whole from moved where came is not null
    union all
    select area, period, category, household, went as flow, 'left' as whole from moved where went is not null

),

counted as (

    select
        area,
        period,
        category,
        coalesce(flow, whole) as flow,
        count(distinct household) as households
    from flows
    group by grouping sets (
        (area, period, category, flow),
        (area, period, category, whole),
        (area, period, flow),
        (area, period, whole)
    )

),

final as (

    select
        area,
        period,
        coalesce(category, 'all') as category,
        flow,
        households
    from counted

)

select * from final
