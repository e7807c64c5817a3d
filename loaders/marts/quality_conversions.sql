-- Values that intake understood though they were written otherwise, and what it did with them.
with account_conversions as (
  select * from lake.account_conversions
),

summed as (
  select
    dataset,
    coalesce(period, '') as period,
    field,
    conversion,
    sum(converted) as converted
  from account_conversions
  group by dataset, coalesce(period, ''), field, conversion
)

select * from summed
