import type { DuckDBConnection } from "@duckdb/node-api";
import { identifier, literal } from "../db.ts";
import { UserError } from "../errors.ts";
import type { Dimension, Link, Measure } from "../release/manifest.ts";
import { columns, type Loaded } from "./release.ts";

/**
 * Sums that must be zero, by row numbers: rows of one table, and for a link those of another. One such
 * structure serves every measure that adds up in the same way.
 */
export interface Sums {
  /** Number of the sum each entry belongs to, ascending. */
  sum: Float64Array;
  row: Float64Array;
  coefficient: Float64Array;
  /** 0 where the row is one of this table; 1 of the other, or of term 1, 2, … of an identity of several. */
  other: Float64Array;
  /** Sums of one subject stand or fall together: those of an area that has records of its own. */
  subject: Float64Array;
}

const named = (columns: string[]) => columns.map(identifier).join(", ");
const equal = (columns: string[]) =>
  columns.map((c) => `a.${identifier(c)} = b.${identifier(c)}`).join(" and ");
const list = (values: string[]) => values.map(literal).join(", ");
/** A relation exists for the areas and periods that a table has: a missing row there is a zero. */
const frame = (dimensions: string[]): string[] => dimensions.filter((d) => d === "area" || d === "period");

/** SQL of the sums over entries (key columns, rn, coefficient, other, subject). */
const numbered = (entries: string, keys: string[]) => `
with recursive ${entries}
select
  ${keys.length ? `dense_rank() over (order by ${named(keys)}) - 1` : "0"} as sum, rn, coefficient, other,
  ${keys.includes("area") ? "dense_rank() over (order by area) - 1" : "0"} as subject
from entry
order by 1, other, rn`;

/** An area is the sum of those below it: for each, the nearest above that the table has. */
export async function areaSums(db: DuckDBConnection, table: Loaded, areas: Loaded): Promise<Sums> {
  const keys = table.dimensions;
  const others = keys.filter((k) => k !== "area").map((k) => `t.${identifier(k)}`);
  const within = frame(keys);
  const entries = `
up as (
  select code, parent as above from ${areas.name} where parent <> ''
  union all
  select up.code, p.parent from up join ${areas.name} p on p.code = up.above
  where p.parent <> '' and up.above not in (select area from ${table.name})
),
part as (
  select up.above as area, ${[...others, "t.rn"].join(", ")}
  from ${table.name} t join up on up.code = t.area where up.above in (select area from ${table.name})
),
entry as (
  select ${named(keys)}, rn, 1 as coefficient, 0 as other
  from ${table.name} a where exists (select 1 from part b where ${equal(within)})
  union all
  select ${named(keys)}, rn, -1, 0
  from part a where exists (select 1 from ${table.name} b where ${equal(within)})
)`;
  return read(db, numbered(entries, keys));
}

/** The total of a dimension and its subtotals, as far as the table has them. */
export async function dimensionSums(db: DuckDBConnection, table: Loaded, d: Dimension): Promise<Sums[]> {
  const found = await columnValues(db, table, d.name);
  const keys = table.dimensions.filter((k) => k !== d.name);
  const shown = Object.entries(d.subtotals ?? {}).filter(([whole]) => found.has(whole));
  const covered = new Set(shown.flatMap(([, parts]) => parts));
  const wholes: [string, string[]][] = [...shown];
  if (d.total !== undefined)
    wholes.push([d.total, [...found].filter((c) => c !== d.total && !covered.has(c))]);
  const sums: Sums[] = [];
  for (const [whole, codes] of wholes) {
    const parts = codes.filter((c) => found.has(c));
    if (!found.has(whole) || parts.length === 0) continue;
    const is = (codes: string[]) => `${identifier(d.name)} in (${list(codes)})`;
    // What never has a row of the whole, in no area or period, is not added up.
    const rest = keys.filter((k) => !frame(keys).includes(k));
    const stated = rest.length
      ? `and exists (select 1 from ${table.name} b where b.${is([whole])} and ${equal(rest)})`
      : "";
    const entries = `entry as (
  select ${[...keys.map(identifier), "rn"].join(", ")}, case when ${is([whole])} then 1 else -1 end as coefficient, 0 as other
  from ${table.name} a where ${is([whole, ...parts])} ${stated}
)`;
    sums.push(await read(db, numbered(entries, keys)));
  }
  return sums;
}

/**
 * An identity between two tables.
 * @throws UserError if it leaves a dimension open
 */
