import { Search } from "./circuit.ts";
import { hopCost, room } from "./cost.ts";
import { type Problem, type Solution, state } from "./problem.ts";
import { solutionOf } from "./solution.ts";
import { type System, systemOf } from "./system.ts";

/**
 * Withholds more open cells, so that cells whose intervals an audit found too narrow can move further. For
 * each a circuit is sought on which every other cell has room for the width, then one with half the room;
 * along a circuit whose changes are all by one, the cell can then rise by as much. Where that adds nothing,
 * the nearest open cell with most room for its cost is withheld.
 *
 * Nothing withheld is published again, and each cell of `narrow` gets at least one more cell withheld or
 * becomes `unprotectable`, so calls in a loop come to an end.
 * @param solution of `protect` or of this function, for the same problem
 * @param narrow cells found too narrow
 */
export function strengthen(problem: Problem, solution: Solution, narrow: Uint32Array): Solution {
  const system = systemOf(problem);
  const unknown = new Uint8Array(system.cells).fill(1);
  for (let c = 0; c < system.own; c++) unknown[c] = 1 - solution.published[c]!;
  const unprotectable = new Set(solution.unprotectable);
  const search = new Search(system);
  const hop = hopCost(problem);
  const weight = (c: number) => (unknown[c] ? hop : hop + problem.cost[c]!);
  for (const target of [...narrow].sort((a, b) => a - b)) {
    const need = problem.width[target]! || 1;
    const widened = [1, 0.5].some((share) => {
      const circuit = search.find(target, (c) =>
        room(problem, c) >= share * need ? weight(c) : Number.POSITIVE_INFINITY,
      );
      const added = [...(circuit?.keys() ?? [])].filter((c) => !unknown[c]);
      for (const c of added) unknown[c] = 1;
      return added.length > 0;
    });
    if (widened) continue;
    const next = nearestOpen(problem, system, unknown, target);
    if (next === undefined) unprotectable.add(target);
    else unknown[next] = 1;
  }
  return solutionOf(problem, system, unknown, unprotectable);
}

/** The open published cell with most room for its cost in the nearest relation that has one. */
function nearestOpen(
  problem: Problem,
  { cells, relations, rowStart, rowCell, colStart, colRow, state: states }: System,
  unknown: Uint8Array,
  target: number,
): number | undefined {
  const worth = (c: number) => (1 + Math.min(room(problem, c), 1e9)) / (1e-9 + problem.cost[c]!);
  const seen = new Uint8Array(cells);
  const passed = new Uint8Array(relations);
  for (let ring = [target]; ring.length > 0; ) {
    const next: number[] = [];
    let best: number | undefined;
    for (const from of ring) {
      for (let i = colStart[from]!; i < colStart[from + 1]!; i++) {
        const r = colRow[i]!;
        if (passed[r]) continue;
        passed[r] = 1;
        for (let j = rowStart[r]!; j < rowStart[r + 1]!; j++) {
          const c = rowCell[j]!;
          if (seen[c]) continue;
          seen[c] = 1;
          next.push(c);
          const open = !unknown[c] && states[c] === state.open;
          if (open && (best === undefined || worth(c) > worth(best))) best = c;
        }
      }
    }
    if (best !== undefined) return best;
    ring = next;
  }
  return undefined;
}
