with stated as (

    select * from step.stated

),

population_parts as (

    select * from ref.population_parts

),

area_members as (

    select * from lake.area_members

),

-- A whole that is only "at least" so large contradicts no part of it.
part_pairs as (

    select parts.id as part_id, wholes.id as whole_id
    from stated parts
    inner join population_parts on parts.counted = population_parts.part
    inner join stated wholes on population_parts.whole = wholes.counted
    left join area_members on parts.area = area_members.member and wholes.area = area_members.area
    where parts.year = wholes.year and parts.unit = wholes.unit and wholes.qualifier <> 'at_least'
        and (parts.place = wholes.place or area_members.member is not null)
        and parts.value - parts.slack > wholes.value + wholes.slack

),

value_pairs as (

    select
        one.id as one_id,
        other.id as other_id,
        case
            when one.qualifier = 'at_least' and other.value >= one.value then 'bound'
            when other.qualifier = 'at_least' and one.value >= other.value then 'bound'
            when one.basis <> other.basis then 'definitions'
            else 'contradiction'
        end as verdict
    from stated one
    inner join stated other
        on one.counted = other.counted and one.place = other.place and one.unit = other.unit
        and one.date_end = other.date_end and one.id < other.id
    where one.counted <> '' and abs(one.value - other.value) > one.slack + other.slack

),

-- Between which bounds the change lies that the amounts give, as they are rounded.
changes as (

    select
        said.id as said_id,
        now_figure.id as now_id,
        before_figure.id as before_id,
        said.value,
        said.slack,
        case
            when said.unit = 'percent' then 100 * (now_figure.value / before_figure.value - 1)
            else now_figure.value - before_figure.value
        end as recomputed,
        case
            when said.unit = 'percent'
                then 100 * ((now_figure.value - now_figure.slack) / (before_figure.value + before_figure.slack) - 1)
            else now_figure.value - before_figure.value - now_figure.slack - before_figure.slack
        end as lowest,
        case
            when said.unit = 'percent'
                then 100 * ((now_figure.value + now_figure.slack) / (before_figure.value - before_figure.slack) - 1)
            else now_figure.value - before_figure.value + now_figure.slack + before_figure.slack
        end as highest
    from stated said
    inner join stated now_figure on said.change_of = now_figure.series and said.year = now_figure.year
    inner join stated before_figure on said.change_of = before_figure.series and said.year - 1 = before_figure.year
    where coalesce(now_figure.area, '') = coalesce(before_figure.area, '')

),

change_gaps as (

    select * from changes where value + slack < lowest or value - slack > highest

),

sides as (

    select 'part_exceeds_whole' as rule, 'contradiction' as verdict, part_id as conflict, part_id as figure,
        'part' as role, cast(null as double) as recomputed
    from part_pairs
    union all
    select 'part_exceeds_whole', 'contradiction', part_id, whole_id, 'whole', null from part_pairs
    union all
    select 'two_values', verdict, one_id, one_id, 'value', null from value_pairs
    union all
    select 'two_values', verdict, one_id, other_id, 'value', null from value_pairs
    union all
    select 'change_not_given', 'contradiction', said_id, said_id, 'stated', recomputed from change_gaps
    union all
    select 'change_not_given', 'contradiction', said_id, now_id, 'now', null from change_gaps
    union all
    select 'change_not_given', 'contradiction', said_id, before_id, 'before', null from change_gaps

),

final as (

    select
        rule,
        conflict,
        figure,
        min(verdict) as verdict,
        min(role) as role,
        round(max(recomputed), 2) as recomputed
    from sides
    group by rule, conflict, figure

)

select * from final
