with needs as (

    select * from step.needs

),

area_members as (

    select * from lake.area_members where level <> 'village'

),

placed as (

    select
        area_members.area,
        needs.period,
        needs.household,
        needs.risk,
        needs.role
    from needs
    inner join area_members on needs.area = area_members.member

),

counted as (

    select
        area,
        period,
        risk,
        role,
        count(distinct household) as households
    from placed
    group by grouping sets ((area, period, risk, role), (area, period, risk), (area, period, role))
    -- Over all risks only the primary ones add up.
    having grouping(risk) = 0 or role = 'primary'

),

final as (

    select
        area,
        period,
        coalesce(risk, 'all') as risk,
        coalesce(role, 'any') as role,
        households
    from counted

)

select * from final
