-- Herds. Outside the site every holder's herd has its own size, season and luck; at the site the holders
-- share totals that grow to those asked for, so that the last quarter adds up exactly.
CREATE TABLE herd_kind AS
FROM (VALUES
  -- species, chance that a keeper has it, and in the mountains, herd of a household, growth a year, off-take
  -- in a quarter as a share of the stock, weight of a site household that keeps it
  ('cattle',  0.34, 0.40,  3.0, 0.06, 0.07, 0.30),
  ('sheep',   0.60, 0.78, 16.0, 0.05, 0.14, 0.50),
  ('goat',    0.22, 0.40,  7.0, 0.03, 0.12, 0.24),
  ('camel',   0.00, 0.02,  4.0, 0.04, 0.03, 0.03),
  ('horse',   0.02, 0.07,  2.0, 0.00, 0.02, 0.02),
  ('donkey',  0.07, 0.08,  1.5, -0.04, 0.02, 0.04),
  ('chicken', 0.46, 0.30, 22.0, 0.08, 0.30, 0.45)
) AS v(species, chance, mountain_chance, household_herd, growth, offtake_rate, site_chance);

-- Everyone who may keep animals: households, cooperatives, and a handful of companies.
CREATE TABLE holder AS
SELECT id, key, area, township, mountain, 'household' AS owner FROM household
WHERE at_site OR uniform(id, 'livestock.keeper') < CASE WHEN mountain THEN 0.62 ELSE 0.29 END
UNION ALL
SELECT 10000000 + t.id * 10 + n, printf('co-%04d', t.id * 10 + n), v.code, t.id, t.mountain, 'cooperative'
FROM township t
JOIN range(1, 3) AS r(n) ON r.n <= 1 + below(t.id, 'livestock.cooperatives', 2)
JOIN village v ON v.township = t.id AND v.position = 1
UNION ALL
SELECT 20000000 + t.id, printf('fm-%04d', t.id), v.code, t.id, t.mountain, 'company'
FROM township t
JOIN village v ON v.township = t.id AND v.position = 1
WHERE t.id % 6 = 1
UNION ALL
SELECT 10000000 + 9000 + n, printf('co-%04d', 9000 + n), '999901900001', 900, false, 'cooperative' FROM range(1, 4) AS r(n)
UNION ALL
SELECT 20000900, 'fm-0900', '999901900002', 900, false, 'company';

-- Outside the site.
CREATE TABLE township_herd AS
WITH kept AS (
  SELECT h.*, k.*, h.id * 10 + k.nth AS entity
  FROM holder h
  JOIN (SELECT *, row_number() OVER (ORDER BY species) AS nth FROM herd_kind) k ON CASE h.owner
    WHEN 'household' THEN uniform(h.id * 10 + k.nth, 'livestock.species') < CASE WHEN h.mountain THEN k.mountain_chance ELSE k.chance END
    WHEN 'cooperative' THEN k.species IN ('sheep', 'cattle') AND (k.species = 'sheep' OR uniform(h.id, 'livestock.cooperative_cattle') < 0.6)
    ELSE k.species = CASE below(h.id, 'livestock.company', 2) WHEN 0 THEN 'chicken' ELSE 'cattle' END
  END
  WHERE h.township <> 900
),
sized AS (
  SELECT
    *,
    household_herd * exp(0.75 * normal(entity, 'livestock.herd') - 0.15)
      * CASE owner WHEN 'household' THEN 1 WHEN 'cooperative' THEN 34 ELSE CASE species WHEN 'chicken' THEN 1100 ELSE 330 END END AS herd
  FROM kept
),
counted AS (
  SELECT
    s.*, q.period, q.t, q.quarter, s.entity * 1000 + q.season AS quarterly,
    greatest(0, round(herd * (1 + growth * q.t)
      * CASE WHEN species IN ('sheep', 'goat') THEN CASE q.quarter WHEN 1 THEN 0.95 WHEN 2 THEN 1.12 WHEN 3 THEN 1.05 ELSE 0.92 END ELSE 1 END
      * (1 + 0.08 * normal(s.entity * 1000 + q.season, 'livestock.quarter'))))::INTEGER AS stock
  FROM sized s
  CROSS JOIN quarters q
)
SELECT
  key AS holder, area, period, owner, species, stock,
  CASE WHEN uniform(quarterly, 'livestock.offtake_known') >= 0.03 THEN
    floor(stock * offtake_rate * CASE quarter WHEN 1 THEN 0.8 WHEN 2 THEN 0.5 WHEN 3 THEN 1.0 ELSE 1.7 END + uniform(quarterly, 'livestock.offtake'))
  END::INTEGER AS offtake
