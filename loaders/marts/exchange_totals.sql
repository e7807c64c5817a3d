with exchange as (

    select * from lake.exchange

),

-- Topics whose feeds count the same persons, whoever sends them.
shared_totals as (

    select * from ref.shared_total

),

stated as (

    select
        exchange.topic,
        exchange.department,
        exchange.period,
        exchange.persons_total
    from exchange
    inner join shared_totals on exchange.topic = shared_totals.code
    where exchange.persons_total is not null

),

compared as (

    select
        topic,
        period,
        count(*) as departments,
        min(persons_total) as lowest,
        max(persons_total) as highest,
        max(persons_total) - min(persons_total) as apart
    from stated
    group by topic, period
    having count(*) > 1

)

select * from compared
