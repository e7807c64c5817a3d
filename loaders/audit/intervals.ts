import type { Program } from "./program.ts";
import type { Solved } from "./solve.ts";

/** Interval of each cell: the true one where `exact` is 1, else one that lies within it. */
export interface Intervals {
  low: Float64Array;
  high: Float64Array;
  exact: Uint8Array;
  /** The connected part that a cell is in, from 1; 0 where single sums say all. */
  part: Uint32Array;
}

/** Puts in what the programs of one part found; where nobody asks, single sums say enough. */
export function place(intervals: Intervals, program: Program, solved: Solved, part: number): void {
  program.cell.forEach((c, j) => {
    intervals.part[c] = part;
    if (program.reach[j] === 0) return;
    intervals.low[c] = solved.low[j]!;
    intervals.high[c] = solved.high[j]!;
    intervals.exact[c] = solved.exact[j]!;
  });
}
