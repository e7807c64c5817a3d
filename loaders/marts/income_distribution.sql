with income as (

    select * from lake.income

),

area_members as (

    select * from lake.area_members where level <> 'village'

),

bracketed as (

    select
        area_members.area,
        income.period,
        income.household,
        income.persons,
        least(greatest(cast(floor(income.total / income.persons / 2000) as integer) * 2000, 0), 30000) as bracket
    from income
    inner join area_members on income.area = area_members.member

),

final as (

    select
        area,
        period,
        cast(bracket as varchar) as bracket,
        cast(sum(persons) as bigint) as persons,
        count(distinct household) as households
    from bracketed
    group by area, period, bracket

)

select * from final
