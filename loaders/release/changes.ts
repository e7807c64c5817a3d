import type { DuckDBConnection } from "@duckdb/node-api";
import { identifier, literal } from "../db.ts";
import type { Dimension } from "../marts/declaration.ts";
import { shift } from "../periods.ts";
import { type Changed, columns, type Exact } from "./cells.ts";
import { unitSql } from "./record.ts";

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

/** Places of two periods of a mart, the later first. */
type Pair = [later: number, earlier: number];

/**
 * Makes `top_<mart>` (row, measure, largest, rest) and `moved_<mart>` (series, time, unit, a column for each
 * contributed measure: by how much the unit's part changed since the period before).
 * @returns the mart with the measures whose contributions are declared, and how many changed them
 */
export async function readContributions(db: DuckDBConnection, exact: Exact): Promise<Exact> {
  const { mart, contributions, keys, measures } = exact.declaration;
  if (!contributions) return exact;
  await db.run(`create or replace temp table given as ${contributions}`);
  const names = (await db.runAndReadAll("select * from given limit 0")).columnNames();
  const contributed = measures.map((m) => m.name).filter((m) => names.includes(m));
  await makeParts(db, exact, contributed);
  await db.run(
    `create or replace temp table top_${mart} ("row" integer, measure varchar, largest double, rest double)`,
  );
  for (const { name, kind } of measures) {
    if (!contributed.includes(name) || (kind !== "sum" && kind !== "mean")) continue;
    const v = identifier(name);
    await db.run(`
insert into top_${mart}
with sizes as (
  select w.series, p."time", p.unit, abs(sum(p.${v})) as size
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
  if (!keys.includes("period") || exact.periods.length < 2) return { ...exact, contributed };
  const steps = exact.periods.slice(1).map((_, i): Pair => [i + 1, i]);
  await db.run(
    `create or replace temp table moved_${mart} as ${netSql(contributed, steps)} order by "time", series`,
  );
  const years = exact.periods.flatMap((_, t): Pair[] =>
    yearBefore(exact, t) < 0 ? [] : [[t, yearBefore(exact, t)]],
  );
  return {
    ...exact,
    contributed,
    changed: {
      step: await countChanged(db, exact, contributed, `moved_${mart}`),
      year: await countChanged(db, exact, contributed, `(${netSql(contributed, years)})`),
    },
  };
}

/**
 * Makes `parts` (fine, time, unit, a column for each contributed measure), what each contributor adds to a row of the
 * finest grain, and `within` (fine, series), the rows that contain it; both in numbers, which join fast.
 */
async function makeParts(db: DuckDBConnection, exact: Exact, contributed: string[]): Promise<void> {
  const dims = exact.declaration.keys.filter((k) => k !== "period").map(identifier);
  const timed = exact.declaration.keys.includes("period");
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
  ${contributed.map((m) => `cast(sum(g.${identifier(m)}) as double) as ${identifier(m)}`).join(", ")}
from given g
join fine f on ${same("f", "g")}
join times t on ${timed ? "t.period = g.period" : "true"}
group by all`);
}

/** Place of the same period a year before among those of a mart, or -1. */
export function yearBefore({ periods }: Exact, time: number): number {
  const period = periods[time]!;
  const steps = /^\d{4}-\d{2}$/.test(period) ? 12 : /^\d{4}-Q[1-4]$/.test(period) ? 4 : 0;
  return steps > 0 ? periods.indexOf(shift(period, -steps)) : -1;
}

/** SQL of by how much each contributor's part of each series differs between the two times of a pair. */
function netSql(contributed: string[], pairs: Pair[]): string {
  const amounts = contributed.map(identifier);
  const all = (write: (a: string) => string) => amounts.map(write).join(", ");
  const values = pairs.map(([later, earlier]) => `(${later}, ${earlier})`).join(", ") || "(-1, -1)";
  return `
with pairs(later, earlier) as (values ${values}),
sides as (
  select p.fine, k.later as "time", p.unit, ${all((a) => `coalesce(p.${a}, 0) as ${a}`)}
  from parts p join pairs k on p."time" = k.later
  union all
  select p.fine, k.later, p.unit, ${all((a) => `-coalesce(p.${a}, 0)`)}
  from parts p join pairs k on p."time" = k.earlier
),
net as (
  select fine, "time", unit, ${all((a) => `sum(${a}) as ${a}`)}
  from sides group by fine, "time", unit
  having ${amounts.map((a) => `abs(sum(${a})) > 1e-6`).join(" or ")}
)
select w.series, n."time", n.unit, ${all((a) => `sum(n.${a}) as ${a}`)}
from net n join within w on w.fine = n.fine
group by w.series, n."time", n.unit`;
}

async function countChanged(
  db: DuckDBConnection,
  exact: Exact,
  contributed: string[],
  moved: string,
): Promise<Changed> {
  const counts = contributed.map((m) => `count(*) filter (where abs(${identifier(m)}) > 1e-6)`);
  const [time, series, ...found] = await columns(
    db,
    `select "time", series, ${counts.join(", ")} from ${moved} group by "time", series`,
  );
  return new Map(
    contributed.map((measure, m) => {
      const at = new Int32Array(exact.periods.length * exact.series);
      time!.forEach((t, i) => {
        at[t * exact.series + series![i]!] = found[m]![i]!;
      });
      return [measure, at];
    }),
  );
}

/** What is asked of several measures of a mart at once: who changed since `start`. */
export interface Since {
  /** Place among the measures whose contributions are declared. */
  measure: number[];
  series: number[];
  start: number[];
}

/**
 * How many contributors changed what they add to each cell of `since` up to period `time`.
 * @returns counts in the order of `since`
 */
export async function countSince(
  db: DuckDBConnection,
  exact: Exact,
  { measure, series, start }: Since,
  time: number,
): Promise<Uint32Array> {
  const counts = new Uint32Array(series.length);
  if (series.length === 0) return counts;
  const amounts = exact.contributed.map(identifier);
  const [place, count] = await columns(
    db,
    `
with since as (
  select
    unnest(range(${series.length})) as place, unnest([${measure.join()}]) as measure,
    unnest([${series.join()}]) as series, unnest([${start.join()}]) as start
),
starts as (select distinct series, start from since),
net as (
  select s.series, s.start, m.unit, ${amounts.map((a) => `sum(m.${a}) as ${a}`).join(", ")}
  from starts s join moved_${exact.declaration.mart} m on m.series = s.series and m."time" > s.start
  where m."time" > ${Math.min(...start)} and m."time" <= ${time}
  group by s.series, s.start, m.unit
),
counted as (
  select series, start, [${amounts.map((a) => `count(*) filter (where abs(${a}) > 1e-6)`).join(", ")}] as counts
  from net group by series, start
)
select s.place, c.counts[s.measure + 1]
from since s join counted c on c.series = s.series and c.start = s.start`,
  );
  place?.forEach((p, i) => {
    counts[p] = count![i]!;
  });
  return counts;
}
