with figures as (

    select * from lake.figures

),

topics as (

    select code as topic, "rank" as topic_rank from ref.topic

),

-- A line joins figures of one series only where area and basis are the same.
described as (

    select
        figures.id,
        figures.series,
        figures.title_en,
        figures.title_zh,
        figures.topic,
        topics.topic_rank,
        coalesce(figures.area, '') as area,
        figures.area_label,
        coalesce(figures.area_label_zh, '') as area_label_zh,
        figures.period,
        figures.date_start,
        figures.date_end,
        coalesce(figures.date_start, figures.date_end) as first_day,
        min(figures.date_end) over (
            partition by figures.series, figures.area_label, figures.basis
        ) as line_start,
        min(length(coalesce(figures.area, ''))) over (partition by figures.series) as depth,
        figures.population,
        coalesce(figures.population_zh, '') as population_zh,
        figures.value,
        figures.unit,
        figures.measure,
        figures.tier,
        figures.qualifier,
        figures.basis,
        coalesce(figures.conflict, '') as conflict,
        figures.source,
        coalesce(figures.source_zh, '') as source_zh,
        coalesce(figures.note, '') as note,
        coalesce(figures.note_zh, '') as note_zh
    from figures
    inner join topics on figures.topic = topics.topic

),

placed as (

    select
        *,
        extract(year from first_day)
        + (extract(doy from first_day) - 0.5)
        / extract(doy from make_date(cast(extract(year from first_day) as int), 12, 31)) as first_year,
        extract(year from date_end)
        + (extract(doy from date_end) - 0.5)
        / extract(doy from make_date(cast(extract(year from date_end) as int), 12, 31)) as last_year
    from described

),

final as (

    select
        id,
        series,
        -- By topic, and within it from the country down to the township.
        dense_rank() over (order by topic_rank, depth, series) as series_rank,
        dense_rank() over (partition by series order by line_start, area_label, basis) as segment,
        title_en,
        title_zh,
        topic,
        area,
        area_label,
        area_label_zh,
        period,
        date_start,
        date_end,
        -- A cumulative figure stands at its last day, any other in the middle of its days.
        cast(
            round(case when measure = 'cumulative' then last_year else (first_year + last_year) / 2 end, 3)
            as double
        ) as year,
        population,
        population_zh,
        value,
        unit,
        measure,
        tier,
        qualifier,
        basis,
        conflict,
        source,
        source_zh,
        note,
        note_zh
    from placed

)

select * from final
