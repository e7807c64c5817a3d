-- Households: exactly as many as asked for, the resettlement site's among them. A household stays in its
-- village for the whole series.
CREATE TABLE drawn AS
WITH spread AS (
  SELECT
    id AS village, township, code AS area, township = 900 AS at_site,
    share(
      CASE WHEN township = 900 THEN getvariable('site_households') ELSE getvariable('households') - getvariable('site_households') END,
      sum(weight) OVER (PARTITION BY township = 900 ORDER BY id), weight,
      sum(weight) OVER (PARTITION BY township = 900)
    ) AS households
  FROM village
),
numbered AS (
  SELECT row_number() OVER (ORDER BY village, i) AS id, village, township, area, at_site
  FROM (SELECT *, unnest(range(households)) AS i FROM spread)
),
sized AS (
  SELECT
    n.*,
    coalesce(t.mountain, false) AS mountain,
    CASE
      WHEN u < 0.03 THEN 1 WHEN u < 0.11 THEN 2 WHEN u < 0.30 THEN 3 WHEN u < 0.56 THEN 4 WHEN u < 0.78 THEN 5
      WHEN u < 0.91 THEN 6 WHEN u < 0.97 THEN 7 WHEN u < 0.99 THEN 8 ELSE 9
    END AS size,
    CASE
      WHEN at_site THEN 'lifted'
      WHEN uniform(n.id, 'household.standing') < CASE WHEN mountain THEN 0.70 ELSE 0.34 END THEN 'lifted'
      ELSE 'ordinary'
    END AS standing,
    normal(n.id, 'household.fortune') AS fortune
  FROM (SELECT *, uniform(id, 'household.size') AS u FROM numbered) n
  LEFT JOIN township t ON t.id = n.township
)
SELECT
  *,
  -- The poorest and unluckiest come first: the first `monitored` are in the stock at the end of the series,
  -- those after them were monitored earlier.
  row_number() OVER (ORDER BY fortune + 0.9 * normal(id, 'household.luck') - CASE standing WHEN 'lifted' THEN 0.3 ELSE 0 END, id) AS turn
FROM sized;

-- The persons of the monitored stock must add up exactly, so that a few households gain or lose a member.
CREATE TABLE household AS
WITH adjustable AS (
  SELECT id, row_number() OVER (ORDER BY turn) AS nth, count(*) OVER () AS everyone
  FROM drawn
  WHERE turn <= getvariable('monitored') AND size BETWEEN 2 AND 8
),
owed AS (
  SELECT getvariable('monitored_persons') - sum(size) AS persons FROM drawn WHERE turn <= getvariable('monitored')
),
settled AS (
  SELECT
    d.* EXCLUDE (size),
    (d.size + coalesce(sign(o.persons) * share(abs(o.persons), a.nth, 1, a.everyone), 0))::INTEGER AS size
  FROM drawn d
  CROSS JOIN owed o
  LEFT JOIN adjustable a USING (id)
)
SELECT
  *,
  printf('hh-%06d', id) AS key,
  CASE WHEN uniform(id, 'household.frail') < 0.055 THEN 0
    ELSE greatest(0, least(size, round(0.46 * size + 0.3 + 0.7 * normal(id, 'household.labour'))))::INTEGER
  END AS labour
FROM settled
ORDER BY id;

-- Size by year: the latest year is the household's own size, earlier years differ for a few.
CREATE TABLE household_year AS
SELECT
  h.id,
  y.year,
  y.period,
  CASE
    WHEN y.latest THEN h.size
    WHEN uniform(h.id * 10000 + y.year, 'household.birth') < 0.05 THEN greatest(1, h.size - 1)
    WHEN uniform(h.id * 10000 + y.year, 'household.move') < 0.03 THEN h.size + 1
    ELSE h.size
  END AS persons
FROM household h
CROSS JOIN years y;

CREATE TABLE households AS
WITH years_since AS (
  SELECT hy.*, h.key, h.area, h.labour, h.standing, h.id * 10000 + hy.year AS entity,
    greatest(0, least(1, (hy.year - 2018) / 4.0)) AS progress
  FROM household_year hy
  JOIN household h USING (id)
)
SELECT
  key AS household, area, period, persons, least(labour, persons) AS labour, standing,
  CASE WHEN uniform(id, 'assured.education.known') < 0.99 THEN uniform(id, 'assured.education') > 0.030 * (1 - progress) + 0.001 END AS education,
  CASE WHEN uniform(id, 'assured.medical.known') < 0.99 THEN uniform(id, 'assured.medical') > 0.040 * (1 - progress) + 0.001 END AS medical,
  CASE WHEN uniform(id, 'assured.housing.known') < 0.985 THEN uniform(id, 'assured.housing') > 0.050 * (1 - progress) + 0.002 END AS housing,
  CASE WHEN uniform(id, 'assured.water.known') < 0.98 THEN uniform(id, 'assured.water') > 0.060 * (1 - progress) + 0.003 END AS water
FROM years_since
ORDER BY period, area, household;
