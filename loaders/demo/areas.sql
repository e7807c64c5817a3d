-- The fictional county. All codes begin with 9999, which no official list uses; names are coined from
-- landscape words so that they can be read aloud and belong nowhere.
CREATE TABLE township AS
WITH numbered AS (
  SELECT i::INTEGER AS id FROM range(1, getvariable('townships')::BIGINT + 1) AS r(i)
),
named AS (
  SELECT
    id,
    ['Moon', 'Star', 'Cloud', 'Frost', 'Dawn', 'Lantern'][(id - 1) % 6 + 1]
      || ['reed', 'barley', 'quill', 'loom', 'pebble', 'thistle'][((id - 1) // 6 + id) % 6 + 1] AS stem_en,
    ['月', '星', '云', '霜', '晓', '灯'][(id - 1) % 6 + 1]
      || ['芦', '麦', '翎', '梭', '砾', '蓟'][((id - 1) // 6 + id) % 6 + 1] AS stem_zh,
    (id + (id - 1) // 36) % 7 + 1 AS form
  FROM numbered
)
SELECT
  id,
  printf('999901%03d', id) AS code,
  stem_en,
  stem_zh,
  ['Ford', 'Bend', 'Ridge', 'Spring', 'Terrace', 'Hollow', 'Meadow'][form] AS form_en,
  ['渡', '湾', '岭', '泉', '台', '坳', '甸'][form] AS form_zh,
  id > getvariable('townships') - 3 AS mountain,
  CASE WHEN uniform(id, 'township.kind') < 0.4 THEN 'town' ELSE 'township' END AS kind,
  greatest(1, round(100 * exp(0.55 * normal(id, 'township.size')
    - CASE WHEN id > getvariable('townships') - 3 THEN 0.7 ELSE 0 END)))::BIGINT AS weight
FROM named
ORDER BY id;

-- Township 900 is the resettlement site, with three villages of its own.
CREATE TABLE village AS
WITH spread AS (
  SELECT
    id AS township,
    1 + share(
      getvariable('villages')::BIGINT - 3 - getvariable('townships')::BIGINT,
      sum(weight) OVER (ORDER BY id), weight, sum(weight) OVER ()
    ) AS villages
  FROM township
  UNION ALL
  SELECT 900, 3
),
placed AS (
  SELECT township, unnest(range(1, villages + 1))::INTEGER AS position FROM spread
),
numbered AS (
  SELECT *, township * 1000 + position AS id FROM placed
)
SELECT
  id,
  township,
  printf('999901%03d%03d', township, position) AS code,
  position,
  ['Upper', 'Lower', 'East', 'West', 'North', 'South', 'Old', 'New'][(position * 3 + township) % 8 + 1] AS side_en,
  ['上', '下', '东', '西', '北', '南', '老', '新'][(position * 3 + township) % 8 + 1] AS side_zh,
  ['Kiln', 'Mill', 'Well', 'Orchard', 'Bridge', 'Barn', 'Sluice', 'Grove', 'Ferry'][position % 9 + 1] AS thing_en,
  ['窑', '磨', '井', '园', '桥', '仓', '闸', '林', '津'][position % 9 + 1] AS thing_zh,
  position > 72 AS repeats,
  greatest(1, round(100 * exp(0.45 * normal(id, 'village.size'))))::BIGINT AS weight
FROM numbered
ORDER BY id;

CREATE TABLE areas AS
SELECT '999901' AS code, NULL::VARCHAR AS parent, 'county' AS level, NULL::VARCHAR AS kind,
  'Skyloom County (fictional)' AS name_en, '天梭县（虚构）' AS name_zh
UNION ALL
SELECT code, '999901', 'township', kind, stem_en || ' ' || form_en,
  stem_zh || form_zh || CASE kind WHEN 'town' THEN '镇' ELSE '乡' END
FROM township
UNION ALL
SELECT '999901900', '999901', 'township', 'resettlement_site', 'Dawnfield Resettlement Site', '晓田安置点'
UNION ALL
SELECT
  v.code, printf('999901%03d', v.township), 'village',
  CASE WHEN v.township = 900 THEN 'community' ELSE 'village' END,
  coalesce(t.stem_en, 'Dawnfield') || ' ' || side_en || ' ' || thing_en
    || CASE WHEN repeats THEN ' ' || position ELSE '' END,
  coalesce(t.stem_zh, '晓田') || side_zh || thing_zh || CASE WHEN repeats THEN position::VARCHAR ELSE '' END
    || CASE WHEN v.township = 900 THEN '社区' ELSE '村' END
FROM village v
LEFT JOIN township t ON t.id = v.township
ORDER BY code;
