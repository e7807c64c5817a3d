import type { DuckDBConnection } from "@duckdb/node-api";
import { identifier } from "../db.ts";
import { UserError } from "../errors.ts";
import type { Link, Measure, Term } from "../release/manifest.ts";
import { takeEarlier } from "./earlier.ts";
import { accountSums, areaSums, dimensionSums, linkSums, type Sums } from "./relations.ts";
import { columns, type Loaded } from "./release.ts";

/**
 * Everything that a release says, as one linear system: each cell lies between `low` and `high` (equal where
 * it is published exactly), and each row, the sum of its cells times their coefficients, between its bounds. Behind the
 * cells of the blocks stand those that no table shows: of a measure that counts a part of another, the rest.
 */
export interface System {
  blocks: Block[];
  low: Float64Array;
  high: Float64Array;
  /** Rows in compressed form. */
  start: Uint32Array;
  cell: Uint32Array;
  coefficient: Float64Array;
  rowLow: Float64Array;
  rowHigh: Float64Array;
  /** How many values are withheld now and known from earlier releases. */
  known?: number;
  /** 1 where the release withholds the cell. */
  withheld: Uint8Array;
  /** 1 where the value is a whole number. */
  whole: Uint8Array;
  /** Sums that a reader would expect but that the published values themselves contradict; not used. */
  broken: { collection: string; table: string; measure: string; sums: number }[];
}

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

/**
 * Builds the system of all tables; measures of kind `other` are about no household and stay out, unless an identity
 * names them.
 */
