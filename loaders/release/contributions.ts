import type { DuckDBConnection } from "@duckdb/node-api";
import { identifier, literal } from "../db.ts";
import type { Dimension } from "../marts/declaration.ts";
import type { Exact } from "./cells.ts";
import { closePeriods } from "./close.ts";
import { type Policy, rulesFor } from "./policy.ts";
import { unitSql } from "./record.ts";

/**
 * Who stands behind a cell, one by one, from the `contributions` of a mart: its largest contributors, and what each
 * adds to it in each period. All of it in SQL; no household leaves DuckDB.
 */

/** SQL of each code of a dimension with every code that contains it. */
function containing({ name, total, subtotals }: Dimension): string {
  const parts = Object.entries(subtotals ?? {}).flatMap(([whole, codes]) =>
    codes.map((code) => `select ${literal(code)} as part, ${literal(whole)} as whole`),
  );
  const codes = `select distinct ${identifier(name)} as part from given`;
  return [
    `select part, part as whole from (${codes})`,
    ...(total ? [`select part, ${literal(total)} from (${codes})`] : []),
    ...parts,
  ].join(" union ");
}

const wider = (exact: Exact) =>
  exact.declaration.dimensions.filter(
    (d) => (d.total || d.subtotals) && exact.declaration.keys.includes(d.name),
  );

/**
 * SQL of contributions to every cell that contains them: from `source`, with the columns `kept`. Needs table
 * `given` with every code of the dimensions.
 */
export function spread(exact: Exact, source: string, kept: string[]): string {
  const dimensions = wider(exact);
  const plain = exact.declaration.keys.filter(
    (k) => k !== "area" && k !== "period" && !dimensions.some((d) => d.name === k),
  );
  const columnsOf = [
    ...(exact.declaration.keys.includes("area") ? ["m.area"] : []),
    ...plain.map((k) => `s.${identifier(k)}`),
    ...dimensions.map((d) => `in_${d.name}.whole as ${identifier(d.name)}`),
    ...kept.map((k) => `s.${k}`),
  ];
  return `
    select ${columnsOf.join(", ")}
    from ${source} s
    ${exact.declaration.keys.includes("area") ? `join lake.area_members m on m.member = s.area and m.area in (select area from ${exact.name})` : ""}
    ${dimensions.map((d) => `join (${containing(d)}) in_${d.name} on in_${d.name}.part = s.${identifier(d.name)}`).join("\n")}`;
}

/**
 * Makes `top_<mart>` (row, measure, largest, rest) and `alone_<mart>` (row, measure, holder), the number of the contributor
 * who makes up a cell alone.
 * @returns the mart with the measures whose contributions are declared, and which periods too few tell apart
 */
export async function readContributions(db: DuckDBConnection, exact: Exact, policy: Policy): Promise<Exact> {
  const { mart, contributions, keys, measures } = exact.declaration;
  if (!contributions) return exact;
  const contributed = await makeParts(db, exact);
  await db.run(
    `create or replace temp table top_${mart} ("row" integer, measure varchar, largest double, rest double)`,
  );
  for (const { name, kind } of measures) {
    if (!contributed.includes(name) || (kind !== "sum" && kind !== "mean")) continue;
    await db.run(`
insert into top_${mart}
with sizes as (
  select w.series, p."time", p.unit, abs(sum(p.${identifier(name)})) / ${steps} as size
  from parts p join within w on w.fine = p.fine
  group by all
),
ranked as (
  select *, row_number() over (partition by series, "time" order by size desc) as place from sizes
),
largest as (
  select
    series, "time",
    coalesce(max(size) filter (where place = 1), 0) as largest,
    coalesce(sum(size) filter (where place > 2), 0) as rest
  from ranked group by all
)
select e."row", ${literal(name)}, l.largest, l.rest
from largest l join ${exact.name} e on e.series = l.series and e."time" = l."time"`);
  }
  await makeAlone(db, exact, contributed);
  const known = { ...exact, contributed };
  if (!keys.includes("period") || exact.periods.length < 2) return known;
  const close: NonNullable<Exact["close"]> = new Map();
  for (const measure of exact.measures) {
    const { changes, open } = rulesFor(policy, mart, measure);
    if (!open && changes > 1) close.set(measure.name, await closePeriods(db, known, measure.name, changes));
  }
  return { ...known, close };
}

