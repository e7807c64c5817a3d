with income as (

    select * from lake.income

),

area_members as (

    select * from lake.area_members where level <> 'village'

),

components as (

    select code as component from ref.component

),

by_component as (

    select
        area_members.area,
        income.period,
        components.component,
        income.household,
        income.persons,
        case components.component
            when 'wage' then income.wage
            when 'operating' then income.operating
            when 'property' then income.property
            when 'transfer' then income.transfer
        end as amount
    from income
    inner join area_members on income.area = area_members.member
    cross join components

),

-- Money in fen, hundredths of a yuan: sums of whole numbers are exact in whatever order they are taken.
final as (

    select
        area,
        period,
        component,
        cast(sum(cast(round(amount * 100) as bigint)) as double) / 100 / cast(sum(persons) as double) as mean,
        count(distinct case when amount <> 0 then household end) as households,
        cast(sum(persons) as bigint) as persons,
        count(distinct household) as everyone
    from by_component
    group by area, period, component

)

select * from final
