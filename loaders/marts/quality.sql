-- What became of every snapshot that was due: sent or not, when, and how many of its rows were taken.
with accounts as (
  select * from lake.accounts
),

judged as (
  select
    dataset,
    coalesce(period, '') as period,
    received,
    accepted,
    quarantined,
    days_late
  from accounts
)

select * from judged
