-- Every household that came onto the list or left it in a month. A household that does both moves twice.
with monitoring as (

    select * from lake.monitoring

),

registrations as (

    select * from step.registrations

),

final as (

    select
        household,
        area,
        period,
        category,
        case when returned then 'returned' else 'first_time' end as flow,
        'identified' as whole
    from registrations
    union all
    select
        household,
        area,
        period,
        category,
        case status when 'risk_eliminated' then 'eliminated' else 'other_exits' end as flow,
        'left' as whole
    from monitoring
    where status in ('risk_eliminated', 'natural_disappearance')

)

select * from final
