import type { DuckDBConnection } from "@duckdb/node-api";
import type { Frequency } from "../contracts/contract.ts";
import { identifier, literal, rows } from "../db.ts";
import type { Measure, Table } from "./manifest.ts";
import { type Described, type Published, withPublished, writeDescribed } from "./published.ts";

/**
 * Published figures beside what the collection's own register gives for the same quantity, area and time. The
 * register's side is what this release publishes: a withheld value is compared with nothing.
 */

const table: Described = {
  name: "register_check",
  title: { en: "Published figures beside the register", zh: "公布数据与台账对照" },
  grain: {
    en: "One row per published figure whose quantity the register counts too",
    zh: "台账也统计同一指标的每个公布数据一行",
  },
  population: {
    en: "Published figures, and the published tables of the same collection",
    zh: "公布数据与同一数据集的已发布表",
  },
  keys: ["figure"],
  dimensions: [
    { name: "figure", label: { en: "Figure", zh: "数据编号" } },
    { name: "verdict", label: { en: "What follows", zh: "结论" }, codes: "register_verdict" },
    { name: "source", label: { en: "Table of the register", zh: "台账数据表" } },
    { name: "measure", label: { en: "Measure of the table", zh: "表中指标" } },
    { name: "area", label: { en: "Area", zh: "地区" } },
    { name: "period", label: { en: "Period of the table", zh: "表中时期" } },
  ],
  measures: [{ name: "value", label: { en: "Value of the register", zh: "台账数" }, unit: "stated" }],
};

/** The period of a table in which a figure's last day lies. */
const periodOf: Record<Frequency, string | undefined> = {
  month: "strftime(s.date_end, '%Y-%m')",
  quarter: "strftime(s.date_end, '%Y') || '-Q' || quarter(s.date_end)",
  year: "strftime(s.date_end, '%Y')",
  none: undefined,
};

interface Match {
  population_set: string;
  unit: string;
  measure_kind: string;
  table: string;
  value: string;
  dimension: string;
  code: string;
}

/**
 * Writes the table `register_check`. Needs `step.stated` and `ref.register_values`, which says what counts what.
 * A plan is not compared, nor a figure of another kind: a flow is held against no stock. "At least" is contradicted
 * by a smaller value only; both sides may differ by what they are rounded to.
 */
export async function writeRegisterCheck(
  db: DuckDBConnection,
  published: Published,
): Promise<Record<string, Table>> {
  const { tables } = published;
  const matches = await rows<Match>(db, "select * from ref.register_values");
  const sides = matches.flatMap((match) => {
    const meta = tables[match.table];
    const measure = meta?.measures.find(({ name }) => name === match.value);
    const period = meta && periodOf[meta.frequency];
    return measure && period ? [side(match, measure, period)] : [];
  });
  if (!tables.figures || sides.length === 0) return {};
  return withPublished(db, published, async () => {
    await db.run(`create or replace temp table register_check as
      with sides as (${sides.join(" union all ")})
      select figure, source, measure, area, period, value, value_status,
        case
          when value is null then 'not_compared'
          when qualifier = 'at_least' and value >= stated - slack then 'agrees'
          when qualifier <> 'at_least' and abs(value - stated) <= slack then 'agrees'
          else 'differs'
        end as verdict
      from sides`);
    const datasets = ["figures", ...new Set(matches.flatMap((m) => tables[m.table]?.datasets ?? []))];
    return writeDescribed(db, table, datasets, published);
  });
}

function side(match: Match, { rounded_to = 0 }: Measure, period: string): string {
  const value = identifier(match.value);
  return `
    select s.id as figure, ${literal(match.table)} as source, ${literal(match.value)} as measure, t.area, t.period,
      s.value as stated, s.qualifier, s.slack + ${rounded_to / 2} as slack,
      cast(t.${value} as double) as value, t.${identifier(`${match.value}_status`)} as value_status
    from step.stated s
    inner join published.${identifier(match.table)} t on s.area = t.area and ${period} = t.period
    where t.${identifier(match.dimension)} = ${literal(match.code)} and s.qualifier <> 'planned'
      and s.population_set = ${literal(match.population_set)} and s.unit = ${literal(match.unit)}
      and s.measure = ${literal(match.measure_kind)}`;
}
