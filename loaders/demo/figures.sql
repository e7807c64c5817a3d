-- What the fictional county's annual report says of the same list that the register holds: its count of
-- households agrees, its count of persons does not.
CREATE TABLE figures AS
WITH stock AS (
  SELECT count(*) AS households, sum(persons) AS persons
  FROM monitoring
  WHERE period = strftime(getvariable('final_month')::DATE, '%Y-%m')
    AND status NOT IN ('risk_eliminated', 'natural_disappearance')
),
said AS (
  SELECT 'D01' AS id, 'report_monitored_households' AS series, 'Households on the monitoring list, as the annual report says' AS title_en,
    '年度报告所列监测户数' AS title_zh, 'Households in the three monitored categories' AS population,
    '三类监测对象户' AS population_zh,
    households::DOUBLE AS value, 'households' AS unit, 'exact' AS qualifier, 'monitored_households' AS population_set
  FROM stock
  UNION ALL
  SELECT 'D02', 'report_monitored_persons', 'Persons on the monitoring list, as the annual report says',
    '年度报告所列监测人数', 'Persons in households of the three monitored categories', '三类监测对象户中的人口',
    round(persons * 1.04, -2)::DOUBLE, 'persons', 'rounded', 'monitored_persons'
  FROM stock
)
SELECT
  id, series, title_en, title_zh, 'monitoring' AS topic, '999901' AS area, 'The demo county (fictional)' AS area_label,
  '示例县（虚构）' AS area_label_zh,
  strftime(last_day(getvariable('final_month')::DATE), '%Y-%m-%d') AS period, NULL::DATE AS date_start,
  last_day(getvariable('final_month')::DATE) AS date_end, population, population_zh, value, unit, 'stock' AS measure,
  'synthetic' AS tier, qualifier, 'as_stated' AS basis, population_set, NULL::VARCHAR AS change_of,
  NULL::VARCHAR AS conflict, 'Annual report of the demo county (synthetic)' AS source,
  '示例县年度报告（合成数据）' AS source_zh, 'Made up for the demo county, like all that it reports.' AS note,
  '为示例县虚构，其所报内容皆然。' AS note_zh
FROM said;
