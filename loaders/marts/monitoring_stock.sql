with monitoring as (

    select * from lake.monitoring

),

area_members as (

    select * from lake.area_members where level <> 'village'

),

-- A month's records also name those who left during it.
in_stock as (

    select
        area_members.area,
        monitoring.period,
        monitoring.category,
        monitoring.household,
        monitoring.persons
    from monitoring
    inner join area_members on monitoring.area = area_members.member
    where monitoring.status not in ('risk_eliminated', 'natural_disappearance')

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
