-- Accepted rows that broke a check which only warns.
with account_warnings as (
  select * from lake.account_warnings
),

summed as (
  select
    dataset,
    coalesce(period, '') as period,
    reason,
    sum("rows") as warned
  from account_warnings
  group by dataset, coalesce(period, ''), reason
)

select * from summed
