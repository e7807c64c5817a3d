with answers as (

    select * from step.answers

),

area_members as (

    select * from lake.area_members where level <> 'village'

),

households as (

    select
        area,
        period,
        household,
        case count(*) filter (where answer = 'matched') when count(*) then 'full' when 0 then 'none' else 'part' end as coverage
    from answers
    group by area, period, household

),

final as (

    select
        area_members.area,
        households.period,
        coalesce(households.coverage, 'all') as coverage,
        count(*) as households
    from households
    inner join area_members on households.area = area_members.member
    group by grouping sets (
        (area_members.area, households.period, households.coverage),
        (area_members.area, households.period)
    )

)

select * from final
