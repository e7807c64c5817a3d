import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { linkedTables, tableOf, tree } from "../../../bench/disclosure/instance.ts";
import { type Problem, state } from "../../../loaders/disclosure/problem.ts";
import { protect } from "../../../loaders/disclosure/protect.ts";
import { strengthen } from "../../../loaders/disclosure/strengthen.ts";
import { UserError } from "../../../loaders/errors.ts";
import { knownCells, unknownTo } from "./brute.ts";
import {
  excess,
  exposures,
  noIntervalIsTooNarrow,
  nothingIsKnown,
  nothingIsWithheldInVain,
  nothingPublishedTellsTooMuch,
} from "./properties.ts";

const run = (numRuns: number) => ({ numRuns, seed: 20210601 });

/** A problem of whole numbers at a cost of 1 each, counts from 1 to 4 primary, none of a lone contributor. */
function problemOf(
  value: number[],
  relations: [cell: number, coefficient: number][][],
  known: number[] = [],
): Problem {
  const flat = relations.flat();
  const primary = (n: number) => n > 0 && n < 5;
  return {
    value: Float64Array.from(value),
    state: Uint8Array.from(value, (n, c) =>
      known.includes(c) ? state.known : primary(n) ? state.primary : state.open,
    ),
    cost: new Float64Array(value.length).fill(1),
    low: new Float64Array(value.length),
    high: new Float64Array(value.length).fill(Number.POSITIVE_INFINITY),
    width: Float64Array.from(value, (n) => (primary(n) ? 3 : 0)),
    single: new Uint8Array(value.length),
    start: Uint32Array.from([0, ...relations.map((_, i) => relations.slice(0, i + 1).flat().length)]),
    cell: Uint32Array.from(flat, ([c]) => c),
    coefficient: Float64Array.from(flat, ([, x]) => x),
  };
}

const sum = (whole: number, ...parts: number[]): [number, number][] => [
  [whole, -1],
  ...parts.map((c): [number, number] => [c, 1]),
];

describe("of random small tables, by brute force", () => {
  test("no primary cell is known, to nobody and to no lone contributor", () =>
    fc.assert(nothingIsKnown, run(300)));
  test("every cell withheld for others is needed", () => fc.assert(nothingIsWithheldInVain, run(200)));
  test("no interval is too narrow once strengthened", () => fc.assert(noIntervalIsTooNarrow, run(60)));
  test("what the auditor lets pass, no table of whole numbers narrows further", () =>
    fc.assert(nothingPublishedTellsTooMuch, run(40)));
  test("few more cells are withheld than must be", () => {
    const { withheld, fewest } = excess(200, 20210601);
    expect(withheld / fewest).toBeLessThan(1.15);
  });
});

describe("a primary cell is not given away", () => {
  test("by its parent and its siblings", () => {
    const problem = problemOf([60, 3, 20, 37], [sum(0, 1, 2, 3)]);
    const { published, secondary, unprotectable } = protect(problem);
    expect(published[1]).toBe(0);
    expect([secondary, unprotectable.length]).toEqual([1, 0]);
  });

  test("by a second table that shares its total", () => {
    // 0 is the total of 1 and 2 in one table and of 3 and 4 in the other; 1 is 3 in another name.
    const problem = problemOf(
      [30, 4, 26, 4, 26],
      [
        sum(0, 1, 2),
        sum(0, 3, 4),
        [
          [1, 1],
          [3, -1],
        ],
      ],
    );
    problem.cost[0] = 9;
    const { published } = protect(problem);
    expect(knownCells(problem, unknownTo(problem, published)).size).toBe(0);
    expect([...published].slice(1)).toEqual([0, 0, 0, 0]);
  });

  test("by the difference of two months", () => {
    // 2 is 1 − 0, a change of few, which no table shows.
    const problem = problemOf([40, 43, 3], [sum(1, 0, 2)]);
    const { published, primary, secondary } = protect(problem);
    expect([primary, secondary, published[2]]).toEqual([1, 1, 0]);
  });

  test("by a weighted sum with decimals", () => {
    // Sheep units: 10 cattle at 0.8 or so; the sum and all but one species are shown.
    const problem = problemOf(
      [100, 4, 55.2],
      [
        [
          [2, -1],
          [0, 0.52],
          [1, 0.8],
        ],
      ],
    );
    const { published, secondary } = protect(problem);
    expect([published[1], secondary]).toEqual([0, 1]);
  });

  test("to the one household beside it in a row", () => {
    // Two cells of one household each: each could subtract itself from what the two make together.
    const problem = problemOf([22, 1, 1, 20], [sum(0, 1, 2, 3)]);
    problem.single.set([0, 1, 1, 0]);
    const { secondary } = protect(problem);
    expect(exposures({ ...problem, single: new Uint8Array(4) }, [false, true, true, false]).size).toBe(0);
    expect(secondary).toBe(1);
  });
});

