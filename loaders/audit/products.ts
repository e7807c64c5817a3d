import { UserError } from "../errors.ts";
import { type Block, type Cells, isOpen } from "./cells.ts";
import type { Rows } from "./rows.ts";

/** Turns the cells of a measure with `per` into products, and ties them to the measure they are divided by. */
export function multiply(block: Block, blocks: Block[], cells: Cells, rows: Rows): void {
  const { low, high } = cells;
  const { table, measure, offset, half } = block;
  const per = blocks.find((b) => b.table === table && b.measure.name === measure.per);
  if (!per) {
    throw new UserError(
      `${table.collection}/${table.table}.${measure.name} is divided by ${measure.per}, which is no measure of that table. Correct \`per\` in its declaration.`,
    );
  }
  for (let i = 0; i < table.declared.rows; i++) {
    const [c, p] = [offset + i, per.offset + i];
    if (isOpen(cells, c)) continue;
    const [least, most] = [low[c]! - half, high[c]! + half];
    if (!isOpen(cells, p)) {
      low[c] = Math.min(least * low[p]!, least * high[p]!);
      high[c] = Math.max(most * low[p]!, most * high[p]!);
      continue;
    }
    low[c] = -Infinity;
    high[c] = Infinity;
    rows.add([c, p], [1, -least], 0, Infinity);
    rows.add([c, p], [1, -most], -Infinity, 0);
  }
}
