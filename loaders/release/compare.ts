import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { identifier, pathLiteral } from "../db.ts";
import { exists } from "../files.ts";
import { columns, type Exact } from "./cells.ts";
import { fate } from "./fate.ts";
import type { Linked } from "./linked.ts";
import type { Policy } from "./policy.ts";
import { valueSql } from "./protect.ts";
import { fateColumn } from "./record.ts";
import type { Source } from "./vintages.ts";

/** How a cell of the release stands to the same cell of a vintage. */
export const beside = { absent: 0, told: 1, toldOther: 2, hidden: 3, hiddenOther: 4 } as const;

export const isChanged = (way: number) => way === beside.toldOther || way === beside.hiddenOther;

/** One vintage against the marts: for each measure, by row, one of `beside`. */
export interface Compared {
  source: Source;
  rows: Uint8Array[];
}

/** SQL that finds a row of a vintage by the keys of a row of the mart. */
export const sameKeys = ({ declaration }: Exact) =>
  declaration.keys.map((k) => `o.${identifier(k)} is not distinct from e.${identifier(k)}`).join(" and ");

/** What became of a measure's cell in a vintage, as a number of `fate`. */
export const fateSql = (measure: string, exact: boolean) =>
  exact
    ? `o.${fateColumn(measure)}`
    : `case o.${identifier(`${measure}_status`)} when '' then ${fate.published} when 'withheld' then ${fate.withheld_size} else ${fate.none} end`;

/** Whether a mart of a vintage has the keys and measures of today, so that its cells are the same cells. */
export async function comparable(db: DuckDBConnection, exact: Exact, source: Source): Promise<boolean> {
  const { keys } = exact.declaration;
  const file = martFile(exact, source);
  if (!(await exists(file))) return false;
  const names = (
    await db.runAndReadAll(`select * from read_parquet(${pathLiteral(file)}) limit 0`)
  ).columnNames();
  if (![...keys, ...exact.measures.map((m) => m.name)].every((c) => names.includes(c))) return false;
  const [once] = await columns(
    db,
    `select case when count(*) = count(distinct (${keys.map(identifier).join(", ")})) then 1 else 0 end from read_parquet(${pathLiteral(file)})`,
  );
  return once![0] === 1;
}

export const martFile = ({ declaration }: Exact, { folder }: Source) =>
  join(folder, `${declaration.mart}.parquet`);

/** How each cell of the release stands to a vintage. */
export async function compare(
  db: DuckDBConnection,
  { measures }: Linked,
  policy: Policy,
  source: Source,
): Promise<Compared> {
  const rows: Uint8Array[] = [];
  const able = new Map<Exact, boolean>();
  for (const { exact, measure } of measures) {
    if (!able.has(exact)) able.set(exact, await comparable(db, exact, source));
    if (!able.get(exact)) {
      rows.push(new Uint8Array(exact.rows));
      continue;
    }
    const value = (of: string) => valueSql(measure, policy, `${of}.${identifier(measure.name)}`);
    const told = fateSql(measure.name, source.exact);
    const [ways] = await columns(
      db,
      `
with told as (
  select e."row", ${told} as fate, ${value("o")} is not distinct from ${value("e")} as same
  from ${exact.name} e left join read_parquet(${pathLiteral(martFile(exact, source))}) o on ${sameKeys(exact)}
)
select case
  when fate is null or fate = ${fate.none} then ${beside.absent}
  when fate = ${fate.published} then case when same then ${beside.told} else ${beside.toldOther} end
  when same then ${beside.hidden} else ${beside.hiddenOther} end
from told order by "row"`,
    );
    rows.push(Uint8Array.from(ways!));
  }
  return { source, rows };
}
