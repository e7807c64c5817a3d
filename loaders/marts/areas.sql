-- The areas of the collection, top first, so that every page names places in the same words.
with areas as (
  select * from lake.areas
),

named as (
  select
    code,
    coalesce(parent, '') as parent,
    level,
    coalesce(kind, '') as kind,
    coalesce(name_en, code) as name_en,
    coalesce(name_zh, code) as name_zh
  from areas
)

select * from named
