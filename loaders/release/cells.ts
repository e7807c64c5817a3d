import type { DuckDBConnection } from "@duckdb/node-api";
import { identifier, literal, pathLiteral, rows } from "../db.ts";
import { summed } from "../marts/accounting.ts";
import type { Declaration, Measure } from "../marts/declaration.ts";
import type { BuiltMart } from "../marts/run.ts";
import type { Close } from "./close.ts";
import { type Policy, rulesFor } from "./policy.ts";
import { decimals } from "./units.ts";
import { withZerosSql } from "./zeros.ts";

/**
 * The exact marts as tables of numbered rows, and what the rules say of each of their cells. A cell is one
 * measure of one row.
 */

/** A mart in DuckDB as table `name`: its columns, `row` from 0, `time` and `series` (its keys but the period). */
export interface Exact {
  declaration: Declaration;
  name: string;
  rows: number;
  /** Its periods, sorted; one empty text where the mart stands outside time. */
  periods: string[];
  series: number;
  time: Int32Array;
  seriesOf: Int32Array;
  /** Measures that have contributors. */
  measures: Measure[];
  /** Columns of its contributions that are measures, or none. */
  contributed: string[];
  /** By measure, which periods too few contributors tell apart; not of measures that the policy does not compare. */
  close?: Map<string, Close>;
}

/** Cells of one measure, by row. */
export interface MeasureCells {
  exact: Exact;
  measure: Measure;
  /** What adds up: the value, or with `per` the value times `per`; NaN where there is none. */
  value: Float64Array;
  /** 1 where a rule forbids to publish it by itself. */
  primary: Uint8Array;
  /** 1 where one household or holder is alone in it, and its number, or −1 where that is not known. */
  single: Uint8Array;
  contributor: Float64Array;
  /** How far apart its bounds must stay if it must not become known. */
  width: Float64Array;
  cost: Float64Array;
  open: boolean;
}

const has = (declaration: Declaration, dimension: string) =>
  declaration.dimensions.some((d) => d.name === dimension);

/**
 * Loads one mart into the connection as a table; the rows of one period stand together.
 * @param zeros where a zero discloses, what is absent gets rows of zeros, since only what has a row can be withheld
 */
export async function loadExact(
  db: DuckDBConnection,
  { declaration, file }: Pick<BuiltMart, "declaration" | "file">,
  name = `exact_${declaration.mart}`,
  zeros: Policy["zeros"] = "publish",
): Promise<Exact> {
  const timed = has(declaration, "period");
  const others = declaration.keys.filter((k) => k !== "period").map(identifier);
  const period = timed ? "coalesce(period, '')" : "''";
  await db.run(`
create or replace temp table ${name} as
select
  *,
  cast(row_number() over (order by ${[period, ...others].join(", ")}) - 1 as integer) as "row",
  cast(dense_rank() over (order by ${period}) - 1 as integer) as "time",
  cast(${others.length > 0 ? `dense_rank() over (order by ${others.join(", ")}) - 1` : "0"} as integer) as series
from (${zeros === "withhold" ? withZerosSql(declaration, file) : `from read_parquet(${pathLiteral(file)})`})`);
  const [time, seriesOf] = await columns(db, `select "time", series from ${name} order by "row"`);
  const periods = await rows<{ period: string }>(
    db,
    `select distinct "time", ${period} as period from ${name} order by "time"`,
  );
  return {
    declaration,
    name,
    rows: time!.length,
    periods: periods.map((p) => p.period),
    series: seriesOf!.reduce((most, s) => Math.max(most, s + 1), 0),
    time: Int32Array.from(time!),
    seriesOf: Int32Array.from(seriesOf!),
    measures: declaration.measures.filter((m) => m.contributors),
    contributed: [],
  };
}

