import { expect, test } from "vitest";
import { knownToAll } from "../../../loaders/disclosure/exposure.ts";
import { type Problem, state } from "../../../loaders/disclosure/problem.ts";
import { protect } from "../../../loaders/disclosure/protect.ts";
import { solveLoosely } from "../../../loaders/release/loose.ts";

/**
 * Workers of a county (cell 0) and of its three places (1 to 3), and those of them whose wages are known: in the county (4)
 * and in two places (5, 6). Of the one worker in the third place no wage is known, so it has no row there. Sums:
 * 0 = 1 + 2 + 3, 4 = 5 + 6, 1 = 5, 2 = 6, and nearly 0 = 4.
 */
const workers = (): Problem => {
  const value = [181, 120, 60, 1, 180, 120, 60];
  const sums = [
    [0, 1, 2, 3],
    [4, 5, 6],
    [1, 5],
    [2, 6],
    [0, 4],
  ];
  return {
    value: Float64Array.from(value),
    state: Uint8Array.from(value, (n) => (n < 10 ? state.primary : state.open)),
    cost: Float64Array.from([100, 10, 10, 10, 50, 5, 5]),
    low: new Float64Array(7),
    high: new Float64Array(7).fill(Number.POSITIVE_INFINITY),
    width: Float64Array.from(value, (n) => (n < 10 ? 5 : 0)),
    single: new Uint8Array(7),
    start: Uint32Array.from([0, 4, 7, 9, 11, 13]),
    cell: Uint32Array.from(sums.flat()),
    coefficient: Float64Array.from(sums.flatMap(([, ...parts]) => [1, ...parts.map(() => -1)])),
  };
};
const nearly = [4];

test("sums that hold but nearly, taken for exact, make one worker out of nothing: no choice hides what is no secret of theirs", () => {
  const problem = workers();
  expect(knownToAll(problem, protect(problem))).toEqual([3]);
});

test("where such a sum would stop a build it is left out, and what it nearly tells is withheld on both its sides", () => {
  const { problem, solution } = solveLoosely(workers(), nearly, protect);
  expect(knownToAll(problem, solution)).toEqual([]);
  const [county, first, second, small, ...waged] = solution.published;
  expect(small).toBe(0);
  expect(waged).toEqual([county, first, second]);
  expect(solution.published).toContain(1);
});

test("where it stops none, it counts as exact", () => {
  const problem = { ...workers(), state: Uint8Array.from([0, 1, 0, 0, 0, 0, 0]) };
  const { left, solution } = solveLoosely(problem, nearly, protect);
  expect(left).toEqual([]);
  expect(solution).toEqual(protect(problem));
});
