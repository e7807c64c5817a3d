with enterprises as (

    select * from lake.enterprises

),

area_members as (

    select * from lake.area_members where level <> 'village'

),

placed as (

    select
        area_members.area,
        enterprises.period,
        enterprises.industry,
        enterprises.enterprise,
        enterprises.workshop,
        enterprises.jobs,
        enterprises.jobs_registered,
        enterprises.jobs_planned
    from enterprises
    inner join area_members on enterprises.area = area_members.member

),

counted as (

    select
        area,
        period,
        industry,
        count(distinct enterprise) as enterprises,
        count(distinct case when workshop then enterprise end) as workshops,
        sum(jobs) as jobs,
        sum(jobs_registered) as jobs_registered,
        sum(jobs_planned) as jobs_planned,
        count(distinct case when jobs > 0 then enterprise end) as jobs_enterprises,
        count(distinct case when jobs_registered > 0 then enterprise end) as registered_enterprises,
        count(distinct case when jobs_planned > 0 then enterprise end) as planned_enterprises
    from placed
    group by grouping sets ((area, period, industry), (area, period))

),

final as (

    select
        area,
        period,
        coalesce(industry, 'all') as industry,
        enterprises,
        workshops,
        cast(jobs as bigint) as jobs,
        cast(jobs_registered as bigint) as jobs_registered,
        cast(jobs_planned as bigint) as jobs_planned,
        jobs_enterprises,
        registered_enterprises,
        planned_enterprises
    from counted

)

select * from final
