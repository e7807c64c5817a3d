-- Time is counted in months from the first month of the series (m) and in years from January 2019 (t), so
-- that the shock of early 2020 falls on the same dates whatever range is generated.
CREATE TABLE months AS
SELECT
  i::INTEGER AS m,
  first_day,
  last_day(first_day) AS last_day,
  strftime(first_day, '%Y-%m') AS period,
  year(first_day)::INTEGER AS year,
  month(first_day)::INTEGER AS month,
  quarter(first_day)::INTEGER AS quarter,
  (year(first_day) - 2019) * 4 + quarter(first_day) - 1 AS season,
  (year(first_day) - 2019) + (month(first_day) - 1) / 12.0 AS t
FROM (
  SELECT i, (getvariable('final_month')::DATE - to_months((getvariable('months') - 1 - i)::INTEGER))::DATE AS first_day
  FROM range(getvariable('months')::BIGINT) AS r(i)
)
ORDER BY m;

-- Quarters that lie wholly inside the series. `before_last` counts back from the latest.
CREATE TABLE quarters AS
SELECT
  row_number() OVER (ORDER BY season) - 1 AS q,
  count(*) OVER () - row_number() OVER (ORDER BY season) AS before_last,
  season,
  year || '-Q' || quarter AS period,
  year,
  quarter,
  max_day AS last_day,
  t_end AS t
FROM (
  SELECT season, year, quarter, max(last_day) AS max_day, max(t) + 1 / 12.0 AS t_end
  FROM months
  GROUP BY ALL
  HAVING count(*) = 3
)
ORDER BY season;

CREATE TABLE years AS
SELECT year, year::VARCHAR AS period, year = max(year) OVER () AS latest
FROM (SELECT DISTINCT year FROM months)
ORDER BY year;

-- How hard the travel restrictions of early 2020 hit work away from home, 0 to 1.
CREATE MACRO shock(first_day) AS CASE strftime(first_day, '%Y-%m')
  WHEN '2020-02' THEN 0.75 WHEN '2020-03' THEN 0.60 WHEN '2020-04' THEN 0.35
  WHEN '2020-05' THEN 0.18 WHEN '2020-06' THEN 0.08 ELSE 0 END;
