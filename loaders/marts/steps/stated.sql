-- Published figures, with what each says that it counts, and how far the true value may lie from the printed one:
-- half of the last digit that the words vouch for.
with figures as (

    select * from lake.figures

),

final as (

    select
        *,
        coalesce(area, area_label) as place,
        coalesce(population_set, '') as counted,
        extract(year from date_end) as year,
        0.5 * case
            when abs(value - round(value, 1)) > 1e-9 then 0.01
            when abs(value - round(value)) > 1e-9 then 0.1
            when value = 0 or qualifier not in ('rounded', 'about', 'at_least') then 1
            when value = round(value / 1000000) * 1000000 then 1000000
            when value = round(value / 100000) * 100000 then 100000
            when value = round(value / 10000) * 10000 then 10000
            when value = round(value / 1000) * 1000 then 1000
            when value = round(value / 100) * 100 then 100
            when value = round(value / 10) * 10 then 10
            else 1
        end as slack
    from figures

)

select * from final