FROM counted
WHERE stock > 0;

-- At the site: whole weights, and a total per species and quarter that is shared out exactly.
CREATE TABLE site_total AS
WITH latest AS (
  FROM (VALUES
    ('cattle', getvariable('site_cattle')::BIGINT, 7), ('sheep', (getvariable('site_sheep') - getvariable('site_sheep') * 17 // 100)::BIGINT, 14),
    ('goat', (getvariable('site_sheep') * 17 // 100)::BIGINT, 12), ('camel', getvariable('site_camels')::BIGINT, 3),
    ('chicken', (getvariable('site_chicken_offtake') // 4)::BIGINT, 0)
  ) AS v(species, stock, offtake_percent)
)
SELECT
  l.species,
  q.period,
  l.stock * greatest(20, 100 - 5 * q.before_last) // 100 AS stock,
  CASE
    WHEN l.species <> 'chicken' THEN l.stock * greatest(20, 100 - 5 * q.before_last) * l.offtake_percent // 10000
    -- The year's birds by quarter, 20, 23, 27 and 30 in a hundred; earlier years fewer.
    ELSE share(getvariable('site_chicken_offtake') * greatest(20, 100 - 20 * (q.before_last // 4)) // 100,
      [20, 43, 70, 100][4 - q.before_last % 4], [20, 23, 27, 30][4 - q.before_last % 4], 100)
  END AS offtake
FROM latest l
CROSS JOIN quarters q;

CREATE TABLE site_herd AS
WITH household_weight AS (
  SELECT h.key, h.area, h.owner, k.species, h.id,
    (1 + round(20 * exp(0.8 * normal(h.id * 10 + k.nth, 'livestock.site_herd'))))::BIGINT AS weight
  FROM holder h
  JOIN (SELECT *, row_number() OVER (ORDER BY species) AS nth FROM herd_kind) k
    ON uniform(h.id * 10 + k.nth, 'livestock.site_species') < k.site_chance
  WHERE h.township = 900 AND h.owner = 'household'
),
large_holder_percent AS (
  FROM (VALUES
    ('co-9001', 'sheep', 14), ('co-9002', 'sheep', 11), ('co-9003', 'sheep', 8), ('co-9001', 'cattle', 16),
    ('co-9002', 'camel', 38), ('co-9003', 'camel', 14), ('fm-0900', 'camel', 30), ('fm-0900', 'chicken', 55)
  ) AS v(key, species, percent)
),
household_total AS (
  SELECT species, sum(weight)::BIGINT AS weight FROM household_weight GROUP BY species
),
large_total AS (
  SELECT species, sum(percent) AS percent FROM large_holder_percent GROUP BY species
),
weighted AS (
  SELECT key, area, owner, species, id, weight FROM household_weight
  UNION ALL
  SELECT p.key, h.area, h.owner, p.species, h.id,
    (greatest(coalesce(t.weight, 0), 10) * p.percent // (100 - l.percent) + 1)::BIGINT
  FROM large_holder_percent p
  JOIN holder h ON h.key = p.key
  JOIN large_total l ON l.species = p.species
  LEFT JOIN household_total t ON t.species = p.species
),
running AS (
  SELECT *,
    (sum(weight) OVER (PARTITION BY species ORDER BY id))::BIGINT AS upto,
    (sum(weight) OVER (PARTITION BY species))::BIGINT AS everyone
  FROM weighted
)
SELECT
  r.key AS holder, r.area, t.period, r.owner, r.species,
  share(t.stock, r.upto, r.weight, r.everyone)::INTEGER AS stock,
  share(t.offtake, r.upto, r.weight, r.everyone)::INTEGER AS offtake
FROM running r
JOIN site_total t USING (species);

CREATE TABLE livestock AS
SELECT holder, area, period, owner, species, stock, offtake FROM township_herd
UNION ALL
SELECT * FROM site_herd WHERE stock > 0 OR offtake > 0
ORDER BY period, area, holder, species;
