with employment as (

    select * from lake.employment

),

area_members as (

    select * from lake.area_members where level <> 'village'

),

quality_elements as (

    select code as element from ref.quality_element

),

-- The elements describe work for somebody else, so the self-employed stay out.
by_household as (

    select
        area_members.area,
        employment.period,
        employment.household,
        sum(employment.workers) as workers,
        sum(employment.contract) as contract_yes,
        sum(employment.workers) filter (where employment.contract is not null) as contract_reported,
        sum(employment.insured) as insured_yes,
        sum(employment.workers) filter (where employment.insured is not null) as insured_reported,
        sum(employment.over_48h) as over_48h_yes,
        sum(employment.workers) filter (where employment.over_48h is not null) as over_48h_reported,
        sum(employment.below_minimum) as below_minimum_yes,
        sum(employment.workers) filter (where employment.below_minimum is not null) as below_minimum_reported
    from employment
    inner join area_members on employment.area = area_members.member
    where employment.kind <> 'self'
    group by area_members.area, employment.period, employment.household

),

by_element as (

    select
        by_household.area,
        by_household.period,
        quality_elements.element,
        by_household.workers,
        case quality_elements.element
            when 'contract' then by_household.contract_yes
            when 'insured' then by_household.insured_yes
            when 'over_48h' then by_household.over_48h_yes
            when 'below_minimum' then by_household.below_minimum_yes
        end as yes,
        case quality_elements.element
            when 'contract' then by_household.contract_reported
            when 'insured' then by_household.insured_reported
            when 'over_48h' then by_household.over_48h_reported
            when 'below_minimum' then by_household.below_minimum_reported
        end as reported
    from by_household
    cross join quality_elements

),

final as (

    select
        area,
        period,
        element,
        cast(sum(yes) as bigint) as yes,
        cast(coalesce(sum(reported), 0) as bigint) as reported,
        cast(sum(workers) as bigint) as workers,
        count(*) filter (where yes > 0) as yes_households,
        count(reported) as reported_households,
        count(*) as households
    from by_element
    group by area, period, element

)

select * from final
