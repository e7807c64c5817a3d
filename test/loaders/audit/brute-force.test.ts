import fc from "fast-check";
import { expect, test } from "vitest";
import { reduce } from "../../../loaders/audit/program.ts";
import { solve } from "../../../loaders/audit/solve.ts";
import type { System } from "../../../loaders/audit/system.ts";

/**
 * A table of rows by columns of whole numbers from 0 to 3 with its totals, some cells withheld. Cell
 * `r * (columns + 1) + c`; the last row and the last column are the totals.
 */
interface Sample {
  rows: number;
  columns: number;
  value: number[];
  withheld: boolean[];
}

const sample: fc.Arbitrary<Sample> = fc
  .record({ rows: fc.integer({ min: 2, max: 3 }), columns: fc.integer({ min: 2, max: 3 }) })
  .chain(({ rows, columns }) =>
    fc.record({
      rows: fc.constant(rows),
      columns: fc.constant(columns),
      value: fc.array(fc.nat(3), { minLength: rows * columns, maxLength: rows * columns }),
      withheld: fc.array(fc.boolean(), {
        minLength: (rows + 1) * (columns + 1),
        maxLength: (rows + 1) * (columns + 1),
      }),
    }),
  );

/** Values of all cells, totals included, from the inner ones. */
function completed({ rows, columns }: Sample, inner: number[]): number[] {
  const all: number[] = [];
  for (let r = 0; r <= rows; r++) {
    for (let c = 0; c <= columns; c++) {
      let sum = 0;
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++)
          if ((r === rows || r === i) && (c === columns || c === j)) sum += inner[i * columns + j]!;
      }
      all.push(sum);
    }
  }
  return all;
}

function systemOf(s: Sample): System {
  const value = completed(s, s.value);
  const width = s.columns + 1;
  const [start, cell, coefficient]: [number[], number[], number[]] = [[0], [], []];
  const add = (total: number, parts: number[]) => {
    cell.push(total, ...parts);
    coefficient.push(1, ...parts.map(() => -1));
    start.push(cell.length);
  };
  for (let r = 0; r <= s.rows; r++)
    add(
      r * width + s.columns,
      Array.from({ length: s.columns }, (_, c) => r * width + c),
    );
  for (let c = 0; c <= s.columns; c++)
    add(
      s.rows * width + c,
      Array.from({ length: s.rows }, (_, r) => r * width + c),
    );
  return {
    blocks: [],
    low: Float64Array.from(value, (v, i) => (s.withheld[i] ? 0 : v)),
    // Everybody knows that an inner cell is at most 3, so that the tables can be counted out.
    high: Float64Array.from(value, (v, i) => {
      if (!s.withheld[i]) return v;
      return 3 * (i % width === s.columns ? s.columns : 1) * (i >= s.rows * width ? s.rows : 1);
    }),
    start: Uint32Array.from(start),
    cell: Uint32Array.from(cell),
    coefficient: Float64Array.from(coefficient),
    rowLow: new Float64Array(start.length - 1),
    rowHigh: new Float64Array(start.length - 1),
    withheld: Uint8Array.from(s.withheld, Number),
    whole: new Uint8Array(value.length).fill(1),
    broken: [],
  };
}

/** Smallest and largest value of each cell over every table of whole numbers that agrees with the published cells. */
function counted(s: Sample): { low: number[]; high: number[] } {
  const truth = completed(s, s.value);
  const low = truth.slice();
  const high = truth.slice();
  const inner = new Array<number>(s.rows * s.columns).fill(0);
  const visit = (at: number): void => {
    if (at === inner.length) {
      const all = completed(s, inner);
      if (all.some((v, i) => !s.withheld[i] && v !== truth[i])) return;
      all.forEach((v, i) => {
        low[i] = Math.min(low[i]!, v);
        high[i] = Math.max(high[i]!, v);
      });
      return;
    }
    const place = Math.floor(at / s.columns) * (s.columns + 1) + (at % s.columns);
    for (const v of s.withheld[place] ? [0, 1, 2, 3] : [truth[place]!]) {
      inner[at] = v;
      visit(at + 1);
    }
  };
  visit(0);
  return { low, high };
}

