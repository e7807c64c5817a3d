import loadHighs, { type Highs } from "highs";
import { hopCost, room } from "./cost.ts";
import { type Problem, type Solution, state } from "./problem.ts";
import { solutionOf } from "./solution.ts";
import { type System, systemOf } from "./system.ts";
import { Widening } from "./widen.ts";

let highs: Promise<Highs> | undefined;

/**
 * Withholds more open cells, so that cells whose intervals an audit found too narrow can move as far as required (see
 * `Widening`). Where by the relations of the problem a cell already can, but the audit knows better, the nearest open cell
 * with most room for its cost is withheld.
 *
 * Nothing withheld is published again, and at least one more cell is withheld or becomes `unprotectable`, so calls in a
 * loop come to an end.
 * @param solution of `protect` or of this function, for the same problem
 * @param narrow cells found too narrow
 */
export async function strengthen(
  problem: Problem,
  solution: Solution,
  narrow: Uint32Array,
): Promise<Solution> {
  highs ??= loadHighs();
  const system = systemOf(problem);
  const unknown = new Uint8Array(system.cells).fill(1);
  for (let c = 0; c < system.own; c++) unknown[c] = 1 - solution.published[c]!;
  const unprotectable = new Set(solution.unprotectable);
  const fixed = Uint8Array.from(system.state, (s) => Number(s === state.known));
  const widening = new Widening(await highs, problem, fixed);
  const hop = hopCost(problem);
  const wide: number[] = [];
  for (const target of [...narrow].sort((a, b) => a - b)) {
    const weight = (c: number) => (unknown[c] ? hop : hop + problem.cost[c]!);
    const moving = widening.find(target, weight);
    if (!moving) unprotectable.add(target);
    const added = needed(moving?.filter((c) => !unknown[c]) ?? [], problem, (kept) =>
      widening.find(target, (c) => (unknown[c] || kept.has(c) ? weight(c) : Number.POSITIVE_INFINITY)),
    );
    for (const c of added) unknown[c] = 1;
    if (moving && added.size === 0) wide.push(target);
  }
  // With what is withheld for others, these may well be wide enough for the audit too.
  if (wide.length + unprotectable.size === narrow.length + solution.unprotectable.length) {
    for (const target of wide) {
      const next = nearestOpen(problem, system, unknown, target);
      if (next === undefined) unprotectable.add(target);
      else unknown[next] = 1;
    }
  }
  return solutionOf(problem, system, unknown, unprotectable);
}

/** Of cells to be withheld those that remain when each in turn, the costliest first, is left out if the others do. */
function needed(
  added: number[],
  { cost }: Problem,
  find: (kept: Set<number>) => number[] | undefined,
): Set<number> {
  const kept = new Set(added);
  for (const c of added.sort((a, b) => cost[b]! - cost[a]! || a - b)) {
    kept.delete(c);
    if (!find(kept)?.length) kept.add(c);
  }
  return kept;
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
