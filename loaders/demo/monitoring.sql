-- Monitoring. A spell runs from registration to exit; the households that `turn` puts first are in the stock
-- at the end of the series, so its size and its persons are exact.
CREATE TABLE monitored_spell AS
WITH june AS (
  -- The county-wide check of June 2021 registers many at once.
  SELECT max(m) AS m FROM months WHERE period = '2021-06'
),
current AS (
  SELECT
    h.id, h.turn,
    CASE
      WHEN uniform(h.id, 'monitoring.before') < 0.36 THEN -1 - below(h.id, 'monitoring.backlog', 24)
      WHEN june.m IS NOT NULL AND uniform(h.id, 'monitoring.june') < 0.16 THEN june.m
      ELSE below(h.id, 'monitoring.month', getvariable('months'))
    END AS from_m,
    NULL::INTEGER AS to_m
  FROM household h
  CROSS JOIN june
  WHERE h.turn <= getvariable('monitored')
),
came_back AS (
  SELECT *, from_m - 3 - below(id, 'monitoring.away', 4) AS left_m
  FROM current
  WHERE from_m >= 8 AND uniform(id, 'monitoring.returned') < 0.05
),
past AS (
  SELECT id, turn, below(id, 'monitoring.exit', getvariable('months')) AS to_m
  FROM household
  WHERE turn > getvariable('monitored') AND turn <= getvariable('monitored') + getvariable('formerly_monitored')
),
spells AS (
  SELECT id, 2 AS nth, from_m, to_m, id IN (SELECT id FROM came_back) AS returned FROM current
  UNION ALL
  SELECT id, 1, left_m - 4 - below(id, 'monitoring.first_stay', 6), left_m, false FROM came_back
  UNION ALL
  SELECT id, 1, to_m - 3 - below(id, 'monitoring.stay', 18), to_m, false FROM past
),
dated AS (
  SELECT
    s.*, s.id * 10 + s.nth AS spell, h.key, h.area, h.township, h.standing,
    (getvariable('first_month')::DATE + to_months(s.from_m))::DATE AS from_day,
    (getvariable('first_month')::DATE + to_months(s.to_m))::DATE AS to_day
  FROM spells s
  JOIN household h USING (id)
),
described AS (
  SELECT
    *,
    CASE
      WHEN uniform(spell, 'monitoring.sudden') < 0.17 THEN 'sudden_difficulty'
      WHEN standing = 'lifted' THEN 'unstable_lifted'
      ELSE 'marginal_at_risk'
    END AS category,
    from_day + below(spell, 'monitoring.day', 28) AS registered_date,
    to_day + below(spell, 'monitoring.exit_day', 28) AS exit_date,
    uniform(spell, 'monitoring.risk') AS u_risk,
    uniform(spell, 'monitoring.found') AS u_found,
    greatest(0, least(1, (from_m + getvariable('start_t') * 12) / 36.0)) AS late
  FROM dated
)
SELECT
  *,
  CASE
    WHEN category = 'sudden_difficulty' THEN
      CASE WHEN u_risk < 0.42 THEN 'illness' WHEN u_risk < 0.66 THEN 'accident' WHEN u_risk < 0.84 THEN 'disaster' WHEN u_risk < 0.93 THEN 'unstable_job' ELSE 'other' END
    WHEN u_risk < 0.34 THEN 'illness' WHEN u_risk < 0.47 THEN 'no_labour' WHEN u_risk < 0.60 THEN 'unstable_job'
    WHEN u_risk < 0.72 THEN 'disability' WHEN u_risk < 0.82 THEN 'schooling' WHEN u_risk < 0.88 THEN 'industry_failure'
    WHEN u_risk < 0.92 THEN 'disaster' WHEN u_risk < 0.95 THEN 'accident' ELSE 'other'
  END AS risk,
  CASE
    WHEN u_found < 0.08 + 0.22 * late THEN 'department_push'
    WHEN u_found < 0.20 + 0.30 * late THEN 'own_application'
    WHEN u_found < 0.97 THEN 'visit'
    ELSE 'other'
  END AS found_by,
  registered_date - CASE
    WHEN uniform(spell, 'monitoring.prompt') < 0.84 THEN below(spell, 'monitoring.lead', 16)
    ELSE 16 + below(spell, 'monitoring.slow_lead', 40)
  END AS lead_date,
  CASE WHEN to_m IS NULL THEN NULL WHEN uniform(spell, 'monitoring.dissolved') < 0.025 THEN 'natural_disappearance' ELSE 'risk_eliminated' END AS exit_status
FROM described;

-- What each spell needs: its primary risk and up to two others.
CREATE TABLE need AS
WITH ranked AS (
  SELECT s.spell, r.risk, row_number() OVER (PARTITION BY s.spell ORDER BY bits(s.spell * 100 + r.nth, 'monitoring.other_risk'), r.nth) AS place
  FROM monitored_spell s
  JOIN (VALUES (1, 'illness'), (2, 'schooling'), (3, 'disability'), (4, 'disaster'), (5, 'accident'),
    (6, 'industry_failure'), (7, 'unstable_job'), (8, 'no_labour')) AS r(nth, risk) ON r.risk <> s.risk
)
SELECT spell, risk, 0 AS place FROM monitored_spell
UNION ALL
SELECT spell, risk, place FROM ranked
WHERE place <= CASE WHEN uniform(spell, 'monitoring.two_more') < 0.09 THEN 2 WHEN uniform(spell, 'monitoring.one_more') < 0.30 THEN 1 ELSE 0 END;
