-- Whether a need has a running measure of a type that matches it, only one of another type, or none.
with needs as (

    select * from step.needs

),

measures_running as (

    select * from step.measures_running

),

-- Which type of measure answers which risk: data/schemes/measure_match.csv.
matches as (

    select risk, measure from ref.measure_match

),

running as (

    select
        measures_running.household,
        measures_running.period,
        measures_running.risk,
        max(case when matches.measure is null then 0 else 1 end) as matched
    from measures_running
    left join matches
        on measures_running.risk = matches.risk and measures_running.measure = matches.measure
    group by measures_running.household, measures_running.period, measures_running.risk

),

final as (

    select
        needs.household,
        needs.area,
        needs.period,
        needs.risk,
        case running.matched when 1 then 'matched' when 0 then 'other_only' else 'unanswered' end as answer
    from needs
    left join running
        on needs.household = running.household
        and needs.period = running.period
        and needs.risk = running.risk

)

select * from final
