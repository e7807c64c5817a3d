import type { DuckDBConnection } from "@duckdb/node-api";
import { identifier, literal, rows } from "../db.ts";
import type { Block, Cells } from "./cells.ts";
import { columns, type Loaded } from "./release.ts";

/**
 * Takes what an earlier release published of values that are withheld now. An outsider cannot know that such a value
 * is still the same, but may well assume so where nothing that both releases publish of the table's period differs.
 * @param earlier the tables of the earlier release
 * @returns how many values became known
 */
export async function takeEarlier(
  db: DuckDBConnection,
  blocks: Block[],
  earlier: Loaded[],
  { low, high, withheld }: Cells,
): Promise<number> {
  let taken = 0;
  for (const { table, measure, offset } of blocks) {
    const before = earlier.find((e) => e.collection === table.collection && e.table === table.table);
    if (!before || String(before.dimensions) !== String(table.dimensions)) continue;
    if (!before.declared.measures.some((m) => m.name === measure.name && m.unit === measure.unit)) continue;
    const periods = await samePeriods(db, table, before);
    if (periods.length === 0) continue;
    const [rn, value] = await columns(
      db,
      `select n.rn, e.${identifier(measure.name)} ${joined(table, before)}
       where ${periodOf(table)} in (${periods.map(literal).join(", ")})
         and n.${identifier(`${measure.name}_status`)} = 'withheld' and e.${identifier(`${measure.name}_status`)} = ''`,
    );
    rn?.forEach((row, i) => {
      const c = offset + row;
      if (withheld[c] === 0 || low[c] === high[c]) return;
      low[c] = high[c] = value![i]!;
      taken++;
    });
  }
  return taken;
}

const periodOf = ({ dimensions }: Loaded) => (dimensions.includes("period") ? "n.period" : "''");

const joined = ({ name, dimensions }: Loaded, before: Loaded) =>
  `from ${name} n join ${before.name} e on ${dimensions.map((d) => `n.${identifier(d)} = e.${identifier(d)}`).join(" and ") || "true"}`;

/** Periods of a table of which the two releases publish something, and nothing that differs. */
async function samePeriods(db: DuckDBConnection, table: Loaded, before: Loaded): Promise<string[]> {
  const shared = table.declared.measures.filter((m) =>
    before.declared.measures.some((b) => b.name === m.name),
  );
  const both = shared.map(
    ({ name }) => `n.${identifier(`${name}_status`)} = '' and e.${identifier(`${name}_status`)} = ''`,
  );
  const differ = shared.map(
    ({ name }, i) => `(${both[i]} and n.${identifier(name)} <> e.${identifier(name)})`,
  );
  const found = await rows<{ period: string }>(
    db,
    `select ${periodOf(table)} as period ${joined(table, before)}
     group by all having bool_or(${both.map((b) => `(${b})`).join(" or ")}) and not bool_or(${differ.join(" or ")})
     order by period`,
  );
  return found.map((f) => f.period);
}
