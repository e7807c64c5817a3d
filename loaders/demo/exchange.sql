-- The feeds of departments to the monitoring office: one row per feed and month, sent or not. Two of them,
-- on disability, count the same persons and never agree.
CREATE TABLE feed AS
FROM (VALUES
  (1, 'medical_insurance', 'large_medical_bills', 0.012), (2, 'health', 'chronic_illness', 0.060),
  (3, 'education', 'enrolment', 0.210), (4, 'housing', 'unsafe_housing', 0.008), (5, 'water', 'water_supply', 0.030),
  (6, 'human_resources', 'employment', 0.330), (7, 'civil_affairs', 'minimum_living', 0.050),
  (8, 'civil_affairs', 'disability', 0.026), (9, 'agriculture', 'herds_land', 0.180),
  (10, 'public_security', 'registration', 0.400), (11, 'disabled_federation', 'disability', 0.031),
  (12, 'emergency', 'disaster', 0.004), (13, 'women_federation', 'hardship_visits', 0.010),
  (14, 'youth_league', 'hardship_visits', 0.006), (15, 'petitions', 'petitions', 0.002),
  (16, 'publicity', 'public_opinion', 0.001), (17, 'approval', 'business', 0.012),
  (18, 'rural_revitalization', 'register', 0.095), (19, 'natural_resources', 'herds_land', 0.050),
  (20, 'market_supervision', 'business', 0.015), (21, 'transport', 'vehicles', 0.040),
  (22, 'forestry', 'employment', 0.012), (23, 'taxation', 'vehicles', 0.020)
) AS v(id, department, topic, share);

CREATE TABLE exchange AS
WITH population AS (
  SELECT sum(size) AS persons FROM household
),
due AS (
  SELECT f.*, m.m, m.period, m.last_day + 10 AS due_date, f.id * 1000 + m.m AS entity,
    -- A department starts sending at some point of the first two years; later months are more often on time.
    m.m >= below(f.id, 'exchange.joined', 20) - 10 AS joined,
    uniform(f.id, 'exchange.discipline') AS discipline,
    m.t
  FROM feed f
  CROSS JOIN months m
),
sent AS (
  SELECT *,
    joined AND uniform(entity, 'exchange.sent') < 0.90 + 0.10 * discipline AS sent,
    uniform(entity, 'exchange.late') < 0.30 - 0.20 * discipline - 0.03 * t AS late
  FROM due
),
counted AS (
  SELECT s.*, greatest(5, round(p.persons * s.share * (1 + 0.05 * normal(entity, 'exchange.rows'))))::INTEGER AS sent_rows
  FROM sent s
  CROSS JOIN population p
)
SELECT
  department, topic, period,
  CASE WHEN joined THEN due_date END AS due_date,
  CASE WHEN sent THEN due_date + CASE WHEN late THEN 1 + below(entity, 'exchange.days_late', 30) ELSE -below(entity, 'exchange.days_early', 8) END END AS received_date,
  CASE WHEN sent THEN sent_rows END AS rows,
  CASE WHEN sent THEN floor(sent_rows * (0.80 + 0.04 * least(3, t) + 0.06 * discipline))::INTEGER END AS matched,
  CASE WHEN sent AND uniform(id, 'exchange.says_persons') < 0.85 OR (sent AND topic = 'disability') THEN floor(sent_rows * 0.985)::INTEGER END AS persons_total
FROM counted
ORDER BY period, department, topic;
