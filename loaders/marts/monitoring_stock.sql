with monitored as (

    select * from step.monitored

),

area_members as (

    select * from lake.area_members where level <> 'village'

),

in_stock as (

    select
        area_members.area,
        monitored.period,
        monitored.category,
        monitored.household,
        monitored.persons
    from monitored
    inner join area_members on monitored.area = area_members.member

),

counted as (

    select
        area,
        period,
        category,
        count(distinct household) as households,
        sum(persons) as persons
    from in_stock
    group by grouping sets ((area, period, category), (area, period))

),

final as (

    select
        area,
        period,
        coalesce(category, 'all') as category,
        households,
        cast(persons as bigint) as persons
    from counted

)

select * from final
