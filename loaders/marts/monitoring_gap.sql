with monitoring as (

    select * from lake.monitoring

),

monitoring_return as (

    select * from lake.monitoring_return

),

area_members as (

    select * from lake.area_members where level <> 'village'

),

categories as (

    select code as category from ref.category

),

periods as (

    select
        period,
        cast(substr(period, 1, 4) as integer) * 12 + cast(substr(period, 6, 2) as integer) as month_number
    from (select period from monitoring union select period from monitoring_return) as named

),

places as (

    select distinct area_members.area
    from monitoring_return
    inner join area_members on monitoring_return.area = area_members.member

),

returned as (

    select
        area_members.area,
        monitoring_return.period,
        monitoring_return.category,
        sum(monitoring_return.opening) as opening,
        sum(monitoring_return.identified) as identified,
        sum(monitoring_return.eliminated) + sum(monitoring_return.other_exits) as went,
        sum(monitoring_return.closing) as closing
    from monitoring_return
    inner join area_members on monitoring_return.area = area_members.member
    group by area_members.area, monitoring_return.period, monitoring_return.category

),

recorded as (

    select
        area_members.area,
        monitoring.period,
        monitoring.category,
        count(*) filter (where monitoring.status not in ('risk_eliminated', 'natural_disappearance')) as closing,
        count(*) filter (where monitoring.status in ('risk_eliminated', 'natural_disappearance')) as went,
        count(*) filter (
            where substr(cast(monitoring.registered_date as varchar(10)), 1, 7) = monitoring.period
        ) as identified
    from monitoring
    inner join area_members on monitoring.area = area_members.member
    group by area_members.area, monitoring.period, monitoring.category

),

-- One account for each place, month and category, so that the stock of the month before is the row before.
accounts as (

    select
        places.area,
        periods.period,
        periods.month_number,
        categories.category,
        returned.opening as said_opening,
        returned.identified as said_identified,
        returned.went as said_went,
        returned.closing as said_closing,
        coalesce(recorded.closing, 0) as closing,
        coalesce(recorded.went, 0) as went,
        coalesce(recorded.identified, 0) as identified
    from places
    cross join periods
    cross join categories
    left join returned
        on places.area = returned.area
        and periods.period = returned.period
        and categories.category = returned.category
    left join recorded
        on places.area = recorded.area
        and periods.period = recorded.period
        and categories.category = recorded.category

),

followed as (

    select
        *,
        lag(month_number) over (partition by area, category order by month_number) = month_number - 1 as follows,
        lag(closing) over (partition by area, category order by month_number) as opening
    from accounts

),

gaps as (

    select
        area,
        period,
        category,
        said_closing - (said_opening + said_identified - said_went) as return_gap,
        case when follows then closing - (opening + identified - went) end as record_gap,
        said_closing - closing as difference
    from followed

),

final as (

    select
        area,
        period,
        coalesce(category, 'all') as category,
        cast(sum(return_gap) as bigint) as return_gap,
        cast(sum(record_gap) as bigint) as record_gap,
        cast(sum(difference) as bigint) as difference
    from gaps
    group by grouping sets ((area, period, category), (area, period))

)

select * from final
