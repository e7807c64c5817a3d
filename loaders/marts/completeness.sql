with accounts as (

    select * from lake.accounts

),

area_members as (

    select * from lake.area_members where level <> 'village'

),

-- Who stands behind each record; nobody behind a township's own totals.
records as (

    select 'households' as dataset, area, period, household as reporter from lake.households
    union all
    select 'employment' as dataset, area, period, household as reporter from lake.employment
    union all
    select 'livestock' as dataset, area, period, holder as reporter from lake.livestock
    union all
    select 'income' as dataset, area, period, household as reporter from lake.income
    union all
    select 'monitoring' as dataset, area, period, household as reporter from lake.monitoring
    union all
    select 'monitoring_return' as dataset, area, period, cast(null as bigint) as reporter from lake.monitoring_return
    union all
    select 'measures' as dataset, area, period, household as reporter from lake.measures
    union all
    select 'resettlement' as dataset, area, period, household as reporter from lake.resettlement
    union all
    select 'assets' as dataset, area, period, coalesce(holder, asset) as reporter from lake.assets
    union all
    select 'enterprises' as dataset, area, period, enterprise as reporter from lake.enterprises

),

counted as (

    select
        records.dataset,
        area_members.area,
        records.period,
        count(*) as records,
        count(distinct records.reporter) as reporters
    from records
    inner join area_members on records.area = area_members.member
    group by records.dataset, area_members.area, records.period

),

due as (

    select
        dataset,
        period,
        max(sent) as sent
    from (
        select
            dataset,
            period,
            case when received is null then 0 else 1 end as sent
        from accounts
        where coalesce(period, '') <> ''
        union all
        select
            dataset,
            period,
            1 as sent
        from counted
    ) as known
    group by dataset, period

),

places as (

    select distinct
        dataset,
        area
    from counted

),

-- Every place that ever sent a record, in every period due. `earlier` counts its periods with records so far.
expected as (

    select
        places.dataset,
        places.area,
        due.period,
        due.sent,
        coalesce(counted.records, 0) as records,
        coalesce(counted.reporters, 0) as reporters,
        coalesce(
            sum(case when counted.records > 0 then 1 else 0 end) over (
                partition by places.dataset, places.area
                order by due.period
                rows between unbounded preceding and 1 preceding
            ), 0
        ) as earlier
    from places
    inner join due on places.dataset = due.dataset
    left join counted
        on
            places.dataset = counted.dataset
            and places.area = counted.area
            and due.period = counted.period

),

-- What a place usually sends: the median of its last twelve periods with records.
usual as (

    select
        this.dataset,
        this.area,
        this.period,
        percentile_cont(0.5) within group (order by before.records) as records,
        min(before.reporters) as fewest
    from expected as this
    inner join expected as before
        on
            this.dataset = before.dataset
            and this.area = before.area
            and this.period > before.period
            and this.earlier - 12 <= before.earlier
            and before.records > 0
    group by this.dataset, this.area, this.period

),

-- A band of shares is ten records wide or more, so that with last month's count it tells no count of this month.
-- Where nobody stands behind the records there is nobody to protect.
banded as (

    select
        expected.dataset,
        expected.area,
        expected.period,
        expected.sent,
        expected.records,
        expected.reporters,
        usual.records as usual_records,
        usual.fewest,
        case
            when usual.fewest = 0 or usual.records >= 200 then 20
            when usual.records >= 100 then 10
            when usual.records >= 20 then 2
            else 1
        end as bands
    from expected
    left join usual
        on
            expected.dataset = usual.dataset
            and expected.area = usual.area
            and expected.period = usual.period

),

shared as (

    select *, round(1.0 * bands * records / usual_records) / bands as share from banded

),

judged as (

    select
        dataset,
        area,
        period,
        case
            when sent = 0 then 'not_sent'
            when usual_records is null or fewest between 1 and 9 then 'unjudged'
            when records = 0 then 'absent'
            when share < 0.8 then 'fewer'
            else 'as_usual'
        end as state,
        case when sent = 1 then share end as share,
        case
            when usual_records is null then 0
            when records = 0 then fewest
            else least(reporters, fewest)
        end as reporters
    from shared

)

select * from judged
