import { measureAt } from "./earlier.ts";
import type { Linked, Period } from "./linked.ts";

/** Which cells readers have seen. */
export class Shown {
  /** By measure, the published ones: time times number of series, and the series. */
  private readonly published: Set<number>[];

  constructor(private readonly linked: Linked) {
    this.published = linked.measures.map(() => new Set());
  }

  add(cell: number): void {
    const m = measureAt(this.linked.offset, cell);
    const { exact } = this.linked.measures[m]!;
    const row = cell - this.linked.offset[m]!;
    this.published[m]!.add(exact.time[row]! * exact.series + exact.seriesOf[row]!);
  }

  at(m: number, series: number, time: number): boolean {
    return this.published[m]!.has(time * this.linked.measures[m]!.exact.series + series);
  }
}

/**
 * Cells of a period that too few contributors tell apart from what readers saw of an earlier one.
 * @returns of each such cell, the time of the nearest such period
 */
export function tooFewChanged(
  { measures, offset }: Linked,
  shown: Shown,
  { cells }: Period,
): Map<number, number> {
  const found = new Map<number, number>();
  for (const cell of cells) {
    if (cell >= offset.at(-1)!) break;
    const m = measureAt(offset, cell);
    const { exact, measure, primary } = measures[m]!;
    const row = cell - offset[m]!;
    const close = exact.close?.get(measure.name);
    // What a ratio or quantile is made of is compared, and tells more than it does.
    if (!close || !exact.contributed.includes(measure.name) || primary[row]) continue;
    const [series, time] = [exact.seriesOf[row]!, exact.time[row]!];
    const seen = close.of(series, time).findLast((t) => t < time && shown.at(m, series, t));
    if (seen !== undefined) found.set(cell, seen);
  }
  return found;
}
