-- What the readers noted of files that they read all the same: hidden rows, sheets left out and the like.
with account_notes as (
  select * from lake.account_notes
),

summed as (
  select
    dataset,
    coalesce(period, '') as period,
    note,
    sum(noted) as noted
  from account_notes
  group by dataset, coalesce(period, ''), note
)

select * from summed
