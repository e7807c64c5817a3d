with monitoring as (

    select * from lake.monitoring

),

area_members as (

    select * from lake.area_members where level <> 'village'

),

whole_years as (

    select substr(period, 1, 4) as year
    from monitoring
    group by substr(period, 1, 4)
    having count(distinct period) = 12

),

identified as (

    select
        area_members.area,
        whole_years.year as period,
        monitoring.household,
        coalesce(monitoring.found_by, 'not_reported') as found_by
    from monitoring
    inner join area_members on monitoring.area = area_members.member
    inner join whole_years on substr(monitoring.period, 1, 4) = whole_years.year
    where substr(cast(monitoring.registered_date as varchar(10)), 1, 7) = monitoring.period

),

counted as (

    select
        area,
        period,
        found_by,
        count(*) as identified,
        count(distinct household) as households
    from identified
    group by grouping sets ((area, period, found_by), (area, period))

),

final as (

    select
        area,
        period,
        coalesce(found_by, 'all') as found_by,
        identified,
        households
    from counted

)

select * from final
