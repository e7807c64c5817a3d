-- Work. A household with members able to work fills up to two slots; a slot keeps its kind of work, industry
-- and place for about two years, then draws again. Whether it is filled is drawn by quarter, against a
-- chance that knows the season and the shock of 2020.
CREATE TABLE wage_level AS
FROM (VALUES
  ('crops', 1900), ('forestry_fruit', 1950), ('livestock', 2100), ('agri_processing', 2250),
  ('textiles_clothing', 2300), ('building_materials', 2850), ('construction', 3250), ('trade_catering', 2400),
  ('transport', 2950), ('services', 2100)
) AS v(industry, yuan_2019);

-- Cumulative chances of an industry, by kind of work.
CREATE TABLE industry_chance AS
SELECT kind, industry, sum(w) OVER (PARTITION BY kind ORDER BY nth) - w AS low, sum(w) OVER (PARTITION BY kind ORDER BY nth) AS high
FROM (VALUES
  (1, 'wage', 'crops', 6), (2, 'wage', 'forestry_fruit', 7), (3, 'wage', 'livestock', 5),
  (4, 'wage', 'agri_processing', 14), (5, 'wage', 'textiles_clothing', 20), (6, 'wage', 'building_materials', 9),
  (7, 'wage', 'construction', 16), (8, 'wage', 'trade_catering', 10), (9, 'wage', 'transport', 6),
  (10, 'wage', 'services', 7),
  (11, 'self', 'crops', 38), (12, 'self', 'forestry_fruit', 15), (13, 'self', 'livestock', 27),
  (14, 'self', 'trade_catering', 10), (15, 'self', 'transport', 6), (16, 'self', 'services', 4),
  (17, 'casual', 'crops', 20), (18, 'casual', 'forestry_fruit', 12), (19, 'casual', 'building_materials', 8),
  (20, 'casual', 'construction', 45), (21, 'casual', 'transport', 7), (22, 'casual', 'services', 8),
  (23, 'public_post', 'services', 100)
) AS v(nth, kind, industry, w);

CREATE TABLE place_chance AS
SELECT kind, place, sum(w) OVER (PARTITION BY kind ORDER BY nth) - w AS low, sum(w) OVER (PARTITION BY kind ORDER BY nth) AS high
FROM (VALUES
  (1, 'wage', 'township', 36), (2, 'wage', 'county', 30), (3, 'wage', 'region', 23), (4, 'wage', 'beyond', 11),
  (5, 'self', 'township', 93), (6, 'self', 'county', 7),
  (7, 'casual', 'township', 45), (8, 'casual', 'county', 40), (9, 'casual', 'region', 15),
  (10, 'public_post', 'township', 100)
) AS v(nth, kind, place, w);

-- Each township leans to one industry.
CREATE TABLE township_lean AS
SELECT id, ['agri_processing', 'textiles_clothing', 'building_materials', 'forestry_fruit', 'livestock', 'trade_catering'][below(id, 'employment.lean', 6) + 1] AS industry
FROM (SELECT id FROM township UNION ALL SELECT 900);

-- The month from which a township reports each element of job quality, counted from January 2019. Most
-- never do within the series.
CREATE TABLE quality_reporting AS
SELECT
  id,
  uniform(id, 'quality.contract') * 90 - 6 AS contract,
  uniform(id, 'quality.insured') * 110 - 6 AS insured,
  uniform(id, 'quality.over_48h') * 220 - 10 AS over_48h,
  uniform(id, 'quality.below_minimum') * 180 - 10 AS below_minimum
FROM township
UNION ALL
SELECT 900, 0, 6, 20, 14;

