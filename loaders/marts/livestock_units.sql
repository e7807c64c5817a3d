with livestock as (

    select * from lake.livestock

),

households as (

    select * from lake.households

),

area_members as (

    select * from lake.area_members where level <> 'village'

),

-- Decimal factors, so that a sum is the same in whatever order it is taken.
livestock_units as (

    select scheme, species, cast(factor as decimal(9, 4)) as factor from ref.livestock_units

),

herds as (

    select
        area_members.area,
        livestock.period,
        livestock_units.scheme,
        livestock.owner,
        livestock.holder,
        livestock.stock,
        cast(livestock.stock as decimal(18, 0)) * livestock_units.factor as units
    from livestock
    inner join area_members on livestock.area = area_members.member
    inner join livestock_units on livestock.species = livestock_units.species

),

counted as (

    select
        area,
        period,
        scheme,
        owner,
        sum(units) as units,
        count(distinct case when stock > 0 then holder end) as holders
    from herds
    group by grouping sets ((area, period, scheme, owner), (area, period, scheme))

),

registered as (

    select
        area_members.area,
        households.period as register_year,
        count(distinct households.household) as households
    from households
    inner join area_members on households.area = area_members.member
    group by area_members.area, households.period

),

final as (

    select
        counted.area,
        counted.period,
        counted.scheme,
        coalesce(counted.owner, 'all') as owner,
        cast(counted.units as double) as units,
        counted.holders,
        case
            when counted.owner = 'household' then cast(counted.units as double) / registered.households
        end as per_household,
        case when counted.owner = 'household' then registered.households end as registered
    from counted
    left join registered
        on counted.area = registered.area and substr(counted.period, 1, 4) = registered.register_year

)

select * from final
