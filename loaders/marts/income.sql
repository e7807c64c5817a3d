with income as (

    select * from lake.income

),

area_members as (

    select * from lake.area_members where level <> 'village'

),

income_lines as (

    select
        cast(year as varchar) as year,
        cast(round(value * 100) as bigint) as line_fen
    from ref.income_lines
    where line = 'monitoring_2020_rule'

),

-- Money in fen, hundredths of a yuan: sums of whole numbers are exact in whatever order they are taken.
-- `floored` is the income that enters inequality and poverty, where a loss counts as nothing.
placed as (

    select
        area_members.area,
        income.period,
        income.household,
        income.persons,
        income.total / income.persons as per_person,
        cast(round(income.total * 100) as bigint) as fen,
        greatest(cast(round(income.total * 100) as bigint), 0) as floored,
        income_lines.line_fen,
        income_lines.line_fen * income.persons as line_of_household
    from income
    inner join area_members on income.area = area_members.member
    left join income_lines on substr(income.period, 1, 4) = income_lines.year

),

-- Persons at or below each household when all are lined up by income.
ranked as (

    select
        *,
        cast(
            sum(persons) over (
                partition by area, period
                order by per_person rows between unbounded preceding and current row
            ) as bigint
        ) as persons_up_to,
        cast(sum(persons) over (partition by area, period) as bigint) as everyone,
        fen < line_of_household as is_poor,
        1 - cast(floored as double) / line_of_household as shortfall
    from placed

),

summed as (

    select
        area,
        period,
        count(distinct household) as households,
        count(distinct case when is_poor then household end) as below_households,
        cast(sum(persons) as double) as persons,
        cast(sum(fen) as double) as fen,
        cast(sum(floored) as double) as floored,
        cast(max(line_fen) as double) as line_fen,
        min(per_person) filter (where persons_up_to * 10 >= everyone) as p10,
        min(per_person) filter (where persons_up_to * 4 >= everyone) as p25,
        min(per_person) filter (where persons_up_to * 2 >= everyone) as median,
        min(per_person) filter (where persons_up_to * 4 >= everyone * 3) as p75,
        min(per_person) filter (where persons_up_to * 10 >= everyone * 9) as p90,
        cast(
            sum(cast(floored * (2 * persons_up_to - persons - everyone) as decimal(38, 0))) as double
        ) as concentration,
        cast(sum(case when is_poor then persons else 0 end) as double) as poor_persons,
        cast(sum(case when is_poor then line_of_household - floored else 0 end) as double) as missing_fen,
        cast(
            sum(cast(case when is_poor then persons * shortfall * shortfall else 0 end as decimal(28, 12)))
            as double
        ) as squared_shortfall,
        cast(
            sum(
                cast(
                    case when is_poor then persons * ln(line_fen / greatest(per_person * 100, 100)) else 0 end
                    as decimal(28, 12)
                )
            ) as double
        ) as log_shortfall
    from ranked
    group by area, period

),

final as (

    select
        area,
        period,
        households,
        cast(persons as bigint) as persons,
        fen / 100 / persons as mean,
        median,
        p10,
        p25,
        p75,
        p90,
        concentration / (persons * nullif(floored, 0)) as gini,
        line_fen / 100 as line,
        case when line_fen is not null then cast(poor_persons as bigint) end as below_line,
        case when line_fen is not null then poor_persons / persons end as headcount,
        missing_fen / (line_fen * persons) as gap,
        case when line_fen is not null then squared_shortfall / persons end as severity,
        case when line_fen is not null then round(log_shortfall / persons, 9) end as watts,
        case when line_fen is not null then below_households end as below_households
    from summed

)

select * from final