/** Intervals by the auditor's programs, each cell asked for more than it can have. */
async function audited(system: System, walkFrom: number): Promise<{ low: Float64Array; high: Float64Array }> {
  const { low, high, programs, impossible } = reduce(system, new Float64Array(system.low.length).fill(1e9));
  expect(impossible).toEqual([]);
  for (const program of programs) {
    const solved = await solve(program, walkFrom);
    expect(solved.impossible).toBe(false);
    program.cell.forEach((c, j) => {
      expect(solved.exact[j]).toBe(1);
      low[c] = solved.low[j]!;
      high[c] = solved.high[j]!;
    });
  }
  return { low, high };
}

/** Columns from which on a walk precedes the linear programs: always, never. */
const walkFrom = fc.constantFrom(0, Number.POSITIVE_INFINITY);

test("the interval of every cell is exactly that of all tables of whole numbers that agree with the publication", async () => {
  // The sums of a two-dimensional table form a network, whose linear programs have whole optima.
  await fc.assert(
    fc.asyncProperty(sample, walkFrom, async (s, from) => {
      const { low, high } = await audited(systemOf(s), from);
      const expected = counted(s);
      for (let i = 0; i < low.length; i++) {
        expect(low[i]).toBeCloseTo(expected.low[i]!, 6);
        expect(high[i]).toBeCloseTo(expected.high[i]!, 6);
      }
    }),
    { numRuns: 60, seed: 7 },
  );
});

test("witnesses alone never claim more than the interval of all tables", async () => {
  await fc.assert(
    fc.asyncProperty(sample, fc.integer({ min: 1, max: 3 }), walkFrom, async (s, width, from) => {
      const system = systemOf(s);
      const { programs } = reduce(system, new Float64Array(system.low.length).fill(width));
      const expected = counted(s);
      for (const program of programs) {
        const { low, high, exact } = await solve(program, from);
        program.cell.forEach((c, j) => {
          expect(low[j]).toBeGreaterThanOrEqual(expected.low[c]! - 1e-6);
          expect(high[j]).toBeLessThanOrEqual(expected.high[c]! + 1e-6);
          // What falls short of the width asked is short in truth.
          if (high[j]! - low[j]! < width - 1e-6) expect(exact[j]).toBe(1);
        });
      }
    }),
    { numRuns: 60, seed: 11 },
  );
});

test("a value that only whole numbers tell is known: twice a number and another are one, so the other is one", async () => {
  // Cells 1 and 2 are the same, 0 + 1 + 2 = `sum`; as real numbers, cell 0 could be anything from 0 to `sum`.
  const system = (sum: number): System => ({
    blocks: [],
    broken: [],
    low: new Float64Array(3),
    high: new Float64Array(3).fill(Number.POSITIVE_INFINITY),
    start: Uint32Array.from([0, 2, 5]),
    cell: Uint32Array.from([1, 2, 0, 1, 2]),
    coefficient: Float64Array.from([1, -1, 1, 1, 1]),
    rowLow: Float64Array.from([0, sum]),
    rowHigh: Float64Array.from([0, sum]),
    withheld: new Uint8Array(3).fill(1),
    whole: new Uint8Array(3).fill(1),
  });
  const found = async (sum: number, reach: number) => {
    const [program] = reduce(system(sum), Float64Array.from([reach, 0, 0])).programs;
    const { low, high } = await solve(program!);
    const j = program!.cell.indexOf(0);
    return [low[j], high[j]];
  };
  expect(await found(1, 1)).toEqual([1, 1]);
  expect(await found(7, 7)).toEqual([1, 7]);
});
