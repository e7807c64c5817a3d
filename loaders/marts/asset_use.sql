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
        case when assets.in_use then 'used' when not assets.in_use then 'idle' else 'unknown' end as use,
        assets.asset,
        coalesce('holder ' || cast(assets.holder as varchar), 'asset ' || cast(assets.asset as varchar)) as holder,
        assets.value
    from assets
    inner join area_members on assets.area = area_members.member

),

counted as (

    select
        area,
        period,
        use,
        count(distinct asset) as assets,
        sum(value) as value,
        count(distinct holder) as holders,
        count(distinct case when value > 0 then holder end) as value_holders
    from placed
    group by grouping sets ((area, period, use), (area, period))

),

final as (

    select
        area,
        period,
        coalesce(use, 'all') as use,
        assets,
        cast(value as bigint) as value,
        holders,
        value_holders
    from counted

)

select * from final
