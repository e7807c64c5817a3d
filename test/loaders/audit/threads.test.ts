import { expect, test } from "vitest";
import { reduce } from "../../../loaders/audit/program.ts";
import { solveAll } from "../../../loaders/audit/threads.ts";

/** So many square tables of whole numbers with published totals and everything inside withheld. */
function squares(count: number, side: number) {
  const cells = count * side * side;
  const value = Float64Array.from({ length: cells }, (_, i) => (i * 7919) % 23);
  const [start, cell, rowLow]: [number[], number[], number[]] = [[0], [], []];
  for (let table = 0; table < count; table++) {
    for (let line = 0; line < 2 * side; line++) {
      const members = Array.from({ length: side }, (_, k) =>
        line < side ? line * side + k : k * side + (line - side),
      ).map((place) => table * side * side + place);
      cell.push(...members);
      start.push(cell.length);
      rowLow.push(members.reduce((sum, c) => sum + value[c]!, 0));
    }
  }
  return {
    blocks: [],
    low: new Float64Array(cells),
    high: new Float64Array(cells).fill(Infinity),
    start: Uint32Array.from(start),
    cell: Uint32Array.from(cell),
    coefficient: new Float64Array(cell.length).fill(1),
    rowLow: Float64Array.from(rowLow),
    rowHigh: Float64Array.from(rowLow),
    withheld: new Uint8Array(cells).fill(1),
    whole: new Uint8Array(cells).fill(1),
    broken: [],
  };
}

test("two threads find to the last bit what one finds", async () => {
  const system = squares(7, 28);
  const { programs } = reduce(system, new Float64Array(system.low.length).fill(3));
  expect(programs.length).toBe(7);
  expect(await solveAll(programs, 2)).toEqual(await solveAll(programs, 1));
});
