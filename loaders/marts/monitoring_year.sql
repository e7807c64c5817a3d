with moves as (

    select * from step.moves

),

area_members as (

    select * from lake.area_members where level <> 'village'

),

whole_years as (

    select * from step.whole_years

),

flows as (

    select
        area_members.area,
        whole_years.year as period,
        moves.household,
        moves.flow,
        moves.whole
    from moves
    inner join area_members on moves.area = area_members.member
    inner join whole_years on substr(moves.period, 1, 4) = whole_years.year

),

counted as (

    select
        area,
        period,
        coalesce(flow, whole) as flow,
        count(*) as moves,
        count(distinct household) as households
    from flows
    group by grouping sets ((area, period, flow), (area, period, whole))

),

-- In a year in which anybody came or left, nobody going another way is a zero.
kinds as (

    select code as flow from ref.flow

),

places as (

    select distinct area, period from counted

),

final as (

    select
        places.area,
        places.period,
        kinds.flow,
        coalesce(counted.moves, 0) as moves,
        coalesce(counted.households, 0) as households
    from places
    cross join kinds
    left join counted
        on places.area = counted.area and places.period = counted.period and kinds.flow = counted.flow

)

select * from final
