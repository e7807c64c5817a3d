-- Areas whose rows or totals moved further from the period before than their contract expects.
with account_changes as (
  select * from lake.account_changes
),

final as (
  select
    dataset,
    period,
    field,
    areas
  from account_changes
)

select * from final
