import { expect, test } from "vitest";
import type { Problem } from "../../../loaders/disclosure/problem.ts";
import { giversOf } from "../../../loaders/release/givers.ts";

/** Places 0 and 1 are a stock and the next, 2 came, 3 and 4 tell the same as 1, 5 is nobody's secret. */
const sums = [
  [1, 0, 2],
  [1, 3],
  [3, 4],
  [4, 5],
];
const problem = {
  start: Uint32Array.from([0, 3, 5, 7, 9]),
  cell: Uint32Array.from(sums.flat()),
} as Problem;

test("what gives a value away is found in its own sum before any farther one", () => {
  const unknown = (i: number) => [1, 2, 3, 4].includes(i);
  expect(giversOf(problem, [2], unknown, (i) => i === 0)).toEqual([0]);
  expect(giversOf(problem, [2], unknown, (i) => i === 0 || i === 5)).toEqual([0]);
});

test("what gives a value away is followed through withheld values that say the same", () => {
  const unknown = (i: number) => [1, 2, 3, 4].includes(i);
  expect(giversOf(problem, [3], unknown, (i) => i === 0)).toEqual([0]);
  expect(giversOf(problem, [2], unknown, (i) => i === 5)).toEqual([5]);
  expect(giversOf(problem, [2], unknown, () => false)).toEqual([]);
});

test("a published value ends the way: behind it nothing is told", () => {
  const unknown = (i: number) => [1, 2].includes(i);
  expect(giversOf(problem, [2], unknown, (i) => i === 5)).toEqual([]);
});
