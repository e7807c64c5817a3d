with moves as (

    select * from step.moves

),

area_members as (

    -- A township's month has so few that almost nothing could be shown: see monitoring_year.
    select * from lake.area_members where level not in ('township', 'village')

),

flows as (

    select
        area_members.area,
        moves.period,
        moves.category,
        moves.household,
        moves.flow,
        moves.whole
    from moves
    inner join area_members on moves.area = area_members.member

),

counted as (

    select
        area,
        period,
        category,
        coalesce(flow, whole) as flow,
        count(distinct household) as households
    from flows
    group by grouping sets (
        (area, period, category, flow),
        (area, period, category, whole),
        (area, period, flow),
        (area, period, whole)
    )

),

final as (

    select
        area,
        period,
        coalesce(category, 'all') as category,
        flow,
        households
    from counted

)

select * from final
