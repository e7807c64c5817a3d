with exchange as (

    select * from lake.exchange

),

judged as (

    select
        department,
        topic,
        period,
        case
            when received_date is not null and due_date is not null and received_date > due_date then 'late'
            when received_date is not null then 'in_time'
            when due_date is not null then 'missing'
            else 'not_due'
        end as state,
        case
            when received_date > due_date then cast(received_date - due_date as bigint)
            when received_date is not null and due_date is not null then 0
        end as days_late,
        rows,
        matched,
        persons_total
    from exchange

)

select * from judged
