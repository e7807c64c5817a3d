with assets as (

    select * from lake.assets

),

area_members as (

    select * from lake.area_members where level <> 'village'

),

placed as (

    select
        area_members.area,
        assets.period,
        assets.kind,
        assets.asset,
        -- An asset without an operator on record stands for itself.
        coalesce('holder ' || cast(assets.holder as varchar), 'asset ' || cast(assets.asset as varchar)) as holder,
        assets.value,
        assets.in_use,
        assets.dividend,
        assets.people
    from assets
    inner join area_members on assets.area = area_members.member

),

counted as (

    select
        area,
        period,
        kind,
        count(distinct asset) as assets,
        count(distinct case when in_use then asset end) as used,
        count(distinct case when not in_use then asset end) as idle,
        count(distinct case when in_use is null then asset end) as use_unknown,
        sum(value) as value,
        sum(case when not in_use then value end) as idle_value,
        sum(dividend) as dividend,
        sum(people) as payments,
        count(distinct holder) as holders,
        count(distinct case when in_use then holder end) as used_holders,
        count(distinct case when not in_use then holder end) as idle_holders,
        count(distinct case when in_use is null then holder end) as unknown_holders,
        count(distinct case when value > 0 then holder end) as value_holders,
        count(distinct case when not in_use and value > 0 then holder end) as idle_value_holders,
        count(distinct case when dividend > 0 then holder end) as dividend_holders,
        count(distinct case when people > 0 then holder end) as payment_holders
    from placed
    group by grouping sets ((area, period, kind), (area, period))

),

final as (

    select
        area,
        period,
        coalesce(kind, 'all') as kind,
        assets,
        used,
        idle,
        use_unknown,
        cast(value as bigint) as value,
        cast(case when idle = 0 then 0 else idle_value end as bigint) as idle_value,
        cast(dividend as bigint) as dividend,
        cast(payments as bigint) as payments,
        holders,
        used_holders,
        idle_holders,
        unknown_holders,
        value_holders,
        idle_value_holders,
        dividend_holders,
        payment_holders
    from counted

)

select * from final
