import { type Problem, type Solution, state } from "./problem.ts";
import type { System } from "./system.ts";

/** What a set of unknown cells means for the problem's own cells. */
export function solutionOf(
  problem: Problem,
  system: System,
  unknown: Uint8Array,
  unprotectable: Set<number>,
): Solution {
  const published = new Uint8Array(system.own);
  let [primary, secondary] = [0, 0];
  for (let c = 0; c < system.own; c++) {
    const which = problem.state[c];
    published[c] = Number(which === state.known || (which === state.open && !unknown[c]));
    if (which === state.primary) primary++;
    else if (which === state.open && unknown[c]) secondary++;
  }
  const own = [...unprotectable].flatMap((c) => (c < system.own ? c : members(system, c)));
  return { published, primary, secondary, unprotectable: Uint32Array.from(new Set(own)).sort() };
}

/** The cells of which a virtual one is the sum. */
function members({ colStart, colRow, rowStart, rowCell, own }: System, virtual: number): number[] {
  const r = colRow[colStart[virtual]!]!;
  return [...rowCell.subarray(rowStart[r]!, rowStart[r + 1]!)].filter((c) => c < own);
}
