-- What still runs after the last day of the month.
with measures as (

    select * from lake.measures

),

final as (

    select household, period, risk, measure, planned_end
    from measures
    where ended is null or ended > last_day(cast(period || '-01' as date))

)

select * from final
