import type { DuckDBConnection } from "@duckdb/node-api";
import type { Link, Term } from "../release/manifest.ts";
import { type Block, type Cells, isOpen } from "./cells.ts";
import { accountSums, areaSums, dimensionSums, linkSums, type Sums } from "./relations.ts";
import type { Loaded } from "./release.ts";
import type { Rows } from "./rows.ts";

/** Sums of one structure for one measure, and for a link of another measure. */
export interface Family {
  block: Block;
  others: Block[];
  sums: Sums;
  /** Whether sums of one subject stand or fall together. */
  area: boolean;
}

export const termsOf = ({ and = [], ...first }: Link): Term[] => [first, ...and];

export async function findFamilies(
  db: DuckDBConnection,
  tables: Loaded[],
  blocks: Block[],
): Promise<Family[]> {
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
 * Whether published sums of a measure are off by what rounding explains. If not, it is taken as exact: exact values tell
 * an attacker more.
 */
export function isRounded(block: Block, families: Family[], cells: Cells): boolean {
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
  return rounded;
}

/** Makes each published value of a measure a range of half a unit of its last decimal to each side. */
export function widen(block: Block, cells: Cells): void {
  const { offset, half } = block;
  block.whole = false;
  for (let c = offset; c < offset + block.table.declared.rows; c++) {
    if (isOpen(cells, c) || cells.low[c] === 0) continue;
    cells.low[c]! -= half;
    cells.high[c]! += half;
  }
}

/** Sums that a reader would expect but that the published values themselves contradict; not used. */
export interface Broken {
  collection: string;
  table: string;
  measure: string;
  sums: number;
}

/** Adds the sums in which something is unknown; returns those that the published values contradict. */
export function addFamilies(families: Family[], cells: Cells, rows: Rows): Broken[] {
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
