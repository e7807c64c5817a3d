import { knownToAll } from "../disclosure/exposure.ts";
import { type Problem, type Solution, state } from "../disclosure/problem.ts";

/** A problem as it was solved, and the sums that were left out of it. */
export interface Loose {
  problem: Problem;
  solution: Solution;
  left: Uint32Array[];
}

type Solve = (problem: Problem) => Solution;

/**
 * Solves a problem in which some sums hold but nearly. They are protected as if they were exact, which is more than an
 * attacker has: between 108 who work for wages and 107 whose wages are known there may be one who is a value of its own.
 * Where sums taken for exact leave nothing to hide a value with, those around it are left out. Of each of these,
 * never one value alone is withheld then, since the others nearly tell it.
 * @param nearly places of the sums that hold but nearly
 */
export function solveLoosely(problem: Problem, nearly: number[], solve: Solve): Loose {
  const solution = solve(problem);
  const lost = nearly.length > 0 && solution.unprotectable.length > 0 ? knownToAll(problem, solution) : [];
  const places = lost.length > 0 ? around(problem, lost, new Set(nearly)) : new Set<number>();
  if (places.size === 0) return { problem, solution, left: [] };
  const { start, cell } = problem;
  const left = [...places].map((r) => cell.slice(start[r]!, start[r + 1]!));
  const loose = without(problem, places);
  return withholdTogether({ problem: loose, solution: solve(loose), left }, solve);
}

/** Withholds more until of no sum that was left out a single value is withheld. What is withheld stays so. */
export function withholdTogether({ problem, solution, left }: Loose, solve: Solve): Loose {
  const tellers = new Map<number, number>();
  for (const cells of left) {
    const hidden = [...cells].filter((c) => !solution.published[c]);
    if (hidden.length !== 1) continue;
    const open = [...cells].filter((c) => problem.state[c] === state.open && solution.published[c]);
    if (open.length === 0) continue;
    const cheapest = open.reduce((a, b) => (problem.cost[b]! < problem.cost[a]! ? b : a));
    tellers.set(cheapest, Math.max(tellers.get(cheapest) ?? 0, problem.width[hidden[0]!]!));
  }
  if (tellers.size === 0) return { problem, solution, left };
  const next: Problem = {
    ...problem,
    state: problem.state.map((s, c) =>
      tellers.has(c) ? state.primary : s === state.open && !solution.published[c] ? state.unseen : s,
    ),
    width: problem.width.map((w, c) => tellers.get(c) ?? w),
  };
  return withholdTogether({ problem: next, solution: solve(next), left }, solve);
}

/** Places of those of `sums` that unknown cells tie to some cells. */
function around(
  { start, cell, state: states }: Problem,
  from: number[],
  sums: ReadonlySet<number>,
): Set<number> {
  const sumsOf = new Map<number, number[]>();
  for (let r = 0; r + 1 < start.length; r++)
    for (let e = start[r]!; e < start[r + 1]!; e++) {
      const c = cell[e]!;
      if (states[c] === state.known) continue;
      const found = sumsOf.get(c);
      if (found) found.push(r);
      else sumsOf.set(c, [r]);
    }
  const seen = new Set<number>();
  const reached = new Set(from);
  for (const c of reached)
    for (const r of sumsOf.get(c) ?? []) {
      if (seen.has(r)) continue;
      seen.add(r);
      for (let e = start[r]!; e < start[r + 1]!; e++)
        if (states[cell[e]!] !== state.known) reached.add(cell[e]!);
    }
  return new Set([...seen].filter((r) => sums.has(r)));
}

function without(problem: Problem, places: ReadonlySet<number>): Problem {
  const start = [0];
  const cell: number[] = [];
  const coefficient: number[] = [];
  for (let r = 0; r + 1 < problem.start.length; r++) {
    if (places.has(r)) continue;
    for (let e = problem.start[r]!; e < problem.start[r + 1]!; e++) {
      cell.push(problem.cell[e]!);
      coefficient.push(problem.coefficient[e]!);
    }
    start.push(cell.length);
  }
  return {
    ...problem,
    start: Uint32Array.from(start),
    cell: Uint32Array.from(cell),
    coefficient: Float64Array.from(coefficient),
  };
}
