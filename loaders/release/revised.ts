import type { DuckDBConnection } from "@duckdb/node-api";
import { identifier, pathLiteral } from "../db.ts";
import { exists } from "../files.ts";
import { columns, type Exact } from "./cells.ts";
import { spread } from "./changes.ts";
import { contributionsFile, contributionsSql } from "./record.ts";

/** Pairs of a value as it is now and one that a vintage told of the same series, by their times. */
export interface Pairs {
  series: number[];
  now: number[];
  told: number[];
}

/**
 * Makes `revised_<mart>` (series, time, unit, a column for each contributed measure): by how much each
 * contributor's part now differs from what it was in the vintage, in the periods that both have.
 * @param folder the vintage's record
 * @returns whether the record holds what contributors added
 */
export async function readRevised(db: DuckDBConnection, exact: Exact, folder: string): Promise<boolean> {
  const { mart, keys } = exact.declaration;
  const file = contributionsFile(folder, mart);
  const now = contributionsSql(exact);
  if (!now || !(await exists(file))) return false;
  const kept = (
    await db.runAndReadAll(`select * from read_parquet(${pathLiteral(file)}) limit 0`)
  ).columnNames();
  if (![...keys, ...exact.contributed].every((c) => kept.includes(c))) return false;
  const amounts = exact.contributed.map(identifier);
  const dims = keys.map(identifier);
  const timed = keys.includes("period");
  const signed = (sign: string) => ["unit", ...dims, ...amounts.map((a) => `${sign}${a} as ${a}`)].join(", ");
  await db.run(`
create or replace temp table given as
with told as (
  select ${signed("")} from (${now})
  union all
  select ${signed("-")} from read_parquet(${pathLiteral(file)})
)
select unit, ${dims.join(", ")}, ${amounts.map((a) => `sum(${a}) as ${a}`).join(", ")}
from told group by all
having ${amounts.map((a) => `abs(sum(${a})) > 1e-6`).join(" or ")}`);
  const others = keys.filter((k) => k !== "period").map(identifier);
  await db.run(`
create or replace temp table revised_${mart} as
with placed as (${spread(exact, "given", ["unit", ...(timed ? ["period"] : []), ...amounts])}),
numbered as (select distinct ${[...others, "series"].join(", ")} from ${exact.name}),
times as (select distinct ${timed ? "coalesce(period, '')" : "''"} as period, "time" from ${exact.name})
select n.series, t."time", x.unit, ${amounts.map((a) => `sum(x.${a}) as ${a}`).join(", ")}
from placed x
join numbered n on ${others.map((k) => `n.${k} = x.${k}`).join(" and ") || "true"}
join times t on ${timed ? "t.period = x.period" : "true"}
group by n.series, t."time", x.unit`);
  return true;
}

/**
 * How many contributors changed what they add between the two values of each pair. Needs `moved_<mart>` where the
 * times of a pair differ.
 * @param revised whether anything of the mart changed since the vintage; then `revised_<mart>` is needed
 */
export async function countRevised(
  db: DuckDBConnection,
  exact: Exact,
  measure: string,
  { series, now, told }: Pairs,
  revised: boolean,
): Promise<Uint32Array> {
  const counts = new Uint32Array(series.length);
  // A median or a ratio changes with any of the amounts that the contributors of its row add.
  const sums = (exact.contributed.includes(measure) ? [measure] : exact.contributed).map(identifier);
  const { mart } = exact.declaration;
  const parts: string[] = [];
  if (revised)
    parts.push(
      `select p.place, r.unit, ${sums.map((a) => `r.${a}`).join(", ")}
  from pairs p join revised_${mart} r on r.series = p.series and r."time" = p.told`,
    );
  if (now.some((t, i) => t !== told[i]))
    parts.push(
      `select p.place, m.unit, ${sums.map((a) => `case when p.now > p.told then m.${a} else -m.${a} end`).join(", ")}
  from pairs p join moved_${mart} m
    on m.series = p.series and m."time" > least(p.now, p.told) and m."time" <= greatest(p.now, p.told)`,
    );
  if (series.length === 0 || parts.length === 0) return counts;
  const [place, count] = await columns(
    db,
    `
with pairs as (
  select
    unnest(range(${series.length})) as place, unnest([${series.join()}]) as series,
    unnest([${now.join()}]) as now, unnest([${told.join()}]) as told
),
parts as (
  ${parts.join(" union all ")}
),
net as (
  select place, unit from parts group by place, unit
  having ${sums.map((a) => `abs(sum(${a})) > 1e-6`).join(" or ")}
)
select place, count(*) from net group by place`,
  );
  place?.forEach((p, i) => {
    counts[p] = count![i]!;
  });
  return counts;
}
