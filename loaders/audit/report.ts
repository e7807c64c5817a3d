import type { DuckDBConnection } from "@duckdb/node-api";
import { identifier } from "../db.ts";
import type { Block } from "./cells.ts";
import type { Intervals } from "./intervals.ts";
import { pinned, wholeHigh, wholeLow } from "./program.ts";
import type { Requirement } from "./sealed.ts";
import type { System } from "./system.ts";

/** Smallest and largest value that agree with the release; of a measure with `per`, of the product. */
export interface Interval {
  collection: string;
  table: string;
  measure: string;
  /** Values of the dimensions in their declared order, joined by `|`. */
  key: string;
  low: number;
  high: number;
  /** Width that the policy asks; 0 where it only must not be known exactly. */
  required: number;
}

export interface AuditedTable {
  collection: string;
  table: string;
  published: number;
  withheld: number;
  /** Withheld values that the policy asks no width of but that are known exactly all the same. */
  known: number;
  /** Withheld values that the policy asks a width of. */
  asked: number;
  /**
   * The interval that is narrowest beside what is required of it, over the cells that pass; `atLeast` where
   * it is known to be at least so wide.
   */
  narrowest?: Narrowest;
  /** The same over counts alone. */
  narrowestCount?: Narrowest;
}

export interface Narrowest {
  measure: string;
  width: number;
  required: number;
  atLeast: boolean;
}

/** The same for the same release and sealed list: no times, everything sorted. */
export interface AuditReport {
  release: string;
  passed: boolean;
  tables: AuditedTable[];
  /** Withheld cells and changes that a reader can compute exactly, or closer than the policy allows. */
  narrow: Interval[];
  /** Sums that should hold by the manifest and that the published values contradict; not relied on. */
  broken: System["broken"];
  /** How many values are withheld that earlier releases have published, where there are any. */
  earlier?: number;
  /** Tables with values that cannot all be true together. */
  impossible: string[];
}

/** Judges the intervals against what the sealed list asks, or without one against being known exactly. */
export async function judge(
  db: DuckDBConnection,
  release: string,
  system: System,
  intervals: Intervals,
  asked: Requirement[] | undefined,
  impossible: number[],
): Promise<AuditReport> {
  wholeBounds(system, intervals);
  const tables = new Map<string, AuditedTable>();
  const tableOf = (b: { collection: string; table: string }) => tables.get(`${b.collection}/${b.table}`)!;
  for (const { table, published, withheld } of system.blocks) {
    const { collection, table: name } = table;
    const sum = tables.get(`${collection}/${name}`) ?? {
      collection,
      table: name,
      published: 0,
      withheld: 0,
      known: 0,
      asked: 0,
    };
    tables.set(`${collection}/${name}`, {
      ...sum,
      published: sum.published + published,
      withheld: sum.withheld + withheld,
    });
  }
  const counts = new Set(
    system.blocks
      .filter(({ measure }) => measure.kind === "count")
      .map(({ table: { collection, table }, measure }) => `${collection}/${table}.${measure.name}`),
  );
  const narrow: Interval[] = [];
  const required = new Set<number>();
  for (const { cell, before, width, ...names } of asked ?? []) {
    required.add(cell);
    tableOf(names).asked++;
    const { low, high, exact } = difference(intervals, cell, before);
    if (high - low < width * (1 - 1e-6)) narrow.push({ ...names, low, high, required: width });
    else {
      const found = { measure: names.measure, width: high - low, required: width, atLeast: !exact };
      const audited = tableOf(names);
      audited.narrowest = narrower(audited.narrowest, found);
      if (counts.has(`${names.collection}/${names.table}.${names.measure}`))
        audited.narrowestCount = narrower(audited.narrowestCount, found);
    }
  }
  for (const block of system.blocks) {
    const keys = new Set<number>();
    const per = system.blocks.find((b) => b.table === block.table && b.measure.name === block.measure.per);
    // A product tells the mean or ratio only to who knows what it is divided by.
    const divides = (row: number) =>
      !per || pinned(intervals.low[per.offset + row]!, intervals.high[per.offset + row]!);
    for (let c = block.offset; c < block.offset + block.table.declared.rows; c++) {
      if (system.withheld[c] === 0 || required.has(c)) continue;
      const [low, high] = [intervals.low[c]!, intervals.high[c]!];
      const width = high - low;
      const audited = tableOf({ collection: block.table.collection, table: block.table.table });
      if (pinned(low, high)) {
        if (!divides(c - block.offset)) continue;
        if (asked) audited.known++;
        else keys.add(c - block.offset);
      } else if (!asked)
        audited.narrowest = narrower(audited.narrowest, {
          measure: block.measure.name,
          width,
          required: 0,
          atLeast: intervals.exact[c] === 0,
        });
    }
    for (const [rn, key] of await keysOf(db, block, keys)) {
      const c = block.offset + rn;
      const { collection, table } = block.table;
      narrow.push({
        collection,
        table,
        measure: block.measure.name,
        key,
        low: intervals.low[c]!,
        high: intervals.high[c]!,
        required: 0,
      });
    }
  }
  const torn = new Set(
    impossible
      .flatMap((c) => blockOf(system, c)?.table ?? [])
      .map(({ collection, table }) => `${collection}/${table}`),
  );
  const text = (i: Interval) => [i.collection, i.table, i.measure, i.key].join("\n");
  return {
    release,
    passed: narrow.length === 0 && torn.size === 0,
    tables: [...tables.values()],
    narrow: narrow.map(rounded).sort((a, b) => (text(a) < text(b) ? -1 : 1)),
    broken: system.broken,
    ...(system.known ? { earlier: system.known } : {}),
    impossible: [...torn].sort(),
  };
}

