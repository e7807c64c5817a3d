with answers as (

    select * from step.answers

),

area_members as (

    select * from lake.area_members where level <> 'village'

),

answered as (

    select
        area_members.area,
        answers.period,
        answers.risk,
        answers.household,
        answers.answer
    from answers
    inner join area_members on answers.area = area_members.member

),

final as (

    select
        area,
        period,
        coalesce(risk, 'all') as risk,
        coalesce(answer, 'all') as answer,
        count(*) as needs,
        count(distinct household) as households
    from answered
    group by grouping sets (
        (area, period, risk, answer),
        (area, period, risk),
        (area, period, answer),
        (area, period)
    )

)

select * from final
