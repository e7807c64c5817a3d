import type { DuckDBConnection } from "@duckdb/node-api";
import { identifier } from "../db.ts";
import type { Measure } from "../release/manifest.ts";
import { columns, type Loaded } from "./release.ts";

/**
 * The cells of one measure: cell `offset + rn` for row `rn`. Of a measure with `per` the cell is the product
 * of the two, since that is what adds up.
 */
export interface Block {
  table: Loaded;
  measure: Measure;
  offset: number;
  published: number;
  withheld: number;
  /** Half a unit of the last decimal that the values are published with; 0 for counts. */
  half: number;
  /** Whether every value is a whole number. */
  whole: boolean;
}

/** Bounds of every cell, and whether the release withholds it. */
export interface Cells {
  low: Float64Array;
  high: Float64Array;
  /** 1 where it does. */
  withheld: Uint8Array;
}

/** Whether a cell is withheld and no earlier release has told it. */
export const isOpen = ({ low, high, withheld }: Cells, c: number) => withheld[c] === 1 && low[c] !== high[c];

/** Bounds of each cell of a measure from its value and status alone. */
export async function readValues(
  db: DuckDBConnection,
  block: Block,
  { low, high, withheld }: Cells,
): Promise<void> {
  const { table, measure, offset } = block;
  const [value, state] = await columns(
    db,
    `select ${identifier(measure.name)}, case ${identifier(`${measure.name}_status`)} when '' then 0 when 'withheld' then 1 else 2 end
     from ${table.name} order by rn`,
  );
  block.half = (measure.rounded_to ?? (measure.kind === "count" ? 0 : 10 ** -measure.decimals)) / 2;
  block.whole =
    measure.kind === "count" || (measure.kind === "sum" && measure.decimals === 0 && !measure.per);
  const least = value!.some((v) => v < 0) ? -Infinity : 0;
  for (let i = 0; i < value!.length; i++) {
    const c = offset + i;
    if (state![i] === 1) {
      block.withheld++;
      withheld[c] = 1;
      low[c] = least;
      high[c] = Infinity;
    } else if (state![i] === 0) {
      block.published++;
      low[c] = high[c] = value![i]!;
    }
    // What is not reported or has no meaning adds nothing to a sum: the bounds stay 0.
  }
}
