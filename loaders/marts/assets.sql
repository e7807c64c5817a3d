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
        sum(value) as value,
        sum(dividend) as dividend,
        sum(people) as payments,
        count(distinct holder) as holders,
        count(distinct case when value > 0 then holder end) as value_holders,
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
        cast(value as bigint) as value,
        cast(dividend as bigint) as dividend,
        cast(payments as bigint) as payments,
        holders,
        value_holders,
        dividend_holders,
        payment_holders
    from counted

)

select * from final
