-- Why rows went to quarantine, by the first rule that each broke.
with account_reasons as (
  select * from lake.account_reasons
),

summed as (
  select
    dataset,
    coalesce(period, '') as period,
    reason,
    sum("rows") as quarantined
  from account_reasons
  group by dataset, coalesce(period, ''), reason
)

select * from summed
