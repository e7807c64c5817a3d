with resettlement as (

    select * from lake.resettlement

),

area_members as (

    select * from lake.area_members where level <> 'village'

),

placed as (

    select
        area_members.area,
        resettlement.period,
        coalesce(resettlement.origin, 'unknown') as origin,
        resettlement.household,
        resettlement.persons,
        resettlement.land,
        resettlement.sheds,
        resettlement.dividend,
        resettlement.workers_near
    from resettlement
    inner join area_members on resettlement.area = area_members.member

),

counted as (

    select
        area,
        period,
        origin,
        count(distinct household) as households,
        sum(persons) as persons,
        sum(land) as land,
        sum(sheds) as sheds,
        sum(dividend) as dividend,
        sum(workers_near) as workers_near,
        count(distinct case when land is not null then household end) as land_reported,
        count(distinct case when land > 0 then household end) as land_households,
        count(distinct case when sheds > 0 then household end) as shed_households,
        count(distinct case when dividend is not null then household end) as dividend_reported,
        count(distinct case when dividend > 0 then household end) as dividend_households,
        count(distinct case when workers_near > 0 then household end) as worker_households
    from placed
    group by grouping sets ((area, period, origin), (area, period))

),

final as (

    select
        area,
        period,
        coalesce(origin, 'all') as origin,
        households,
        cast(persons as bigint) as persons,
        cast(land as double) as land,
        cast(sheds as bigint) as sheds,
        cast(dividend as bigint) as dividend,
        cast(workers_near as bigint) as workers_near,
        land_reported,
        land_households,
        shed_households,
        dividend_reported,
        dividend_households,
        worker_households
    from counted

)

select * from final