test("a primary cell that known cells give away is named, not looped over", () => {
  const problem = problemOf([60, 3, 20, 37], [sum(0, 1, 2, 3)], [0, 2, 3]);
  const { published, unprotectable } = protect(problem);
  expect([...unprotectable]).toEqual([1]);
  expect([...published]).toEqual([1, 0, 1, 1]);
});

test("what one household makes up alone in two places it adds together", () => {
  // One and one are known to whoever is both: of 25, less 20 and themselves, it would know that the fourth is three.
  const problem = problemOf([25, 20, 1, 1, 3], [sum(0, 1, 2, 3, 4)]);
  problem.single.set([0, 0, 1, 1, 0]);
  expect(protect(problem).secondary).toBe(0);
  const contributor = Float64Array.from([-1, -1, 7, 7, -1]);
  expect(protect({ ...problem, contributor }).secondary).toBe(1);
});

test("what two households tell each other whatever is withheld stays hidden from everybody else", () => {
  // Everybody knows that one and one are two; each of the two stands in a sum of its own as well.
  const problem = problemOf([2, 1, 1, 30, 29, 20, 19], [sum(0, 1, 2), sum(3, 1, 4), sum(5, 2, 6)], [0]);
  problem.single.set([0, 1, 1, 0, 0, 0, 0]);
  const { published, secondary, unprotectable } = protect(problem);
  expect([...unprotectable]).toEqual([1, 2]);
  const known = exposures({ ...problem, single: new Uint8Array(7) }, unknownTo(problem, published));
  expect([...known.keys()]).toEqual([]);
  expect(secondary).toBe(2);
});

test("a zero beside a household that makes up both a part and its whole stays published", () => {
  const problem = problemOf([1, 1, 0, 0], [sum(0, 1, 2, 3)]);
  problem.single.set([1, 1, 0, 0]);
  expect([...protect(problem).published]).toEqual([0, 0, 1, 1]);
});

test("a narrow cell gets a neighbour with room, and when all are withheld it is named", async () => {
  const problem = problemOf([90, 4, 0, 6, 80], [sum(0, 1, 2, 3, 4)]);
  problem.cost.set([9, 1, 0.1, 1, 2]);
  problem.width[1] = 5;
  let solution = protect(problem);
  const narrow = Uint32Array.of(1);
  solution = await strengthen(problem, solution, narrow);
  expect(solution.published[3]).toBe(0);
  while (solution.published.includes(1)) solution = await strengthen(problem, solution, narrow);
  expect([...(await strengthen(problem, solution, narrow)).unprotectable]).toEqual([1]);
});

test("where no single cell has room enough, as many as are needed are withheld at once", async () => {
  const problem = problemOf([90, 40, 10, 10, 10, 10, 10], [sum(0, 1, 2, 3, 4, 5, 6)], [0]);
  problem.state[1] = state.primary;
  problem.width[1] = 50;
  // Everybody knows that none of the others is above 20: with each that is withheld the range grows by 20.
  problem.high.fill(20, 2);
  const { published, unprotectable } = await strengthen(problem, protect(problem), Uint32Array.of(1));
  expect([...published].filter((p) => p === 0)).toHaveLength(4);
  expect(unprotectable).toHaveLength(0);
  problem.width[1] = 101;
  const hopeless = await strengthen(problem, protect(problem), Uint32Array.of(1));
  expect([...hopeless.unprotectable]).toEqual([1]);
});

test("weights that no power of ten up to a million makes whole are refused", () => {
  const problem = problemOf(
    [1, 3],
    [
      [
        [0, 1],
        [1, -1 / 3],
      ],
    ],
  );
  expect(() => protect(problem)).toThrow(UserError);
});

test("the same problem gives the same solution, and of hundreds of linked cells none is exposed", () => {
  const make = () =>
    linkedTables(7, { areas: tree(3, 3), categories: [7, 5, 6], households: 60, spread: 1 }).problem;
  const [first, second] = [protect(make()), protect(make())];
  expect(second).toEqual(first);
  expect(first.unprotectable.length).toBe(0);
  expect(exposures(make(), unknownTo(make(), first.published)).size).toBe(0);
});

test("a table's totals are the sums of its inner cells", () => {
  const { problem } = tableOf([tree(2, 2), tree(3)], () => 2, 3);
  expect(problem.value[0]).toBe(24);
});
