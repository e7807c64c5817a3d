import type { DuckDBConnection } from "@duckdb/node-api";
import { identifier, literal } from "../db.ts";
import type { Dimension } from "../marts/declaration.ts";
import { columns, type Exact } from "./cells.ts";

/**
 * Who stands behind a cell, one by one, from the `contributions` of a mart: its largest contributors, and how
 * many joined, left or changed what they add between two periods. All of it in SQL; no household leaves DuckDB.
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
 * Makes `top_<mart>` (row, measure, largest, rest) and `moved_<mart>` (series, time, unit, a column for each
 * contributed measure: by how much the unit's part changed since the period before).
 * @returns the mart with the measures whose contributions are declared
 */
export async function readContributions(db: DuckDBConnection, exact: Exact): Promise<Exact> {
  const { mart, contributions, keys, measures } = exact.declaration;
  if (!contributions) return exact;
  await db.run(`create or replace temp table given as ${contributions}`);
  const names = (await db.runAndReadAll("select * from given limit 0")).columnNames();
  const contributed = measures.map((m) => m.name).filter((m) => names.includes(m));
  const others = keys.filter((k) => k !== "period");
  const same = others.map((k) => `x.${identifier(k)} = e.${identifier(k)}`);
  const timed = keys.includes("period");
  const dominated = measures.filter(
    (m) => contributed.includes(m.name) && (m.kind === "sum" || m.kind === "mean"),
  );
  await db.run(
    `create or replace temp table top_${mart} ("row" integer, measure varchar, largest double, rest double)`,
  );
  for (const { name } of dominated) {
    const v = identifier(name);
    await db.run(`
insert into top_${mart}
with parts as (
  select e."row", x.unit, abs(sum(x.${v})) as size
  from (${spread(exact, "given", ["unit", v, ...(timed ? ["period"] : [])])}) x
  join ${exact.name} e on ${[...same, ...(timed ? ["x.period = e.period"] : [])].join(" and ")}
  group by e."row", x.unit
),
ranked as (
  select *, row_number() over (partition by "row" order by size desc) as place from parts
)
select
  "row",
  ${literal(name)},
  coalesce(max(size) filter (where place = 1), 0),
  coalesce(sum(size) filter (where place > 2), 0)
from ranked group by "row"`);
  }
  if (timed && exact.periods.length > 1) {
    const dims = keys.filter((k) => k !== "period").map(identifier);
    const amounts = contributed.map(identifier);
    const sum = (sign: string) => amounts.map((a) => `${sign}coalesce(${a}, 0) as ${a}`).join(", ");
    await db.run(`
create or replace temp table moved_${mart} as
with times as (select distinct period, "time" from ${exact.name}),
timed as (select g.*, t."time" from given g join times t on t.period = g.period),
steps as (
  select unit, ${dims.join(", ")}, "time", ${sum("")} from timed where "time" > 0
  union all
  select unit, ${dims.join(", ")}, "time" + 1, ${sum("-")} from timed where "time" < ${exact.periods.length - 1}
),
net as (
  select unit, ${dims.join(", ")}, "time", ${amounts.map((a) => `sum(${a}) as ${a}`).join(", ")}
  from steps group by all
  having ${amounts.map((a) => `abs(sum(${a})) > 1e-6`).join(" or ")}
),
placed as (${spread(exact, "net", ["unit", '"time"', ...amounts])}),
numbered as (select distinct ${dims.join(", ")}, series from ${exact.name})
select e.series, x."time", x.unit, ${amounts.map((a) => `cast(sum(x.${a}) as double) as ${a}`).join(", ")}
from placed x join numbered e on ${same.join(" and ")}
group by e.series, x."time", x.unit
order by x."time", e.series`);
  }
  return { ...exact, contributed };
}

/**
 * How many contributors changed what they add to each cell of `since` (series, start) up to period `time`.
 * @returns the series of those that at least one but fewer than `fewest` changed
 */
export async function fewChanged(
  db: DuckDBConnection,
  exact: Exact,
  measure: string,
  since: { series: number[]; start: number[] },
  time: number,
  fewest: number,
): Promise<Float64Array> {
  if (since.series.length === 0 || fewest < 2) return new Float64Array();
  const v = identifier(measure);
  const [series] = await columns(
    db,
    `
with since as (
  select unnest([${since.series.join()}]) as series, unnest([${since.start.join()}]) as start
),
changed as (
  select s.series, m.unit
  from since s join moved_${exact.declaration.mart} m
    on m.series = s.series and m."time" > s.start
  where m."time" > ${Math.min(...since.start)} and m."time" <= ${time}
  group by s.series, s.start, m.unit
  having abs(sum(m.${v})) > 1e-6
)
select series from changed group by series having count(*) < ${fewest} order by series`,
  );
  return series ?? new Float64Array();
}
