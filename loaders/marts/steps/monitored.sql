-- The stock: a month's records also name those who left during it.
with monitoring as (

    select * from lake.monitoring

),

final as (

    select * from monitoring where status not in ('risk_eliminated', 'natural_disappearance')

)

select * from final
