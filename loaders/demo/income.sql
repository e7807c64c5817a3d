-- Income of a household over the twelve months ended, in whole yuan. Per-capita income is log-normal around
-- the township's level and grows by about a tenth a year; the year 2020 leaves a dip that passes.
CREATE TABLE township_fortune AS
SELECT
  id,
  0.11 * normal(id, 'income.level') - CASE WHEN mountain THEN 0.16 ELSE 0 END AS level,
  CASE
    WHEN place = 1 THEN -0.045 WHEN place = 2 THEN -0.030 WHEN place = 3 THEN 0.040
    ELSE 0.006 * normal(id, 'income.slope')
  END AS slope
FROM (SELECT *, row_number() OVER (ORDER BY bits(id, 'income.diverging'), id) AS place FROM township)
UNION ALL
SELECT 900, -0.12, 0.015;

CREATE TABLE income AS
WITH placed AS (
  SELECT
    h.id, h.key, h.area, h.labour, q.period, hy.persons, q.t, h.id * 10000 + q.year AS this_year,
    h.id * 10000 + q.year - 1 AS last_year, q.quarter / 4.0 AS elapsed,
    9.36 + f.level + f.slope * q.t + 0.34 * h.fortune
      - CASE h.standing WHEN 'lifted' THEN 0.07 ELSE 0 END
      - CASE WHEN h.turn <= getvariable('monitored') THEN 0.06 ELSE 0 END
      - CASE WHEN h.labour = 0 THEN 0.12 ELSE 0 END
      + 0.092 * q.t
      - CASE q.period WHEN '2020-Q1' THEN 0.014 WHEN '2020-Q2' THEN 0.034 WHEN '2020-Q3' THEN 0.032
          WHEN '2020-Q4' THEN 0.022 WHEN '2021-Q1' THEN 0.011 ELSE 0 END
      + CASE q.quarter WHEN 1 THEN -0.006 WHEN 2 THEN -0.003 WHEN 3 THEN 0.002 ELSE 0 END AS base
  FROM household h
  CROSS JOIN quarters q
  JOIN household_year hy ON hy.id = h.id AND hy.year = q.year
  JOIN township_fortune f ON f.id = h.township
),
earned AS (
  SELECT
    *,
    -- The window of twelve months slides from last year's luck to this year's.
    round(persons * exp(base + 0.15 * ((1 - elapsed) * normal(last_year, 'income.year') + elapsed * normal(this_year, 'income.year'))))::BIGINT AS gross,
    CASE WHEN labour = 0 THEN 0 ELSE greatest(0.04, least(0.80, 0.36 + 0.14 * normal(id, 'income.wage') + 0.030 * t)) END AS wage_share,
    0.012 + 0.022 * uniform(id, 'income.property') + 0.003 * t AS property_share,
    CASE WHEN labour = 0 THEN 0.62 ELSE 0.10 + 0.09 * uniform(id, 'income.transfer') - 0.006 * t END AS transfer_share,
    uniform(this_year, 'income.loss') < 0.006 AS loss
  FROM placed
),
split AS (
  SELECT
    *,
    round(gross * wage_share)::BIGINT AS wage,
    round(gross * property_share)::BIGINT AS property,
    round(gross * transfer_share)::BIGINT AS transfer
  FROM earned
),
closed AS (
  SELECT *, CASE WHEN loss THEN -(gross // 4) ELSE gross - wage - property - transfer END AS operating FROM split
)
SELECT
  key AS household, area, period, persons, wage, operating, property, transfer,
  wage + operating + property + transfer AS total
FROM closed
ORDER BY period, area, household;
