-- Assets bought with public funds: bought once, never sold; some stand idle; most pay at the end of a year.
CREATE TABLE assets AS
WITH numbered AS (
  SELECT i AS id, below(i, 'assets.village', (SELECT count(*) FROM village)) + 1 AS place
  FROM range(1, getvariable('assets')::BIGINT + 1) AS r(i)
),
village_order AS (
  SELECT code, row_number() OVER (ORDER BY id) AS place FROM village
),
kinds AS (
  FROM (VALUES
    (0, 'greenhouse', 90000), (1, 'greenhouse', 90000), (2, 'livestock_housing', 260000), (3, 'livestock_housing', 260000),
    (4, 'workshop', 900000), (5, 'machinery', 180000), (6, 'storage', 620000), (7, 'photovoltaic', 1100000),
    (8, 'water_works', 340000), (9, 'shop', 210000)
  ) AS v(draw, kind, yuan)
),
bought AS (
  SELECT
    n.id, o.code AS area, k.kind,
    round(k.yuan * exp(0.55 * normal(n.id, 'assets.value')) / 100) * 100 AS value,
    -- In quarters from the first of 2019; before it for two thirds.
    below(n.id, 'assets.bought', 30) - 20 AS bought,
    (4 + round(30 * exp(0.6 * normal(n.id, 'assets.people'))))::INTEGER AS people
  FROM numbered n
  JOIN village_order o USING (place)
  JOIN kinds k ON k.draw = below(n.id, 'assets.kind', 10)
),
running AS (
  SELECT b.*, q.period, q.season, q.quarter,
    uniform(b.id * 100 + q.season // 4, 'assets.in_use') < 0.90 + 0.01 * (q.season // 4) AS working
  FROM bought b
  JOIN quarters q ON q.season >= b.bought
)
SELECT
  printf('as-%05d', id) AS asset,
  CASE WHEN uniform(id, 'assets.holder') < 0.8 THEN printf('us-%04d', below(id, 'assets.user', 160) + 1) END AS holder,
  area, period, kind, value::INTEGER AS value,
  CASE WHEN uniform(id * 100 + season, 'assets.use_known') < 0.97 THEN working END AS in_use,
  CASE WHEN working AND (quarter = 4 OR (quarter = 2 AND id % 3 = 0)) THEN round(value * 0.03 * (0.7 + 0.6 * uniform(id * 100 + season, 'assets.dividend'))) ELSE 0 END::INTEGER AS dividend,
  CASE WHEN working AND (quarter = 4 OR (quarter = 2 AND id % 3 = 0)) THEN people ELSE 0 END::INTEGER AS people
FROM running
ORDER BY period, area, asset;
