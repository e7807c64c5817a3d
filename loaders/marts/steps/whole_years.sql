-- A year with a month missing would look like a calm year.
with monitoring as (

    select * from lake.monitoring

),

final as (

    select substr(period, 1, 4) as year
    from monitoring
    group by substr(period, 1, 4)
    having count(distinct period) = 12

)

select * from final
