import type { DuckDBConnection } from "@duckdb/node-api";
import { identifier, pathLiteral } from "../db.ts";
import { exists } from "../files.ts";
import { columns, type Exact } from "./cells.ts";
import { amountsOf, type Close, closeToTold } from "./close.ts";
import { inSteps, makeParts, spread } from "./contributions.ts";
import { type Policy, rulesFor } from "./policy.ts";
import { contributionsFile, contributionsSql } from "./record.ts";

/** How the cells of a mart differ from what a vintage told of them, by who stands behind. */
export interface Revised {
  /** By measure and place `time * series + series number`: how many now add something else than in the vintage. */
  changed: Map<string, Map<number, number>>;
  /** By measure: of each series and period now, the changed ones from which too few tell it apart as they were told. */
  close: Map<string, Close>;
}

/**
 * Compares what contributors add now with what they added in a vintage.
 * @param folder the vintage's record
 * @returns nothing where the record does not hold what contributors added
 */
export async function readRevised(
  db: DuckDBConnection,
  exact: Exact,
  folder: string,
  policy: Policy,
): Promise<Revised | undefined> {
  if (!(await makeRevised(db, exact, folder))) return undefined;
  const { mart } = exact.declaration;
  const counts = exact.measures.map(({ name }) => {
    const differs = amountsOf(exact, name).map((a) => `${a} <> 0`);
    return `count(*) filter (where ${differs.join(" or ")})`;
  });
  const [place, ...found] = await columns(
    db,
    `select "time" * ${exact.series} + series, ${counts.join(", ")} from revised_${mart} group by all`,
  );
  const changed = exact.measures.map(
    ({ name }, m) => [name, new Map([...place!].map((at, i) => [at, found[m]![i]!]))] as const,
  );
  const close: Revised["close"] = new Map();
  await makeParts(db, exact);
  for (const measure of exact.measures) {
    const { changes } = rulesFor(policy, mart, measure);
    if (exact.close?.has(measure.name))
      close.set(measure.name, await closeToTold(db, exact, measure.name, changes));
  }
  return { changed: new Map(changed), close };
}

/**
 * Makes `revised_<mart>` (series, time, unit, a column for each contributed measure): by how much each
 * contributor's part now differs from what it was in the vintage, in the periods that both have, in whole steps.
 * @returns whether the record holds what contributors added
 */
async function makeRevised(db: DuckDBConnection, exact: Exact, folder: string): Promise<boolean> {
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
  const signed = (sign: string) =>
    ["unit", ...dims, ...amounts.map((a) => `${sign}${inSteps(a)} as ${a}`)].join(", ");
  const sums = amounts.map((a) => `cast(sum(${a}) as bigint) as ${a}`).join(", ");
  await db.run(`
create or replace temp table given as
with told as (
  select ${signed("")} from (${now})
  union all
  select ${signed("-")} from read_parquet(${pathLiteral(file)})
),
net as (select unit, ${dims.join(", ")}, ${sums} from told group by unit, ${dims.join(", ")})
select * from net where ${amounts.map((a) => `${a} <> 0`).join(" or ")}`);
  const others = keys.filter((k) => k !== "period").map(identifier);
  await db.run(`
create or replace temp table revised_${mart} as
with placed as (${spread(exact, "given", ["unit", ...(timed ? ["period"] : []), ...amounts])}),
numbered as (select distinct ${[...others, "series"].join(", ")} from ${exact.name}),
times as (select distinct ${timed ? "coalesce(period, '')" : "''"} as period, "time" from ${exact.name})
select n.series, t."time", x.unit, ${amounts.map((a) => `cast(sum(x.${a}) as bigint) as ${a}`).join(", ")}
from placed x
join numbered n on ${others.map((k) => `n.${k} = x.${k}`).join(" and ") || "true"}
join times t on ${timed ? "t.period = x.period" : "true"}
group by n.series, t."time", x.unit`);
  return true;
}
