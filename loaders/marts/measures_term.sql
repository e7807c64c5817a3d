with monitored as (

    select * from step.monitored

),

measures_running as (

    select * from step.measures_running

),

area_members as (

    select * from lake.area_members where level <> 'village'

),

-- A measure that answers two risks of a household is one measure.
running as (

    select
        monitored.area,
        monitored.period,
        monitored.household,
        measures_running.measure,
        max(
            case
                when measures_running.planned_end <= last_day(cast(monitored.period || '-01' as date)) then 2
                when measures_running.planned_end is not null then 1
                else 0
            end
        ) as place
    from measures_running
    inner join monitored
        on measures_running.household = monitored.household and measures_running.period = monitored.period
    group by monitored.area, monitored.period, monitored.household, measures_running.measure

),

placed as (

    select
        area_members.area,
        running.period,
        running.household,
        running.measure,
        case running.place when 2 then 'over' when 1 then 'within' else 'unstated' end as term
    from running
    inner join area_members on running.area = area_members.member

),

final as (

    select
        area,
        period,
        coalesce(measure, 'all') as measure,
        coalesce(term, 'all') as term,
        count(*) as running,
        count(distinct household) as households
    from placed
    group by grouping sets (
        (area, period, measure, term),
        (area, period, measure),
        (area, period, term),
        (area, period)
    )

)

select * from final
