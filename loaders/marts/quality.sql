-- What became of every snapshot that was due: sent or not, when, and how many of its rows were taken.
with accounts as (
  select * from lake.accounts
),

-- A list outside time may come in several files.
summed as (
  select
    dataset,
    coalesce(period, '') as period,
    sum(received) as received,
    sum(accepted) as accepted,
    sum(quarantined) as quarantined,
    max(days_late) as days_late,
    sum(dropped) as dropped
  from accounts
  group by dataset, coalesce(period, '')
)

select * from summed
