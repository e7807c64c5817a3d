-- The households of the site: where they came from and what they were allotted. All had moved by the start
-- of the series.
CREATE TABLE resettlement AS
WITH settled AS (
  SELECT
    id, key, labour,
    printf('999901%03d', getvariable('townships') - [0, 1, 1, 2, 2, 2][below(id, 'resettlement.origin', 6) + 1]) AS origin,
    round(2 * greatest(4, 10 + 1.4 * normal(id, 'resettlement.land'))) / 2 AS land,
    CASE WHEN uniform(id, 'resettlement.shed') < 0.46 THEN 1 WHEN uniform(id, 'resettlement.shed') < 0.52 THEN 2 ELSE 0 END AS sheds
  FROM household
  WHERE at_site
)
SELECT
  s.key AS household, '999901900' AS area, q.period, s.origin, hy.persons, s.land, s.sheds,
  CASE WHEN uniform(s.id * 1000 + q.season, 'resettlement.dividend_known') < 0.97 THEN
    CASE q.quarter WHEN 4 THEN 260 WHEN 2 THEN 140 ELSE 0 END * (100 + 12 * q.season) // 100
      + CASE WHEN q.quarter IN (2, 4) THEN 10 * below(s.id, 'resettlement.dividend', 12) ELSE 0 END
  END::INTEGER AS dividend,
  least(s.labour, CASE
    WHEN uniform(s.id * 1000 + q.season // 2, 'resettlement.near') < 0.50 + 0.03 * q.season THEN 1 + below(s.id, 'resettlement.two_near', 2)
    ELSE 0
  END)::INTEGER AS workers_near
FROM settled s
CROSS JOIN quarters q
JOIN household_year hy ON hy.id = s.id AND hy.year = q.year
ORDER BY q.period, s.key;
