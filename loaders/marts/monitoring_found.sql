with registrations as (

    select * from step.registrations

),

area_members as (

    select * from lake.area_members where level <> 'village'

),

whole_years as (

    select * from step.whole_years

),

identified as (

    select
        area_members.area,
        whole_years.year as period,
        registrations.household,
        coalesce(registrations.found_by, 'not_reported') as found_by
    from registrations
    inner join area_members on registrations.area = area_members.member
    inner join whole_years on substr(registrations.period, 1, 4) = whole_years.year

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
