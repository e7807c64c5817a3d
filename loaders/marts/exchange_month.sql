with exchange as (

    select * from lake.exchange

),

counted as (

    select
        department,
        period,
        count(due_date) as due,
        count(case when received_date <= due_date then 1 end) as in_time,
        count(case when received_date > due_date then 1 end) as late,
        count(case when received_date is null then due_date end) as missing
    from exchange
    group by grouping sets ((department, period), (period))

),

final as (

    select
        coalesce(department, 'all') as department,
        period,
        due,
        in_time,
        late,
        missing
    from counted

)

select * from final
