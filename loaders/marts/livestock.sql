with livestock as (

    select * from lake.livestock

),

area_members as (

    select * from lake.area_members where level <> 'village'

),

placed as (

    select
        area_members.area,
        livestock.period,
        livestock.species,
        livestock.owner,
        livestock.holder,
        livestock.stock,
        livestock.offtake
    from livestock
    inner join area_members on livestock.area = area_members.member

),

counted as (

    select
        area,
        period,
        species,
        owner,
        sum(stock) as stock,
        sum(offtake) as offtake,
        count(distinct case when stock > 0 then holder end) as holders,
        count(distinct case when offtake > 0 then holder end) as offtake_holders
    from placed
    group by grouping sets ((area, period, species, owner), (area, period, species))

),

final as (

    select
        area,
        period,
        species,
        coalesce(owner, 'all') as owner,
        cast(stock as bigint) as stock,
        cast(offtake as bigint) as offtake,
        holders,
        offtake_holders
    from counted

)

select * from final