/** Columns of numbers that a query gives; null becomes NaN. */
export async function columns(db: DuckDBConnection, sql: string): Promise<Float64Array[]> {
  const reader = await db.runAndReadAll(sql);
  const found = reader.getColumns();
  // A result without rows comes without columns.
  return reader
    .columnNames()
    .map((_, i) => Float64Array.from(found[i] ?? [], (v) => (v === null ? Number.NaN : Number(v))));
}

/** Columns of numbers that a query gives, as `columns`. */
export type Ask = (sql: string) => Promise<Float64Array[]>;

/** Puts each question once: measures of one table often stand to another in the same way. Answers are shared. */
export function asking(db: DuckDBConnection): Ask {
  const known = new Map<string, Promise<Float64Array[]>>();
  return (sql) => {
    const answer = known.get(sql) ?? columns(db, sql);
    known.set(sql, answer);
    return answer;
  };
}

/** SQL of where a measure has no meaning. */
const outsideSql = (m: Measure) =>
  Object.entries(m.applies_to ?? {}).map(
    ([d, values]) => `${identifier(d)} not in (${values.map(literal).join(", ")})`,
  );

/** SQL of why a cell has no value: '' where it has one. */
export function missingSql(m: Measure): string {
  const value = identifier(m.name);
  if (!m.contributors) return `case when ${value} is null then 'not_reported' else '' end`;
  const n = `coalesce(${identifier(m.contributors)}, 0)`;
  const additive = m.kind === "count" || m.kind === "sum";
  return `case ${outsideSql(m)
    .map((o) => `when ${o} then 'not_applicable' `)
    .join("")}
    when ${value} is null then ${additive ? "'not_reported'" : `case when ${n} = 0 then 'not_applicable' else 'not_reported' end`}
    else '' end`;
}

/** SQL of whether nobody stands behind a mean, ratio or quantile that could be: that it has no value tells of a zero. */
export function nobodySql(m: Measure): string {
  if (!m.contributors || m.kind === "count" || m.kind === "sum") return "false";
  const applies = outsideSql(m).map((outside) => `not (${outside})`);
  return [`coalesce(${identifier(m.contributors)}, 0) = 0`, ...applies].join(" and ");
}

/** Applies the rules on single cells to every cell of a measure. Needs table `area_levels` (code, level). */
export async function judgeCells(
  db: DuckDBConnection,
  exact: Exact,
  measure: Measure,
  policy: Policy,
): Promise<MeasureCells> {
  const rules = rulesFor(policy, exact.declaration.mart, measure);
  const dominated = exact.contributed.includes(measure.name) && ["sum", "mean"].includes(measure.kind);
  const value = `cast(${summed(measure, "e")} as double)`;
  // Not even where the policy asks for no width may a value be known to its last digit.
  const last = 10 ** -(decimals[measure.unit] ?? 0);
  const width =
    measure.kind === "count"
      ? // Where fewer contributors are enough to publish, less needs to be hidden.
        String(Math.max(last, Math.min(policy.width.count, rules.contributors - 1)))
      : `greatest(${last}, abs(${value}) * ${policy.width.sum_percent} / 100)`;
  // Of nobody a mean adds nothing to the sum that it stands for, and only the policy can make a secret of that.
  const discloses = policy.zeros === "withhold" && measure.per !== undefined;
  const named = exact.contributed.includes(measure.name);
  const [values, primary, single, contributor, widths, costs] = await columns(
    db,
    `
select
  case when ${missingSql(measure)} = '' then ${value} ${discloses ? `when ${nobodySql(measure)} then 0.0 ` : ""}end,
  case when ${primarySql(exact, measure, policy, dominated)} then 1 else 0 end,
  case when e.${identifier(measure.contributors!)} = 1 then 1 else 0 end,
  ${named ? "coalesce(l.holder, -1)" : "-1"},
  ${dominated ? `greatest(${width}, 2 * largest * ${policy.dominance_percent} / 100)` : width},
  ${costSql(exact.declaration, policy)} * (1 + ln(1 + abs(coalesce(${value}, 0))) / 100)
from ${exact.name} e
${dominated ? `left join top_${exact.declaration.mart} t on t."row" = e."row" and t.measure = ${literal(measure.name)}` : ""}
${named ? `left join alone_${exact.declaration.mart} l on l."row" = e."row" and l.measure = ${literal(measure.name)}` : ""}
${has(exact.declaration, "area") ? "left join area_levels a on a.code = e.area" : ""}
order by e."row"`,
  );
  return {
    exact,
    measure,
    value: values!,
    primary: rules.open ? new Uint8Array(exact.rows) : Uint8Array.from(primary!),
    single: Uint8Array.from(single!),
    contributor: contributor!,
    width: widths!.map((w) => (Number.isNaN(w) ? 0 : w)),
    cost: costs!,
    open: rules.open,
  };
}

