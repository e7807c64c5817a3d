-- A need is one risk of one monitored household.
with monitored as (

    select * from step.monitored

),

risks as (

    select code as risk from ref.risk

),

final as (

    select
        monitored.household,
        monitored.area,
        monitored.period,
        risks.risk,
        case when monitored.risk = risks.risk then 'primary' else 'additional' end as role
    from monitored
    inner join risks
        on monitored.risk = risks.risk
        or ';' || coalesce(monitored.other_risks, '') || ';' like '%;' || risks.risk || ';%'

)

select * from final
