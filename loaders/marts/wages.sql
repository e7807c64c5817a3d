with employment as (

    select * from lake.employment

),

area_members as (

    select * from lake.area_members where level <> 'village'

),

wage_records as (

    select
        area_members.area,
        employment.period,
        employment.industry,
        employment.household,
        employment.workers,
        employment.wage
    from employment
    inner join area_members on employment.area = area_members.member
    where employment.kind = 'wage' and employment.wage is not null

),

spread as (

    select
        area,
        period,
        industry,
        percentile_cont(0.25) within group (order by wage) as p25,
        percentile_cont(0.50) within group (order by wage) as median,
        percentile_cont(0.75) within group (order by wage) as p75,
        sum(workers) as workers,
        count(distinct household) as households
    from wage_records
    group by grouping sets ((area, period, industry), (area, period))

),

final as (

    select
        area,
        period,
        coalesce(industry, 'all') as industry,
        p25,
        median,
        p75,
        cast(workers as bigint) as workers,
        households
    from spread

)

select * from final
