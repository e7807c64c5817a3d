import type { Linked, Period } from "./linked.ts";

/**
 * What a period's sums reach of earlier periods: a year is the sum of its months, a stock follows from the stock
 * before. Published cells of earlier periods are constants; from a withheld one, the sums that it stands in are
 * followed to all other withheld cells that they tie it to.
 */
export class Earlier {
  /** By cell of a period decided before: the sums it stands in that were laid then. */
  private readonly sums = new Map<number, Sum[]>();
  private readonly decided = new Set<Period>();
  private readonly periodOf: (cell: number) => Period;

  constructor(linked: Linked) {
    const of = new Map<string, Period>(linked.periods.map((p) => [p.period, p]));
    const older = new Map<number, Period>();
    const own = linked.offset.at(-1)!;
    for (const period of linked.past ? linked.periods : [])
      for (const cell of period.cells) if (cell >= own) older.set(cell, period);
    this.periodOf = (cell) => {
      if (cell >= own) return older.get(cell)!;
      const m = measureAt(linked.offset, cell);
      const { periods, time } = linked.measures[m]!.exact;
      return of.get(periods[time[cell - linked.offset[m]!]!]!)!;
    };
  }

  /**
   * Cells of earlier periods, and the sums between them, that must be solved together with a period.
   * @param withheld whether a cell of an earlier period is neither published nor known
   */
  reach(period: Period, withheld: (cell: number) => boolean): { cells: number[]; sums: Sum[] } {
    const here = new Set(period.cells);
    const cells = new Set(period.cell.filter((c) => !here.has(c)));
    const sums = new Set<Sum>();
    for (const cell of cells) {
      if (!withheld(cell)) continue;
      for (const sum of this.sumsOf(cell)) {
        if (sums.has(sum)) continue;
        sums.add(sum);
        for (let e = sum.from; e < sum.to; e++) cells.add(sum.period.cell[e]!);
      }
    }
    return { cells: [...cells], sums: [...sums] };
  }

  /** Makes the sums of a period that is decided known to later ones, once one of them reaches it. */
  private sumsOf(cell: number): Sum[] {
    const period = this.periodOf(cell);
    if (!this.decided.has(period)) this.index(period);
    return this.sums.get(cell) ?? [];
  }

  private index(period: Period): void {
    this.decided.add(period);
    const nearly = new Set(period.nearly);
    for (let r = 0; r + 1 < period.start.length; r++) {
      const [from, to] = [period.start[r]!, period.start[r + 1]!];
      const sum: Sum = { period, from, to, nearly: nearly.has(r) };
      for (let e = sum.from; e < sum.to; e++) {
        const cell = period.cell[e]!;
        const found = this.sums.get(cell);
        if (found) found.push(sum);
        else this.sums.set(cell, [sum]);
      }
    }
  }

  /** Says that a period is decided: those of its sums that reach back are from now on sums of earlier cells too. */
  add(period: Period): void {
    const here = new Set(period.cells);
    if (!this.decided.has(period) && period.cell.some((c) => !here.has(c))) this.index(period);
  }
}

/** One sum of a period: the entries from `from` up to `to`. */
export interface Sum {
  period: Period;
  from: number;
  to: number;
  /** Whether it holds but nearly. */
  nearly: boolean;
}

/** The measure that a cell belongs to. */
export function measureAt(offset: number[], cell: number): number {
  let [low, high] = [0, offset.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (cell >= offset[middle]!) low = middle;
    else high = middle;
  }
  return low;
}