export async function linkSums(
  db: DuckDBConnection,
  table: Loaded,
  measure: Measure,
  link: Link,
  other: Loaded,
): Promise<Sums> {
  const { where = {}, of = {}, over, weights } = link;
  const here = table.dimensions.filter((d) => !(d in where));
  const there = other.dimensions.filter((d) => !(d in of) && d !== over);
  const keys = here.filter((d) => there.includes(d));
  const loose = there.filter((d) => !keys.includes(d));
  if (loose.length > 0) {
    throw new UserError(
      `The link of ${table.collection}/${table.table}.${measure.name} to ${link.table} leaves ${loose.join(", ")} open. Fix each to a value in the mart's declaration.`,
    );
  }
  const matches = (fixed: Record<string, string>) =>
    Object.entries(fixed).map(([d, code]) => `${identifier(d)} = ${literal(code)}`);
  const summed = over && other.declared.dimensions.find((d) => d.name === over);
  const outside = summed
    ? [summed.total, ...Object.keys(summed.subtotals ?? {})].filter((c) => c !== undefined)
    : [];
  const parts = [
    ...matches(of),
    ...(over && weights ? [`${identifier(over)} in (${list(Object.keys(weights))})`] : []),
    ...(over && !weights && outside.length ? [`${identifier(over)} not in (${list(outside)})`] : []),
  ];
  const weight =
    over && weights
      ? `case ${identifier(over)} ${Object.entries(weights)
          .map(([code, w]) => `when ${literal(code)} then ${-w}`)
          .join(" ")} end`
      : "-1";
  // Where one of the two never has a code, the other's rows of that code have no counterpart.
  const shared = (t: Loaded) =>
    keys
      .filter((d) => !frame(keys).includes(d))
      .map((d) => `${identifier(d)} in (select ${identifier(d)} from ${t.name})`);
  const all = (conditions: string[]) => ["true", ...conditions].join(" and ");
  const both = (among: string[]) => all(among.length ? [equal(among)] : []);
  const whole = `select ${named([...here, "rn"])} from ${table.name} a
    where exists (select 1 from ${other.name} b where ${both(frame(keys))}) and ${all([...matches(where), ...shared(other)])}`;
  const part = `select ${named([...there, "rn"])}, cast(${weight} as double) as coefficient from ${other.name} where ${all([...parts, ...shared(table)])}`;
  // A dimension that only this table has repeats the sum for each of its values that it has a row of.
  const repeated = here.length > keys.length;
  const entries = `whole as (${whole}), part as (${part}),
entry as (
  select ${named([...here, "rn"])}, cast(1 as double) as coefficient, 0 as other from whole
  union all
  select ${(repeated ? here.map((d) => `a.${identifier(d)}`) : here.map(identifier)).map((d) => `${d}, `).join("")}b.rn, b.coefficient, 1
  from ${repeated ? `whole a join part b on ${both(keys)}` : `part b where exists (select 1 from ${table.name} a where ${both(frame(keys))})`}
)`;
  return read(db, numbered(entries, here));
}

/**
 * An identity of several terms or periods. It is taken to hold for the areas and periods that every table in it has,
 * whatever rows are absent there.
 * @param others the tables of the terms, in their order; entries of term i have `other` i + 1
 */
export async function accountSums(
  db: DuckDBConnection,
  table: Loaded,
  { where = {}, and = [], ...first }: Link,
  others: Loaded[],
): Promise<Sums> {
  const matches = (row: string, values: Record<string, string>) =>
    Object.entries(values).map(([d, code]) => `${row}.${identifier(d)} = ${literal(code)}`);
  const whole = matches("w", where);
  const selects: string[] = [];
  for (const [i, term] of [first, ...and].entries()) {
    const { of = {}, over, weights = {}, weight = 1, periods } = term;
    const other = others[i]!;
    const shared = table.dimensions.filter((d) => other.dimensions.includes(d));
    const joined = shared.filter((d) => !(d in where) && !(d in of) && d !== over);
    const on = joined.map((d) => {
      const [a, b] = [`w.${identifier(d)}`, `p.${identifier(d)}`];
      if (d !== "period" || !periods) return `${a} = ${b}`;
      return periods === "before" ? `${b} = ${monthsBefore(a)}` : `${b} <> ${a} and ${yearOf(b)} = ${a}`;
    });
    for (const d of frame(shared)) {
      const part = on.filter((c) => c.includes(`.${identifier(d)} `));
      whole.push(`exists (select 1 from ${other.name} p where ${part.join(" and ") || "true"})`);
    }
    const sign = Object.entries(weights).map(([code, k]) => `when ${literal(code)} then ${k}`);
    const factor = sign.length ? `case p.${identifier(over!)} ${sign.join(" ")} end` : "1";
    const among = sign.length ? [`p.${identifier(over!)} in (${list(Object.keys(weights))})`] : [];
    const conditions = [...on, ...matches("p", of), ...among].join(" and ") || "true";
    selects.push(
      `select w.rn as whole, p.rn, cast(${-weight} * ${factor} as double) as coefficient, ${i + 1} as other
       from whole w join ${other.name} p on ${conditions}`,
    );
  }
  return read(
    db,
    `with whole as (select * from ${table.name} w where ${whole.join(" and ") || "true"}),
entry as (
  select rn as whole, rn, cast(1 as double) as coefficient, 0 as other from whole
  union all ${selects.join(" union all ")}
)
select dense_rank() over (order by whole) - 1 as sum, rn, coefficient, other, 0 as subject
from entry order by 1, other, rn`,
  );
}

/** SQL of the month or quarter before one, or the year before a year. */
const monthsBefore = (period: string) => `case
  when ${period} like '%-Q1' then cast(cast(left(${period}, 4) as integer) - 1 as varchar) || '-Q4'
  when ${period} like '%-Q_' then left(${period}, 6) || cast(cast(right(${period}, 1) as integer) - 1 as varchar)
  when ${period} like '%-01' then cast(cast(left(${period}, 4) as integer) - 1 as varchar) || '-12'
  when ${period} like '%-__' then left(${period}, 5) || lpad(cast(cast(right(${period}, 2) as integer) - 1 as varchar), 2, '0')
  when length(${period}) = 4 then cast(cast(${period} as integer) - 1 as varchar) end`;

/** SQL of the year of a month or quarter. */
const yearOf = (period: string) => `left(${period}, 4)`;

async function columnValues(db: DuckDBConnection, table: Loaded, column: string): Promise<Set<string>> {
  const reader = await db.runAndReadAll(
    `select distinct ${identifier(column)} from ${table.name} order by all`,
  );
  return new Set((reader.getColumns()[0] ?? []).map(String));
}

async function read(db: DuckDBConnection, sql: string): Promise<Sums> {
  const [sum, row, coefficient, other, subject] = await columns(db, sql);
  return { sum: sum!, row: row!, coefficient: coefficient!, other: other!, subject: subject! };
}