/** The same contributor has the same number in all marts: 53 bits of a hash of its key, so that a double holds it. */
async function makeAlone(db: DuckDBConnection, exact: Exact, contributed: string[]): Promise<void> {
  const { mart } = exact.declaration;
  await db.run(`create or replace temp table alone_${mart} ("row" integer, measure varchar, holder double)`);
  for (const { name, contributors } of exact.measures) {
    if (!contributed.includes(name)) continue;
    await db.run(`
insert into alone_${mart}
select e."row", ${literal(name)}, cast(min(p.unit >> 11) as double)
from ${exact.name} e
join within w on w.series = e.series
join parts p on p.fine = w.fine and p."time" = e."time"
where e.${identifier(contributors!)} = 1 and coalesce(p.${identifier(name)}, 0) <> 0
group by e."row" having count(distinct p.unit) = 1`);
  }
}

/** Amounts are compared in whole steps of a ten thousandth of their unit, so that sums of them are exact. */
const steps = 10_000;

/** SQL of an amount in whole steps. */
export const inSteps = (amount: string) => `cast(round(cast(${amount} as double) * ${steps}) as bigint)`;

/**
 * Makes `parts` (fine, time, unit, a column for each contributed measure), what each contributor adds to a row of the
 * finest grain in whole steps; `moved`, by how much that differs from the period before, where it does; and `within`
 * (fine, series), the rows that contain it.
 * @returns the measures whose contributions are declared
 */
export async function makeParts(db: DuckDBConnection, exact: Exact): Promise<string[]> {
  const { contributions, keys, measures } = exact.declaration;
  await db.run(`create or replace temp table given as ${contributions}`);
  const names = (await db.runAndReadAll("select * from given limit 0")).columnNames();
  const contributed = measures.map((m) => m.name).filter((m) => names.includes(m));
  const amounts = contributed.map(identifier);
  const dims = keys.filter((k) => k !== "period").map(identifier);
  const timed = keys.includes("period");
  const same = (a: string, b: string) => dims.map((k) => `${a}.${k} = ${b}.${k}`).join(" and ") || "true";
  await db.run(`
create or replace temp table fine as
select *, cast(row_number() over () as integer) as fine
from (select distinct ${dims.join(", ") || "1 as one"} from given)`);
  await db.run(`
create or replace temp table within as
with placed as (${spread(exact, "fine", ["fine"])}),
numbered as (select distinct ${[...dims, "series"].join(", ")} from ${exact.name})
select distinct x.fine, n.series from placed x join numbered n on ${same("x", "n")}`);
  await db.run(`
create or replace temp table parts as
with times as (select distinct ${timed ? "period, " : ""}"time" from ${exact.name})
select
  f.fine, t."time", ${unitSql("g.unit")} as unit,
  ${amounts.map((a) => `${inSteps(`sum(g.${a})`)} as ${a}`).join(", ")}
from given g
join fine f on ${same("f", "g")}
join times t on ${timed ? "t.period = g.period" : "true"}
group by all`);
  await db.run(`
create or replace temp table moved as
with sides as (
  select * from parts
  union all
  select fine, cast("time" + 1 as integer), unit, ${amounts.map((a) => `-${a}`).join(", ")} from parts
),
net as (
  select fine, "time", unit, ${amounts.map((a) => `cast(sum(${a}) as bigint) as ${a}`).join(", ")}
  from sides where "time" between 1 and ${exact.periods.length - 1} group by fine, "time", unit
)
select * from net where ${amounts.map((a) => `coalesce(${a}, 0) <> 0`).join(" or ")}`);
  return contributed;
}
