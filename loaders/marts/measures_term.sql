with monitoring as (

    select * from lake.monitoring

),

measures as (

    select * from lake.measures

),

area_members as (

    select * from lake.area_members where level <> 'village'

),

in_stock as (

    select area, period, household
    from monitoring
    where status not in ('risk_eliminated', 'natural_disappearance')

),

-- A measure that answers two risks of a household is one measure.
running as (

    select
        in_stock.area,
        in_stock.period,
        in_stock.household,
        measures.measure,
        max(
            case
                when measures.planned_end <= last_day(cast(measures.period || '-01' as date)) then 2
                when measures.planned_end is not null then 1
                else 0
            end
        ) as place
    from measures
    inner join in_stock on measures.household = in_stock.household and measures.period = in_stock.period
    where measures.ended is null or measures.ended > last_day(cast(measures.period || '-01' as date))
    group by in_stock.area, in_stock.period, in_stock.household, measures.measure

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
