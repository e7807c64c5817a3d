with monitoring as (

    select * from lake.monitoring

),

registrations as (

    select * from step.registrations

),

area_members as (

    select * from lake.area_members where level <> 'village'

),

whole_years as (

    select * from step.whole_years

),

-- A first measure may come months after registration, so later files complete the record.
known as (

    select household, registered_date, min(measure_date) as measure_date
    from monitoring
    group by household, registered_date

),

registered as (

    select
        area_members.area,
        whole_years.year as period,
        registrations.household,
        registrations.lead_date,
        registrations.registered_date,
        known.measure_date
    from registrations
    inner join area_members on registrations.area = area_members.member
    inner join whole_years on substr(registrations.period, 1, 4) = whole_years.year
    inner join known
        on registrations.household = known.household and registrations.registered_date = known.registered_date

),

steps as (

    select area, period, 'registration' as step, household, cast(registered_date - lead_date as integer) as days
    from registered
    union all
    select area, period, 'measure' as step, household, cast(measure_date - registered_date as integer) as days
    from registered

),

final as (

    select
        area,
        period,
        step,
        count(distinct household) filter (where days is not null) as households,
        count(distinct household) filter (where days > 15) as late,
        count(distinct household) filter (where days is null) as undated,
        percentile_cont(0.5) within group (order by days) as median_days,
        percentile_cont(0.9) within group (order by days) as p90_days,
        cast(count(distinct household) filter (where days > 15) as double)
        / nullif(count(distinct household) filter (where days is not null), 0) as late_share
    from steps
    group by area, period, step

)

select * from final
