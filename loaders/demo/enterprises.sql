-- Enterprises on the county's list and village workshops. A few are much larger than the rest.
CREATE TABLE enterprises AS
WITH founded AS (
  SELECT
    i AS id,
    below(i, 'enterprises.village', (SELECT count(*) FROM village)) + 1 AS place,
    uniform(i, 'enterprises.workshop') < 0.55 AS workshop,
    below(i, 'enterprises.founded', 22) - 16 AS founded
  FROM range(1, getvariable('enterprises')::BIGINT + 1) AS r(i)
),
described AS (
  SELECT
    f.*, v.code AS area,
    CASE
      WHEN workshop THEN ['textiles_clothing', 'textiles_clothing', 'agri_processing', 'services'][below(id, 'enterprises.workshop_industry', 4) + 1]
      ELSE ['agri_processing', 'textiles_clothing', 'building_materials', 'livestock', 'forestry_fruit', 'construction', 'trade_catering', 'transport', 'crops', 'services'][below(id, 'enterprises.industry', 10) + 1]
    END AS industry,
    CASE WHEN workshop THEN 24 ELSE 70 END * exp(0.8 * normal(id, 'enterprises.size')) AS size
  FROM founded f
  JOIN (SELECT code, row_number() OVER (ORDER BY id) AS place FROM village) v USING (place)
),
staffed AS (
  SELECT
    d.*, q.period, q.season, d.id * 1000 + q.season AS entity,
    greatest(1, round(size * (1 + 0.09 * q.t) * CASE q.period WHEN '2020-Q1' THEN 0.55 WHEN '2020-Q2' THEN 0.84 ELSE 1 END
      * (1 + 0.06 * normal(d.id * 1000 + q.season, 'enterprises.quarter'))))::INTEGER AS jobs
  FROM described d
  JOIN quarters q ON q.season >= d.founded
)
SELECT
  printf('en-%04d', id) AS enterprise, area, period, industry, workshop, jobs,
  CASE WHEN uniform(id, 'enterprises.registered_known') < 0.9 THEN floor(jobs * (0.25 + 0.5 * uniform(id, 'enterprises.registered'))) END::INTEGER AS jobs_registered,
  CASE WHEN uniform(entity // 4, 'enterprises.plans') < 0.22 THEN 5 + 5 * below(entity // 4, 'enterprises.planned', 24) END::INTEGER AS jobs_planned
FROM staffed
ORDER BY period, area, enterprise;
