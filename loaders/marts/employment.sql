with employment as (

    select * from lake.employment

),

area_members as (

    select * from lake.area_members where level <> 'village'

),

placed as (

    select
        area_members.area,
        employment.period,
        employment.industry,
        employment.kind,
        case when employment.kind in ('wage', 'self', 'casual') then 'market' end as market,
        employment.household,
        employment.workers
    from employment
    inner join area_members on employment.area = area_members.member

),

counted as (

    select
        area,
        period,
        industry,
        kind,
        market,
        sum(workers) as workers,
        count(distinct household) as households
    from placed
    group by grouping sets (
        (area, period, industry, kind),
        (area, period, industry, market),
        (area, period, industry),
        (area, period, kind),
        (area, period, market),
        (area, period)
    )
    -- Work outside the market has no subtotal of its own.
    having grouping(market) = 1 or market is not null

),

final as (

    select
        area,
        period,
        coalesce(industry, 'all') as industry,
        coalesce(kind, market, 'all') as kind,
        cast(workers as bigint) as workers,
        households
    from counted

)

select * from final
