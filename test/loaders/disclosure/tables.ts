import fc from "fast-check";
import { tableOf, tree } from "../../../bench/disclosure/instance.ts";
import { type Problem, state } from "../../../loaders/disclosure/problem.ts";

/** A small random table: its problem and the cells that are no sums. */
export interface Small {
  problem: Problem;
  leaves: number[];
}

const shapes = [
  [[5]],
  [[2, 2]],
  [[3], [3]],
  [[2, 2], [2]],
  [[2], [2], [2]],
  [[4], [2]],
  [[2, 2], [3]],
  [[3], [2], [2]],
];

/**
 * Tables of one to three dimensions, some with two levels; counts of 1 and 2 are primary, a count of 1 is a
 * lone contributor's, in some tables one of three, a few open cells are known beforehand or shown by no table, all at one cost.
 */
export const smallTable = (shapesOf = shapes): fc.Arbitrary<Small> =>
  fc
    .tuple(
      fc.constantFrom(...shapesOf),
      fc.array(fc.constantFrom(0, 1, 1, 2, 3, 4, 5, 6), { minLength: 12, maxLength: 12 }),
      fc.array(fc.integer({ min: 0, max: 19 }), { minLength: 60, maxLength: 60 }),
      fc.boolean(),
    )
    .map(([shape, values, chances, fewHouseholds]) => {
      let drawn = 0;
      const leaves: number[] = [];
      const dimensions = shape.map((branches) => tree(...branches));
      const { problem, cubes } = tableOf(dimensions, () => values[drawn++ % values.length]!, 3);
      const inner = dimensions.map((d) => new Set(Array.from(d.keys()).filter((code) => !d.includes(code))));
      for (let c = 0; c < problem.value.length; c++) {
        let place = c;
        const isLeaf = cubes[0]!.dimensions.toReversed().every((d, i) => {
          const code = place % d.length;
          place = Math.floor(place / d.length);
          return inner[dimensions.length - 1 - i]!.has(code);
        });
        if (isLeaf) leaves.push(c);
        if (problem.state[c] !== state.open) continue;
        if (chances[c] === 0) problem.state[c] = state.known;
        else if (chances[c] === 1 && problem.value[c]! > 0) problem.state[c] = state.unseen;
      }
      // One household may be alone in several places, as with several workers.
      if (fewHouseholds)
        problem.contributor = Float64Array.from(problem.single, (s, c) =>
          s && leaves.includes(c) ? chances[c % chances.length]! % 3 : -1,
        );
      problem.cost.fill(1);
      // Everybody knows that no count of one place is above 7, so that the tables can be counted out.
      problem.high.fill(7 * leaves.length);
      for (const c of leaves) problem.high[c] = 7;
      problem.width = Float64Array.from(problem.state, (s) => Number(s === state.primary) * 2);
      return { problem, leaves };
    });