export async function buildSystem(
  db: DuckDBConnection,
  tables: Loaded[],
  earlier: Loaded[][] = [],
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
  for (const block of blocks)
    if (block.half > 0 && !block.measure.per) widenIfRounded(block, families, system);
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

const termsOf = ({ and = [], ...first }: Link): Term[] => [first, ...and];

const isTerm = ({ collection, table }: Loaded, { name }: Measure, tables: Loaded[]): boolean =>
  tables.some(
    (t) =>
      t.collection === collection &&
      t.declared.measures.some((m) =>
        m.links?.some((l) => termsOf(l).some((term) => term.table === table && term.measure === name)),
      ),
  );

type Cells = Pick<System, "low" | "high" | "withheld">;

/** Whether a cell is withheld and no earlier release has told it. */
const isOpen = ({ low, high, withheld }: Cells, c: number) => withheld[c] === 1 && low[c] !== high[c];

/** Bounds of each cell of a measure from its value and status alone. */
async function readValues(db: DuckDBConnection, block: Block, { low, high, withheld }: Cells): Promise<void> {
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

/** Sums of one structure for one measure, and for a link of another measure. */
interface Family {
  block: Block;
  others: Block[];
  sums: Sums;
  /** Whether sums of one subject stand or fall together. */
  area: boolean;
}

async function findFamilies(db: DuckDBConnection, tables: Loaded[], blocks: Block[]): Promise<Family[]> {
  const families: Family[] = [];
  for (const table of tables) {
    const own = blocks.filter((b) => b.table === table);
    const along = new Set(own.flatMap((b) => b.measure.adds_over ?? []));
    for (const over of along) {
      const adding = own.filter((b) => b.measure.adds_over?.includes(over));
      const area = over === "area";
      const areas = tables.find((t) => t.collection === table.collection && t.table === "areas");
      const dimension = table.declared.dimensions.find((d) => d.name === over);
      if (!dimension || (area && !areas)) continue;
      for (const sums of area
        ? [await areaSums(db, table, areas!)]
        : await dimensionSums(db, table, dimension)) {
        for (const block of adding) families.push({ block, others: [], sums, area });
      }
    }
    for (const block of own) {
      for (const link of block.measure.links ?? []) {
        const others = termsOf(link).map((term) =>
          blocks.find(
            (b) =>
              b.table.collection === table.collection &&
              b.table.table === term.table &&
              b.measure.name === term.measure,
          ),
        );
        // A table without rows is not published, and says nothing.
        if (!others.every((o) => o !== undefined)) continue;
        const simple = !link.and && !link.periods && link.weight === undefined;
        const sums = simple
          ? await linkSums(db, table, block.measure, link, others[0]!.table)
          : await accountSums(
              db,
              table,
              link,
              others.map((o) => o.table),
            );
        families.push({ block, others, sums, area: false });
      }
    }
  }
  return families;
}

/** Calls `visit` with the first and last entry of each sum. */
function eachSum({ sum }: Sums, visit: (from: number, to: number) => void): void {
  for (let from = 0, to = 0; from < sum.length; from = to) {
    while (to < sum.length && sum[to] === sum[from]) to++;
    visit(from, to);
  }
}

const blockOf = ({ block, others, sums }: Family, entry: number): Block =>
  sums.other[entry] === 0 ? block : others[sums.other[entry]! - 1]!;

const cellOf = (family: Family, entry: number): number =>
  blockOf(family, entry).offset + family.sums.row[entry]!;

/** Smallest and largest value of a sum, and how large its terms are. */
function reach(family: Family, from: number, to: number, { low, high }: Cells) {
  let [least, most, size] = [0, 0, 0];
  for (let e = from; e < to; e++) {
    const c = cellOf(family, e);
    const k = family.sums.coefficient[e]!;
    const [a, b] = k > 0 ? [k * low[c]!, k * high[c]!] : [k * high[c]!, k * low[c]!];
    least += a;
    most += b;
    size += Math.abs(k) + (Number.isFinite(a) ? Math.abs(a) : 0);
  }
  return { least, most, slack: 1e-9 * size };
}

/**
 * A measure is taken as exact unless published sums are off by what rounding explains: exact values tell an
 * attacker more. If they are off, each value becomes a range of half a unit of its last decimal to each side.
 */
function widenIfRounded(block: Block, families: Family[], cells: Cells): void {
  const { offset, half } = block;
  let rounded = false;
  for (const family of families.filter((f) => f.block === block)) {
    const { coefficient } = family.sums;
    eachSum(family.sums, (from, to) => {
      if (rounded) return;
      const { least, most, slack } = reach(family, from, to, cells);
      let explained = slack;
      for (let e = from; e < to; e++) {
        explained += Math.abs(coefficient[e]!) * blockOf(family, e).half;
      }
      rounded = least === most && Math.abs(least) > slack && Math.abs(least) <= explained;
    });
  }
  if (!rounded) return;
  block.whole = false;
  for (let c = offset; c < offset + block.table.declared.rows; c++) {
    if (isOpen(cells, c) || cells.low[c] === 0) continue;
    cells.low[c]! -= half;
    cells.high[c]! += half;
  }
}

/** Turns the cells of a measure with `per` into products, and ties them to the measure they are divided by. */
function multiply(block: Block, blocks: Block[], cells: Cells, rows: Rows): void {
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

/** Adds the sums in which something is unknown; returns those that the published values contradict. */
function addFamilies(families: Family[], cells: Cells, rows: Rows): System["broken"] {
  const bad = new Map<Loaded, Set<number>>();
  const broken = new Map<Block, number>();
  const holds = (family: Family, from: number, to: number) => {
    const { least, most, slack } = reach(family, from, to, cells);
    return least <= slack && most >= -slack;
  };
  for (const family of families.filter((f) => f.area)) {
    const { table } = family.block;
    const subjects = bad.get(table) ?? new Set();
    bad.set(table, subjects);
    eachSum(family.sums, (from, to) => {
      if (!holds(family, from, to)) subjects.add(family.sums.subject[from]!);
    });
  }
  for (const family of families) {
    const { block, sums, area } = family;
    eachSum(sums, (from, to) => {
      if (area ? bad.get(block.table)!.has(sums.subject[from]!) : !holds(family, from, to)) {
        broken.set(block, (broken.get(block) ?? 0) + 1);
        return;
      }
      const members = Array.from({ length: to - from }, (_, k) => cellOf(family, from + k));
      if (members.every((c) => cells.low[c] === cells.high[c])) return;
      rows.add(members, [...sums.coefficient.subarray(from, to)], 0, 0);
    });
  }
  return [...broken].map(([{ table, measure }, sums]) => ({
    collection: table.collection,
    table: table.table,
    measure: measure.name,
    sums,
  }));
}

/** Rows as they are found. */
class Rows {
  private readonly ends: number[] = [0];
  private readonly cells: number[] = [];
  private readonly coefficients: number[] = [];
  private readonly lows: number[] = [];
  private readonly highs: number[] = [];

  add(cells: number[], coefficients: number[], low: number, high: number): void {
    for (const c of cells) this.cells.push(c);
    for (const k of coefficients) this.coefficients.push(k);
    this.ends.push(this.cells.length);
    this.lows.push(low);
    this.highs.push(high);
  }

  compressed(): Pick<System, "start" | "cell" | "coefficient" | "rowLow" | "rowHigh"> {
    return {
      start: Uint32Array.from(this.ends),
      cell: Uint32Array.from(this.cells),
      coefficient: Float64Array.from(this.coefficients),
      rowLow: Float64Array.from(this.lows),
      rowHigh: Float64Array.from(this.highs),
    };
  }
}
