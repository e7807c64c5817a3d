import type { DuckDBConnection } from "@duckdb/node-api";
import type { Measure } from "../release/manifest.ts";
import { type Block, type Cells, isOpen, readValues } from "./cells.ts";
import { takeEarlier } from "./earlier.ts";
import { addFamilies, type Broken, findFamilies, isRounded, termsOf, widen } from "./families.ts";
import { multiply } from "./products.ts";
import type { Loaded } from "./release.ts";
import { Rows } from "./rows.ts";

/**
 * Everything that a release says, as one linear system: each cell lies between `low` and `high` (equal where
 * it is published exactly), and each row, the sum of its cells times their coefficients, between its bounds. Behind the
 * cells of the blocks stand those that no table shows: of a measure that counts a part of another, the rest.
 */
export interface System extends Cells {
  blocks: Block[];
  /** Rows in compressed form. */
  start: Uint32Array;
  cell: Uint32Array;
  coefficient: Float64Array;
  rowLow: Float64Array;
  rowHigh: Float64Array;
  /** How many values are withheld now and known from earlier releases. */
  known?: number;
  /** 1 where the value is a whole number. */
  whole: Uint8Array;
  broken: Broken[];
}

/** A measure of a table of a collection, as an attacker would name it. */
export const nameOf = ({ table, measure }: Block): string =>
  `${table.collection}/${table.table}.${measure.name}`;

/** A product of two measures is a range already. */
export const mayBeRounded = ({ half, measure }: Block): boolean => half > 0 && !measure.per;

/**
 * Builds the system of all tables; measures of kind `other` are about no household and stay out, unless an identity
 * names them.
 * @param rounded measures, by `nameOf`, that are known to be rounded whatever published sums show
 */
export async function buildSystem(
  db: DuckDBConnection,
  tables: Loaded[],
  earlier: Loaded[][] = [],
  rounded: ReadonlySet<string> = new Set(),
): Promise<System> {
  const blocks: Block[] = [];
  let cells = 0;
  for (const table of tables) {
    for (const measure of table.declared.measures.filter(
      (m) => m.kind !== "other" || isTerm(table, m, tables),
    )) {
      blocks.push({ table, measure, offset: cells, published: 0, withheld: 0, half: 0, whole: false });
      cells += table.declared.rows;
    }
  }
  const system = {
    low: new Float64Array(cells),
    high: new Float64Array(cells),
    withheld: new Uint8Array(cells),
  };
  for (const block of blocks) await readValues(db, block, system);
  let known = 0;
  for (const before of earlier) known += await takeEarlier(db, blocks, before, system);
  const families = await findFamilies(db, tables, blocks);
  for (const block of blocks.filter(mayBeRounded))
    if (rounded.has(nameOf(block)) || isRounded(block, families, system)) widen(block, system);
  const rows = new Rows();
  const rests = partsOf(blocks, system, rows);
  for (const block of blocks) if (block.measure.per) multiply(block, blocks, system, rows);
  const broken = addFamilies(families, system, rows);
  const whole = new Uint8Array(cells + rests);
  for (const block of blocks)
    if (block.whole) whole.fill(1, block.offset, block.offset + block.table.declared.rows);
  const extended = {
    low: extend(system.low, rests, 0),
    high: extend(system.high, rests, Infinity),
    withheld: Uint8Array.from({ length: cells + rests }, (_, c) => system.withheld[c] ?? 0),
    whole,
  };
  return { blocks, ...extended, ...rows.compressed(), broken, known };
}

function extend(values: Float64Array, by: number, value: number): Float64Array {
  const all = new Float64Array(values.length + by).fill(value);
  all.set(values);
  return all;
}

/**
 * A part is at most its whole: part and rest, which is never below zero, are the whole. A published pair that contradicts
 * this is not relied on.
 * @returns how many rests were added as cells behind all others
 */
function partsOf(blocks: Block[], cells: Cells, rows: Rows): number {
  let rests = 0;
  for (const { table, measure, offset } of blocks) {
    const of = blocks.find((b) => b.table === table && b.measure.name === measure.part_of);
    if (!of) continue;
    for (let i = 0; i < table.declared.rows; i++) {
      const [part, whole] = [offset + i, of.offset + i];
      if (!isOpen(cells, part) && !isOpen(cells, whole)) continue;
      if (cells.high[whole]! < cells.low[part]!) continue;
      rows.add([whole, part, cells.low.length + rests++], [1, -1, -1], 0, 0);
    }
  }
  return rests;
}

const isTerm = ({ collection, table }: Loaded, { name }: Measure, tables: Loaded[]): boolean =>
  tables.some(
    (t) =>
      t.collection === collection &&
      t.declared.measures.some((m) =>
        m.links?.some((l) => termsOf(l).some((term) => term.table === table && term.measure === name)),
      ),
  );
