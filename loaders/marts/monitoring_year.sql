with monitoring as (

    select * from lake.monitoring

),

area_members as (

    select * from lake.area_members where level <> 'village'

),

-- A year with a month missing would look like a calm year.
whole_years as (

    select substr(period, 1, 4) as year
    from monitoring
    group by substr(period, 1, 4)
    having count(distinct period) = 12

),

moved as (

    select
        area_members.area,
        whole_years.year as period,
        monitoring.household,
        case
            when substr(cast(monitoring.registered_date as varchar(10)), 1, 7) <> monitoring.period then null
            when monitoring.returned then 'returned'
            when monitoring.registered_date is not null then 'first_time'
        end as came,
        case monitoring.status
            when 'risk_eliminated' then 'eliminated'
            when 'natural_disappearance' then 'other_exits'
        end as went
    from monitoring
    inner join area_members on monitoring.area = area_members.member
    inner join whole_years on substr(monitoring.period, 1, 4) = whole_years.year

),

flows as (

    select area, period, household, came as flow, 'identified' as whole from moved where came is not null
    union all
    select area, period, household, went as flow, 'left' as whole from moved where went is not null

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
