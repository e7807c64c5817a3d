import fc from "fast-check";
import { expect } from "vitest";
import { reduce } from "../../../loaders/audit/program.ts";
import { solve } from "../../../loaders/audit/solve.ts";
import { loneContributors } from "../../../loaders/disclosure/lone.ts";
import { type Problem, type Solution, state } from "../../../loaders/disclosure/problem.ts";
import { protect } from "../../../loaders/disclosure/protect.ts";
import { strengthen } from "../../../loaders/disclosure/strengthen.ts";
import { fewestWithheld, intervals, knownCells, knownSum, loneSums, unknownTo } from "./brute.ts";
import { type Small, smallTable } from "./tables.ts";

/** What holds of random small tables, judged by brute force; run a few hundred times here, more in test/fuzz. */

const cellsOf = ({ state: states }: Problem, which: number) =>
  Array.from(states.keys()).filter((c) => states[c] === which);

/** What is given away, each with the cells that it is about: to everyone, to a lone contributor, or as a sum of such. */
export function exposures(problem: Problem, unknown: boolean[]): Map<string, number[]> {
  const { holder } = loneContributors(problem);
  const primaries = cellsOf(problem, state.primary);
  const known = knownCells(problem, unknown);
  const found = new Map(primaries.filter((c) => known.has(c)).map((c) => [`${c}`, [c]]));
  for (const own of primaries.filter((c) => problem.single[c])) {
    const others = unknown.map((u, c) => u && holder[c] !== holder[own]);
    const told = knownCells(problem, others);
    for (const c of primaries) {
      if (holder[c] !== holder[own] && told.has(c)) found.set(`${c} to ${holder[own]}`, [c]);
    }
  }
  for (const cells of loneSums(problem)) {
    if (new Set(cells.map((c) => holder[c])).size < 2 || !knownSum(problem, unknown, cells)) continue;
    found.set(cells.join("+"), cells);
  }
  return found;
}

const exposedCells = (problem: Problem, unknown: boolean[]) =>
  new Set([...exposures(problem, unknown).values()].flat());

/** The most that withholding can do: all that is not known, nor one of the zeros that hide nothing. */
const openWithheld = (problem: Problem) => {
  const { fixed } = loneContributors(problem);
  return Array.from(problem.state, (s, c) => s !== state.known && !fixed[c]);
};

/** Nothing primary is published or known, save what is known even if all open cells are withheld. */
export const nothingIsKnown = fc.property(smallTable(), ({ problem }) => {
  const solution = protect(problem);
  for (const c of cellsOf(problem, state.primary)) expect(solution.published[c]).toBe(0);
  for (const c of cellsOf(problem, state.known)) expect(solution.published[c]).toBe(1);
  // What only a lone contributor must learn is for nobody else to know.
  const exposed = exposures(problem, unknownTo(problem, solution.published));
  const whatever = exposures(problem, openWithheld(problem));
  expect([...exposed.keys()].filter((name) => !whatever.has(name))).toEqual([]);
  expect(new Set(solution.unprotectable)).toEqual(new Set([...exposed.values()].flat()));
});

/**
 * Each cell withheld to protect others is needed: published alone, it would give a primary cell away. What is withheld from
 * a household that is alone in several places can make other cells needless.
 */
export const nothingIsWithheldInVain = fc.property(smallTable(), ({ problem }) => {
  fc.pre(!problem.contributor);
  const solution = protect(problem);
  const unknown = unknownTo(problem, solution.published);
  const before = exposures(problem, unknown).size;
  for (const c of cellsOf(problem, state.open)) {
    if (!unknown[c]) continue;
    const without = unknown.map((u, i) => u && i !== c);
    expect(exposures(problem, without).size).toBeGreaterThan(before);
  }
});

