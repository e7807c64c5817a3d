import type { DuckDBConnection } from "@duckdb/node-api";
import type { Exact } from "./cells.ts";
import { countSince, type Since, yearBefore } from "./changes.ts";
import type { Linked, Period } from "./linked.ts";
import { type Policy, rulesFor } from "./policy.ts";

/** Which cells readers have seen: by measure and series, the times of the published ones. */
export class Shown {
  /** Last published time, or -1. */
  private last: Int32Array[];
  private all: Set<number>[];
  private linked: Linked;

  constructor(linked: Linked) {
    this.linked = linked;
    this.last = linked.measures.map(({ exact }) => new Int32Array(exact.series).fill(-1));
    this.all = linked.measures.map(() => new Set());
  }

  private measureOf(cell: number): number {
    let m = 0;
    while (cell >= this.linked.offset[m + 1]!) m++;
    return m;
  }

  add(cell: number): void {
    const m = this.measureOf(cell);
    const { exact } = this.linked.measures[m]!;
    const row = cell - this.linked.offset[m]!;
    this.last[m]![exact.seriesOf[row]!] = exact.time[row]!;
    this.all[m]!.add(exact.time[row]! * exact.series + exact.seriesOf[row]!);
  }

  lastTime = (m: number, series: number): number => this.last[m]![series]!;

  at = (m: number, series: number, time: number): boolean => {
    const { exact } = this.linked.measures[m]!;
    return this.all[m]!.has(time * exact.series + series);
  };
}

/** What `countSince` has counted before: it does not depend on what is decided, which rounds do over and over. */
export class Counts {
  private readonly known = new Map<Exact, Map<string, number>>();

  async since(db: DuckDBConnection, exact: Exact, asked: Since, time: number): Promise<Uint32Array> {
    const known = this.known.get(exact) ?? new Map<string, number>();
    this.known.set(exact, known);
    const { measure, series, start } = asked;
    const names = series.map((s, i) => `${measure[i]} ${s} ${start[i]} ${time}`);
    const places = [...names.keys()].filter((i) => !known.has(names[i]!));
    const pick = (from: number[]) => places.map((i) => from[i]!);
    const rest = { measure: pick(measure), series: pick(series), start: pick(start) };
    (await countSince(db, exact, rest, time)).forEach((n, i) => {
      known.set(names[places[i]!]!, n);
    });
    return Uint32Array.from(names, (name) => known.get(name)!);
  }
}

/**
 * Cells of a period that too few contributors changed since readers last saw them, or saw them a year before.
 * @returns of each such cell, the time that readers compare it with
 */
export async function tooFewChanged(
  db: DuckDBConnection,
  { measures, offset }: Linked,
  policy: Policy,
  shown: Shown,
  { period, cells }: Period,
  counts: Counts,
): Promise<Map<number, number>> {
  const found = new Map<number, number>();
  const asked = new Map<Exact, Since & { cell: number[]; fewest: number[] }>();
  let m = 0;
  for (const cell of cells) {
    if (cell >= offset.at(-1)!) break;
    while (cell >= offset[m + 1]!) m++;
    const { exact, measure, primary, open } = measures[m]!;
    const row = cell - offset[m]!;
    const { changes } = rulesFor(policy, exact.declaration.mart, measure);
    const time = exact.time[row]!;
    if (!exact.changed || open || changes < 2 || time < 1 || primary[row]) continue;
    const place = exact.contributed.indexOf(measure.name);
    if (place < 0) continue;
    const series = exact.seriesOf[row]!;
    const at = time * exact.series + series;
    const few = (n: number) => n > 0 && n < changes;
    const last = shown.lastTime(m, series);
    if (last === time - 1) {
      if (few(exact.changed.step.get(measure.name)![at]!)) found.set(cell, last);
    } else if (last >= 0) {
      const of = asked.get(exact) ?? { measure: [], series: [], start: [], cell: [], fewest: [] };
      asked.set(exact, of);
      of.measure.push(place);
      of.series.push(series);
      of.start.push(last);
      of.cell.push(cell);
      of.fewest.push(changes);
    }
    const year = yearBefore(exact, time);
    if (year >= 0 && year !== last && !found.has(cell) && shown.at(m, series, year))
      if (few(exact.changed.year.get(measure.name)![at]!)) found.set(cell, year);
  }
  for (const [exact, since] of asked) {
    const count = await counts.since(db, exact, since, exact.periods.indexOf(period));
    since.cell.forEach((cell, i) => {
      if (count[i]! > 0 && count[i]! < since.fewest[i]!) found.set(cell, since.start[i]!);
    });
  }
  return found;
}