/** A whole number lies between whole bounds, so an interval may hold less than it seems. */
function wholeBounds({ whole }: System, { low, high }: Intervals): void {
  for (let c = 0; c < low.length; c++) {
    if (!whole[c] || low[c] === high[c]) continue;
    const [least, most] = [wholeLow(low[c]!), wholeHigh(high[c]!)];
    // Where arithmetic leaves no whole number between, the nearest is the only one.
    const only = Math.round((low[c]! + high[c]!) / 2);
    [low[c], high[c]] = least <= most ? [least, most] : [only, only];
  }
}

/**
 * Interval of a cell, or of its change since another. Cells of two periods do not restrict each other unless
 * something ties them into one part; then the change is taken to be only as wide as it must be at least.
 */
function difference(intervals: Intervals, cell: number, before: number | undefined) {
  const at = (c: number) =>
    c < 0
      ? { low: 0, high: 0, exact: true }
      : { low: intervals.low[c]!, high: intervals.high[c]!, exact: intervals.exact[c] === 1 };
  const later = at(cell);
  if (before === undefined) return later;
  const earlier = at(before);
  const part = (c: number) => (c < 0 ? 0 : intervals.part[c]!);
  if (part(cell) > 0 && part(cell) === part(before)) {
    const middle = (later.low + later.high - earlier.low - earlier.high) / 2;
    const half = Math.abs(later.high - later.low - (earlier.high - earlier.low)) / 2;
    if (Number.isFinite(half)) return { low: middle - half, high: middle + half, exact: false };
  }
  return {
    low: later.low - earlier.high,
    high: later.high - earlier.low,
    exact: later.exact && earlier.exact,
  };
}

/** The narrower of two beside what is required of each. */
function narrower(known: Narrowest | undefined, found: Narrowest): Narrowest | undefined {
  if (!Number.isFinite(found.width)) return known;
  const share = (n: Narrowest) => n.width / (n.required || 1);
  return known && share(known) <= share(found) ? known : { ...found, width: round(found.width) };
}

async function keysOf(db: DuckDBConnection, block: Block, wanted: Set<number>): Promise<[number, string][]> {
  if (wanted.size === 0) return [];
  const { table } = block;
  const reader = await db.runAndReadAll(
    `select concat_ws('|', ${table.dimensions.map(identifier).join(", ")}) from ${table.name} order by rn`,
  );
  const keys = (reader.getColumns()[0] ?? []).map(String);
  return [...wanted].map((rn) => [rn, keys[rn]!]);
}

/** The measure of a cell; none of a cell that no table shows. */
const blockOf = ({ blocks }: System, cell: number): Block | undefined =>
  blocks.find(({ offset, table }) => cell >= offset && cell < offset + table.declared.rows);

/** Nine digits: what follows them depends on the order in which the programs ran. */
const round = (value: number): number => (Number.isFinite(value) ? Number(value.toPrecision(9)) + 0 : value);
const rounded = (i: Interval): Interval => ({ ...i, low: round(i.low), high: round(i.high) });

const number = (value: number): string =>
  Number.isFinite(value)
    ? value.toLocaleString("en", { maximumFractionDigits: 4 })
    : value > 0
      ? "any"
      : "any below 0";

/** The report in plain words. At most 50 cells are listed. */
export function reportLines(report: AuditReport): string[] {
  const lines = [`Release ${report.release}`];
  for (const t of report.tables) {
    const told = t.narrowest
      ? `, narrowest interval ${t.narrowest.atLeast ? "at least " : ""}${number(t.narrowest.width)}${t.narrowest.required ? ` where ${number(t.narrowest.required)} is required` : ""}`
      : "";
    const known = t.known ? `; ${t.known} withheld to protect others can be computed` : "";
    lines.push(
      `  ${t.collection}/${t.table}: ${t.published} published, ${t.withheld} withheld${told}${known}`,
    );
  }
  if (report.earlier)
    lines.push(
      `Taken as known: ${report.earlier} withheld values that earlier releases have published, in periods of tables where nothing published differs.`,
    );
  for (const b of report.broken) {
    lines.push(
      `Not relied on: ${b.sums} sums of ${b.collection}/${b.table}.${b.measure} that its published values contradict.`,
    );
  }
  for (const table of report.impossible) {
    lines.push(
      `${table}: its published values cannot all be true together, so it cannot be audited. Build the release again.`,
    );
  }
  for (const n of report.narrow.slice(0, 50)) {
    const what =
      n.high - n.low < 1e-6
        ? `is known: ${number(n.low)}`
        : `lies between ${number(n.low)} and ${number(n.high)}`;
    const asked = n.required ? `, ${number(n.required)} apart is required` : "";
    lines.push(`Gives away ${n.collection}/${n.table}.${n.measure} at ${n.key}: it ${what}${asked}.`);
  }
  if (report.narrow.length > 50) lines.push(`and ${report.narrow.length - 50} more.`);
  lines.push(
    report.passed
      ? "Passed: nothing withheld can be computed from what is published."
      : `Failed: ${report.narrow.length} withheld values can be computed too closely.`,
  );
  return lines;
}
