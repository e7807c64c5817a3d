-- The record of a household in the month in which it was registered.
with monitoring as (

    select * from lake.monitoring

),

final as (

    select *
    from monitoring
    where substr(cast(registered_date as varchar(10)), 1, 7) = period

)

select * from final