function primarySql({ declaration, name }: Exact, m: Measure, policy: Policy, dominated: boolean): string {
  const n = `coalesce(e.${identifier(m.contributors!)}, 0)`;
  const fewest = rulesFor(policy, declaration.mart, m).contributors;
  const any: string[] = [];
  if (m.kind === "quantile") {
    const thinner = Math.min(m.q!, 1 - m.q!);
    any.push(`${n} < ${policy.quantiles.contributors}`, `${n} * ${thinner} < ${policy.quantiles.tail}`);
  } else {
    any.push(`${n} between 1 and ${fewest - 1}`);
  }
  if (m.kind === "sum" || m.kind === "mean") any.push(`${n} between 1 and 2`);
  if (dominated) any.push(`t.rest < t.largest * ${policy.dominance_percent} / 100`);
  // A sum of nothing but zeros is a zero; one of gains and losses is none.
  if (dominated && policy.zeros === "publish") {
    const zero = `coalesce(e.${identifier(m.name)}, 0) = 0 and coalesce(t.largest, 0) = 0`;
    any.splice(0, any.length, `(${any.map((a) => `(${a})`).join(" or ")}) and not (${zero})`);
  }
  if (policy.zeros === "withhold") any.push(`e.${identifier(m.name)} = 0`, nobodySql(m));
  if (m.part_of && policy.protected.includes(m.name))
    any.push(`e.${identifier(m.name)} > 0 and e.${identifier(m.name)} = e.${identifier(m.part_of)}`);
  if (m.kind === "count") {
    for (const d of declaration.dimensions) {
      if (!d.total || !policy.protected.includes(d.name) || !m.adds_over.includes(d.name)) continue;
      const same = declaration.keys
        .filter((k) => k !== d.name)
        .map((k) => `w.${identifier(k)} = e.${identifier(k)}`);
      any.push(`e.${identifier(d.name)} <> ${literal(d.total)} and e.${identifier(m.name)} > 0 and exists (
        select 1 from ${name} w
        where w.${identifier(d.name)} = ${literal(d.total)} and ${same.join(" and ")}
        and w.${identifier(m.name)} = e.${identifier(m.name)})`);
    }
  }
  return any.map((a) => `(${a})`).join(" or ");
}

/** What readers lose with a cell: totals and the upper areas are worth most. */
function costSql(declaration: Declaration, policy: Policy): string {
  const kept = policy.keep.levels.map(literal).join(", ") || "''";
  const parts = has(declaration, "area")
    ? [`case when a.level in (${kept}) then 1000.0 when a.level = 'village' then 1.0 else 10.0 end`]
    : ["1.0"];
  for (const { name, total, subtotals } of declaration.dimensions) {
    const column = `e.${identifier(name)}`;
    const some = Object.keys(subtotals ?? {}).map(literal);
    if (!total || !policy.keep.totals) continue;
    parts.push(
      `case when ${column} = ${literal(total)} then 10.0 ${some.length > 0 ? `when ${column} in (${some.join(", ")}) then 4.0 ` : ""}else 1.0 end`,
    );
  }
  return parts.join(" * ");
}