CREATE TABLE spell_of_work AS
WITH slot AS (
  SELECT h.id, h.township, h.standing, h.labour, s.nth
  FROM household h
  CROSS JOIN (VALUES (1), (2)) AS s(nth)
  WHERE h.labour >= s.nth AND (s.nth = 1 OR uniform(h.id, 'employment.second') < 0.62)
),
epoch AS (
  SELECT slot.*, e.epoch::INTEGER AS epoch, ((id * 2 + nth) * 100 + e.epoch)::BIGINT AS entity
  FROM slot
  CROSS JOIN (SELECT DISTINCT (season + o) // 8 AS epoch FROM months CROSS JOIN range(8) AS r(o)) e
),
kind_drawn AS (
  SELECT
    *,
    CASE
      WHEN u < post THEN 'public_post'
      WHEN u < post + 0.52 + 0.02 * epoch THEN 'wage'
      WHEN u < post + 0.68 + 0.02 * epoch THEN 'casual'
      ELSE 'self'
    END AS kind
  FROM (
    SELECT *, uniform(entity, 'employment.kind') AS u, CASE standing WHEN 'lifted' THEN 0.125 ELSE 0.012 END AS post
    FROM epoch
  )
),
placed AS (
  SELECT
    k.*,
    CASE WHEN k.kind = 'wage' AND uniform(k.entity, 'employment.leans') < 0.28 THEN l.industry ELSE i.industry END AS industry,
    p.place
  FROM kind_drawn k
  JOIN township_lean l ON l.id = k.township
  JOIN industry_chance i ON i.kind = k.kind AND below(k.entity, 'employment.industry', 100) >= i.low AND below(k.entity, 'employment.industry', 100) < i.high
  JOIN place_chance p ON p.kind = k.kind AND below(k.entity, 'employment.place', 100) >= p.low AND below(k.entity, 'employment.place', 100) < p.high
),
told_apart AS (
  SELECT * FROM placed
  QUALIFY row_number() OVER (PARTITION BY id, epoch, industry, kind, place ORDER BY nth) = 1
)
SELECT
  t.id, t.nth, t.epoch, t.kind, t.industry, t.place,
  -- The second slot takes one member; the first, one or two of those left.
  (1 + CASE WHEN t.nth = 1 AND t.labour >= 3 AND uniform(t.id, 'employment.two') < 0.35 THEN 1 ELSE 0 END)::INTEGER AS workers,
  CASE
    WHEN t.kind = 'self' THEN NULL
    WHEN t.kind = 'public_post' THEN 720.0 + 15 * below(t.township, 'employment.post_pay', 6)
    ELSE w.yuan_2019
      * CASE t.place WHEN 'township' THEN 0.92 WHEN 'county' THEN 1.00 WHEN 'region' THEN 1.12 ELSE 1.34 END
      * CASE t.kind WHEN 'casual' THEN 0.84 ELSE 1 END
      * greatest(0.45, 1 + 0.20 * normal(t.entity, 'employment.wage'))
  END AS wage_2019
FROM told_apart t
JOIN wage_level w USING (industry);

CREATE TABLE employment AS
WITH month_season AS (
  SELECT *, month IN (12, 1, 2) AS winter, shock(first_day) AS shock FROM months
),
chance AS (
  SELECT
    s.*, h.key, h.area, h.township, m.m, m.period, m.t, m.shock, m.season,
    (s.id * 2 + s.nth) * 1000 + m.season AS entity,
    (s.id * 2 + s.nth) * 1000 + m.m AS monthly,
    CASE s.kind
      WHEN 'public_post' THEN 0.95
      WHEN 'self' THEN 0.86 - CASE WHEN m.winter AND s.industry = 'crops' THEN 0.18 ELSE 0 END
      WHEN 'casual' THEN 0.66 - CASE WHEN m.winter THEN 0.26 ELSE 0 END
      ELSE 0.83 + 0.015 * m.t
        - CASE WHEN m.winter AND s.industry IN ('construction', 'building_materials') THEN 0.34 WHEN m.month = 2 THEN 0.07 ELSE 0 END
    END * (1 - m.shock * CASE s.place WHEN 'beyond' THEN 1.0 WHEN 'region' THEN 0.85 WHEN 'county' THEN 0.45 ELSE 0.15 END) AS p
  FROM spell_of_work s
  JOIN household h ON h.id = s.id
  JOIN month_season m ON s.epoch = (m.season + below(s.id, 'employment.turn', 8)) // 8
),
working AS (
  SELECT
    *,
    CASE
      WHEN wage_2019 IS NULL OR uniform(monthly, 'employment.wage_known') < 0.02 THEN NULL
      WHEN kind = 'public_post' THEN wage_2019 + 60 * floor(t)
      ELSE round(wage_2019 * (1 + 0.078 * t) * (1 - 0.10 * shock) * (1 + 0.03 * normal(monthly, 'employment.month')) / 10) * 10
    END::INTEGER AS wage
  FROM chance
  WHERE uniform(entity, 'employment.filled') < p
)
SELECT
  w.key AS household, w.area, w.period, w.industry, w.kind, w.place, w.workers, w.wage,
  CASE WHEN told AND 12 * t >= r.contract THEN
    CASE WHEN uniform(w.id * 2 + w.nth, 'quality.contract') < CASE w.kind WHEN 'wage' THEN 0.56 + 0.04 * t WHEN 'casual' THEN 0.07 ELSE 0.94 END THEN w.workers ELSE 0 END
  END::INTEGER AS contract,
  CASE WHEN told AND 12 * t >= r.insured THEN
    CASE WHEN uniform(w.id * 2 + w.nth, 'quality.insured') < CASE w.kind WHEN 'wage' THEN 0.40 + 0.05 * t WHEN 'casual' THEN 0.05 ELSE 0.80 END THEN w.workers ELSE 0 END
  END::INTEGER AS insured,
  CASE WHEN told AND 12 * t >= r.over_48h THEN
    CASE WHEN uniform(w.id * 2 + w.nth, 'quality.hours') < CASE w.kind WHEN 'wage' THEN 0.34 - 0.02 * t WHEN 'casual' THEN 0.28 ELSE 0.01 END THEN w.workers ELSE 0 END
  END::INTEGER AS over_48h,
  CASE WHEN told AND w.wage IS NOT NULL AND w.kind <> 'public_post' AND 12 * t >= r.below_minimum THEN
    CASE WHEN w.wage < 1540 THEN w.workers ELSE 0 END
  END::INTEGER AS below_minimum
FROM (SELECT *, kind <> 'self' AND uniform(monthly, 'quality.told') < 0.93 AS told FROM working) w
JOIN quality_reporting r ON r.id = w.township
ORDER BY w.period, w.area, w.key, w.industry, w.kind, w.place;
