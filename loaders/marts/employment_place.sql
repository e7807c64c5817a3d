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
        case when employment.kind in ('wage', 'self', 'casual') then 'market' else employment.kind end as kind,
        employment.place,
        employment.household,
        employment.workers
    from employment
    inner join area_members on employment.area = area_members.member

),

counted as (

    select
        area,
        period,
        kind,
        place,
        sum(workers) as workers,
        count(distinct household) as households
    from placed
    group by grouping sets (
        (area, period, kind, place),
        (area, period, kind),
        (area, period, place),
        (area, period)
    )

),

final as (

    select
        area,
        period,
        coalesce(kind, 'all') as kind,
        coalesce(place, 'all') as place,
        cast(workers as bigint) as workers,
        households
    from counted

)

select * from final