/** With brute force as the auditor, strengthening ends with every interval as wide as required or hopeless. */
export const noIntervalIsTooNarrow = fc.asyncProperty(
  smallTable([[[4]], [[2, 2]], [[2], [3]], [[2], [2], [1]]]),
  async (small) => {
    const { problem } = small;
    let solution = protect(problem);
    for (let rounds = 0; ; rounds++) {
      const narrow = tooNarrow(small, solution);
      if (narrow.length === 0) break;
      const next = await strengthen(problem, solution, Uint32Array.from(narrow));
      expect(next.published.every((p, c) => p <= solution.published[c]!)).toBe(true);
      solution = next;
      expect(rounds).toBeLessThan(problem.value.length);
    }
    const whatever = tooNarrow(
      small,
      { ...solution, unprotectable: new Uint32Array() },
      openWithheld(problem),
    );
    for (const c of solution.unprotectable) {
      expect([...whatever, ...exposedCells(problem, openWithheld(problem))]).toContain(c);
    }
  },
);

/** Smallest and largest value of each cell by the auditor, who knows what is published and no state of any cell. */
async function audited(
  { value, low, high, start, cell, coefficient, width }: Problem,
  unknown: boolean[],
): Promise<{ low: Float64Array; high: Float64Array }> {
  const bounds = (known: Float64Array) => value.map((v, c) => (unknown[c] ? known[c]! : v));
  const system = {
    ...{ blocks: [], broken: [], start, cell, coefficient },
    ...{ low: bounds(low), high: bounds(high) },
    rowLow: new Float64Array(start.length - 1),
    rowHigh: new Float64Array(start.length - 1),
    withheld: Uint8Array.from(unknown, Number),
    whole: new Uint8Array(value.length).fill(1),
  };
  const found = reduce(
    system,
    Float64Array.from(width, (w, c) => (unknown[c] ? Math.max(1, w) : 0)),
  );
  expect(found.impossible).toEqual([]);
  for (const program of found.programs) {
    const solved = await solve(program);
    program.cell.forEach((c, j) => {
      if (program.reach[j] === 0) return;
      found.low[c] = solved.low[j]!;
      found.high[c] = solved.high[j]!;
    });
  }
  return found;
}

/**
 * What a build does: protect, audit, withhold more around what is too narrow, until the audit is content. Then brute force
 * over all tables of whole numbers that agree with what is published finds no primary cell narrower than its width.
 */
export const nothingPublishedTellsTooMuch = fc.asyncProperty(
  smallTable([[[4]], [[2, 2]], [[2], [3]], [[3], [3]], [[2], [2], [2]], [[3], [2], [2]], [[2, 2], [2]]]),
  fc.constantFrom(1, 2, 3, 4),
  async ({ problem, leaves }, width) => {
    for (const c of cellsOf(problem, state.primary)) problem.width[c] = width;
    let solution = protect(problem);
    for (let rounds = 0; ; rounds++) {
      const { low, high } = await audited(problem, unknownTo(problem, solution.published));
      const lost = new Set(solution.unprotectable);
      const narrow = cellsOf(problem, state.primary).filter(
        (c) => !lost.has(c) && high[c]! - low[c]! < width - 1e-6,
      );
      if (narrow.length === 0) break;
      expect(rounds).toBeLessThan(problem.value.length);
      solution = await strengthen(problem, solution, Uint32Array.from(narrow));
    }
    expect(tooNarrow({ problem, leaves }, solution)).toEqual([]);
  },
);

function tooNarrow({ problem, leaves }: Small, solution: Solution, unknown?: boolean[]): number[] {
  const lost = new Set(solution.unprotectable);
  const { low, high } = intervals(problem, unknown ?? unknownTo(problem, solution.published), leaves);
  return cellsOf(problem, state.primary).filter(
    (c) => !lost.has(c) && high[c]! - low[c]! < problem.width[c]!,
  );
}

/** How many cells more than the fewest possible are withheld for others, over so many random tables. */
export function excess(runs: number, seed: number): { withheld: number; fewest: number } {
  let [withheld, fewest] = [0, 0];
  const tables = fc.sample(smallTable([[[5]], [[2, 2]], [[2], [3]], [[2, 2], [1]]]), { numRuns: runs, seed });
  for (const { problem } of tables) {
    const solution = protect(problem);
    const lost = new Set(solution.unprotectable);
    withheld += solution.secondary;
    fewest += fewestWithheld(
      problem,
      (unknown) =>
        [...exposures(problem, unknown).values()].every((cells) => cells.every((c) => lost.has(c))),
      solution.secondary,
    );
  }
  return { withheld, fewest };
}
