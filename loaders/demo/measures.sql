-- Measures that answer needs. About one need in ten is answered by none; some measures run past their
-- planned end. A household's first measure is the earliest start.
CREATE TABLE answer AS
FROM (VALUES
  ('illness', 0, 'medical_aid'), ('illness', 1, 'minimum_living'), ('illness', 2, 'temporary_relief'),
  ('schooling', 0, 'education_aid'), ('schooling', 1, 'small_credit'), ('schooling', 2, 'social_help_training'),
  ('disability', 0, 'disability_allowance'), ('disability', 1, 'minimum_living'), ('disability', 2, 'medical_aid'),
  ('disaster', 0, 'temporary_relief'), ('disaster', 1, 'housing_repair'), ('disaster', 2, 'drinking_water'),
  ('accident', 0, 'temporary_relief'), ('accident', 1, 'medical_aid'), ('accident', 2, 'social_help_training'),
  ('industry_failure', 0, 'industry_support'), ('industry_failure', 1, 'small_credit'), ('industry_failure', 2, 'asset_income'),
  ('unstable_job', 0, 'employment_support'), ('unstable_job', 1, 'public_post'), ('unstable_job', 2, 'social_help_training'),
  ('no_labour', 0, 'asset_income'), ('no_labour', 1, 'minimum_living'), ('no_labour', 2, 'old_age_insurance'),
  ('other', 0, 'social_help_training'), ('other', 1, 'temporary_relief'), ('other', 2, 'old_age_insurance')
) AS v(risk, nth, measure);

CREATE TABLE spell_measure AS
WITH chosen AS (
  SELECT n.spell, n.risk, n.place, a.nth, a.measure, n.spell * 100 + n.place * 10 + a.nth AS entity
  FROM need n
  JOIN answer a ON a.risk = n.risk
  WHERE uniform(n.spell * 10 + n.place, 'measures.answered') < CASE n.place WHEN 0 THEN 0.93 ELSE 0.80 END
    AND (a.nth = below(n.spell * 10 + n.place, 'measures.first', 3)
      OR (a.nth = (below(n.spell * 10 + n.place, 'measures.first', 3) + 1) % 3 AND uniform(n.spell * 10 + n.place, 'measures.second') < 0.36))
),
started AS (
  SELECT
    c.*,
    s.registered_date + 1 + CASE WHEN uniform(entity, 'measures.slow') < 0.12 THEN 30 + below(entity, 'measures.wait', 60) ELSE below(entity, 'measures.soon', 27) END AS started,
    s.exit_date
  FROM chosen c
  JOIN monitored_spell s USING (spell)
),
planned AS (
  SELECT *, (started + to_months([6, 12, 12, 24][below(entity, 'measures.term', 4) + 1]))::DATE AS planned_end
  FROM started
  WHERE exit_date IS NULL OR started <= exit_date
)
SELECT
  spell, risk, measure, started, planned_end,
  least(exit_date, CASE WHEN uniform(entity, 'measures.ends') < 0.70 THEN planned_end + below(entity, 'measures.end_day', 40) - 30 END) AS ended
FROM planned;

CREATE TABLE first_measure AS
SELECT spell, min(started) AS measure_date FROM spell_measure GROUP BY spell;

-- The month's file shows only what was known by the end of that month.
CREATE TABLE monitoring AS
SELECT
  s.key AS household, s.area, m.period, hy.persons, s.category, s.risk,
  (SELECT string_agg(n.risk, ';' ORDER BY n.place) FROM need n WHERE n.spell = s.spell AND n.place > 0) AS other_risks,
  CASE WHEN uniform(s.spell, 'monitoring.found_known') < 0.985 THEN s.found_by END AS found_by,
  s.lead_date, s.registered_date,
  CASE WHEN f.measure_date <= m.last_day THEN f.measure_date END AS measure_date,
  CASE
    WHEN m.m = s.to_m THEN s.exit_status
    WHEN f.measure_date IS NULL OR f.measure_date > m.last_day THEN 'identified'
    WHEN m.m - s.from_m >= 12 AND uniform(s.spell, 'monitoring.persists') < 0.22 THEN 'risk_not_eliminated'
    ELSE 'assisted'
  END AS status,
  CASE
    WHEN m.m = s.to_m THEN s.exit_date
    WHEN f.measure_date IS NULL OR f.measure_date > m.last_day THEN s.registered_date
    WHEN m.m - s.from_m >= 12 AND uniform(s.spell, 'monitoring.persists') < 0.22 THEN (s.from_day + to_months(12))::DATE
    ELSE f.measure_date
  END AS status_date,
  s.returned
FROM monitored_spell s
JOIN months m ON m.m >= s.from_m AND (s.to_m IS NULL OR m.m <= s.to_m)
JOIN household_year hy ON hy.id = s.id AND hy.year = m.year
LEFT JOIN first_measure f ON f.spell = s.spell
ORDER BY m.period, s.area, household;

CREATE TABLE measures AS
SELECT
  s.key AS household, s.area, m.period, x.measure, x.risk, x.started, x.planned_end,
  CASE WHEN x.ended <= m.last_day THEN x.ended END AS ended
FROM spell_measure x
JOIN monitored_spell s USING (spell)
JOIN months m ON m.m >= s.from_m AND (s.to_m IS NULL OR m.m <= s.to_m)
WHERE x.started <= m.last_day AND (x.ended IS NULL OR x.ended >= m.first_day)
ORDER BY m.period, s.area, household, x.measure, x.risk;

-- What each township says of the same households, in counts.
CREATE TABLE monitoring_return AS
WITH grid AS (
  SELECT m.m, m.period, a.id AS township, c.category
  FROM months m
  CROSS JOIN (SELECT id FROM township UNION ALL SELECT 900) a
  CROSS JOIN (VALUES ('unstable_lifted'), ('marginal_at_risk'), ('sudden_difficulty')) AS c(category)
),
counted AS (
  SELECT
    g.m, g.period, g.township, g.category,
    count(*) FILTER (WHERE s.from_m < g.m AND (s.to_m IS NULL OR s.to_m >= g.m)) AS opening,
    count(*) FILTER (WHERE s.from_m = g.m) AS identified,
    count(*) FILTER (WHERE s.to_m = g.m AND s.exit_status = 'risk_eliminated') AS eliminated,
    count(*) FILTER (WHERE s.to_m = g.m AND s.exit_status = 'natural_disappearance') AS other_exits,
    count(*) FILTER (WHERE s.from_m <= g.m AND (s.to_m IS NULL OR s.to_m > g.m)) AS closing
  FROM grid g
  LEFT JOIN monitored_spell s USING (township, category)
  GROUP BY g.m, g.period, g.township, g.category
),
-- Two returns whose own figures do not agree: a slip of the pen that the check must find.
slips AS (
  SELECT period, township, category
  FROM counted
  WHERE closing >= 3
  ORDER BY bits(m * 1000 + township, 'monitoring.slip'), category
  LIMIT 2
)
SELECT
  printf('999901%03d', c.township) AS area, c.period, c.category, c.opening, c.identified, c.eliminated,
  c.other_exits, c.closing + CASE WHEN s.period IS NULL THEN 0 ELSE 3 END AS closing
FROM counted c
LEFT JOIN slips s USING (period, township, category)
ORDER BY c.period, area, c.category;
