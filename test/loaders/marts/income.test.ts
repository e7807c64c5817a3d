import fc from "fast-check";
import { expect, test } from "vitest";
import { connect, martNamed, type Row, rowsOf } from "./example.ts";

const connection = await connect();

/** One county and its two townships, numbered so that many stand in one table. */
const areasOf = (county: number): Row[] => [
  { code: `${county}`, level: "county" },
  { code: `${county}01`, parent: `${county}`, level: "township" },
  { code: `${county}02`, parent: `${county}`, level: "township" },
];

interface Household {
  /** Its township. */
  area: string;
  persons: number;
  /** Whole yuan. */
  total: number;
}

const household = (least: number): fc.Arbitrary<Household> =>
  fc.record({
    area: fc.constantFrom("01", "02"),
    persons: fc.integer({ min: 1, max: 9 }),
    total: fc.integer({ min: least, max: 120_000 }),
  });
const county = (least: number) => fc.array(household(least), { minLength: 1, maxLength: 12 });
/** Many counties, as one run of the mart judges them all. */
const counties = (least: number) => fc.array(county(least), { minLength: 1, maxLength: 40 });
const runs = { numRuns: 3 };

/** Rows of each county by area; its own has the key "". */
async function income(all: Household[][]): Promise<Map<string, Row>[]> {
  const records = all.flatMap((households, c) =>
    households.map((h, i) => ({
      ...h,
      area: `${c + 1}${h.area}`,
      household: 100 * (c + 1) + i,
      period: "2021-Q2",
    })),
  );
  const areas = all.flatMap((_, c) => areasOf(c + 1));
  const rows = await rowsOf(connection, martNamed("income"), { areas, income: records });
  const found = all.map(() => new Map<string, Row>());
  for (const row of rows) {
    const [, c, township] = /^(\d{1,2})(0[12])?$/.exec(String(row.area))!;
    found[Number(c) - 1]!.set(township ?? "", row);
  }
  return found;
}

const number = (row: Row | undefined, column: string) => row?.[column] as number;

test("the poverty indices are ordered and the Gini lies between 0 and 1, losses included", async () => {
  await fc.assert(
    fc.asyncProperty(counties(-30_000), async (all) => {
      for (const row of (await income(all)).flatMap((rows) => [...rows.values()])) {
        const [headcount, gap, severity] = ["headcount", "gap", "severity"].map((c) => number(row, c));
        expect(headcount).toBeLessThanOrEqual(1);
        expect(headcount! - gap!).toBeGreaterThan(-1e-9);
        expect(gap! - severity!).toBeGreaterThan(-1e-9);
        expect(severity).toBeGreaterThanOrEqual(0);
        if (row.gini === null) continue;
        expect(row.gini).toBeGreaterThanOrEqual(0);
        expect(row.gini).toBeLessThan(1);
      }
    }),
    runs,
  );
});

test("every figure equals its textbook formula over the persons one by one", async () => {
  await fc.assert(
    fc.asyncProperty(counties(100), async (all) => {
      for (const [c, rows] of (await income(all)).entries()) compare(all[c]!, rows.get(""));
    }),
    runs,
  );

  function compare(households: Household[], row: Row | undefined) {
    const y = households.flatMap((h) => Array<number>(h.persons).fill(h.total / h.persons));
    y.sort((a, b) => a - b);
    const n = y.length;
    const mean = y.reduce((a, b) => a + b, 0) / n;
    const z = 6000;
    const poor = y.filter((v) => v < z);
    const over = (f: (v: number) => number) => poor.reduce((sum, v) => sum + f(v), 0) / n;
    const pairs = y.reduce((sum, a) => sum + y.reduce((s, b) => s + Math.abs(a - b), 0), 0);
    expect(number(row, "mean")).toBeCloseTo(mean, 4);
    expect(number(row, "gini")).toBeCloseTo(pairs / (2 * n * n * mean), 8);
    expect(number(row, "headcount")).toBeCloseTo(poor.length / n, 9);
    expect(number(row, "gap")).toBeCloseTo(
      over((v) => (z - v) / z),
      8,
    );
    expect(number(row, "severity")).toBeCloseTo(
      over((v) => ((z - v) / z) ** 2),
      8,
    );
    expect(number(row, "watts")).toBeCloseTo(
      over((v) => Math.log(z / Math.max(v, 1))),
      7,
    );
    const quantiles = { p10: 10, p25: 25, median: 50, p75: 75, p90: 90 };
    for (const [column, share] of Object.entries(quantiles)) {
      expect(number(row, column)).toBe(y[Math.ceil((n * share) / 100) - 1]);
    }
  }
});

test("the Gini does not change when every income is multiplied", async () => {
  await fc.assert(
    fc.asyncProperty(counties(100), fc.integer({ min: 2, max: 9 }), async (all, factor) => {
      const before = await income(all);
      const after = await income(all.map((one) => one.map((h) => ({ ...h, total: h.total * factor }))));
      for (const [c, rows] of before.entries()) {
        const [was, is] = [rows.get(""), after[c]!.get("")];
        expect(number(is, "gini")).toBeCloseTo(number(was, "gini"), 9);
        expect(number(is, "mean")).toBeCloseTo(number(was, "mean") * factor, 2);
      }
    }),
    runs,
  );
});

test("a county's poverty is the mean of its townships' weighted by persons", async () => {
  await fc.assert(
    fc.asyncProperty(counties(-30_000), async (all) => {
      for (const rows of await income(all)) {
        const whole = rows.get("");
        const townships = [...rows.values()].filter((row) => row !== whole);
        const persons = townships.reduce((sum, t) => sum + number(t, "persons"), 0);
        expect(persons).toBe(number(whole, "persons"));
        for (const column of ["mean", "headcount", "gap", "severity", "watts"]) {
          const weighted =
            townships.reduce((sum, t) => sum + number(t, column) * number(t, "persons"), 0) / persons;
          expect(number(whole, column)).toBeCloseTo(weighted, 6);
        }
      }
    }),
    runs,
  );
});

test.each([
  // Haughton and Khandker, Handbook on Poverty and Inequality (World Bank 2009), table 6.3: 18/55.
  ["the ten incomes of a textbook table", [10, 15, 20, 25, 40, 20, 30, 35, 45, 90], 0.3272727],
  // Manual of the R package phylotools, gini: 4/13.
  ["the seven incomes of a package's manual", [1, 3, 2, 1, 1, 1, 4], 0.3076923],
])("the Gini of %s is the one printed there", async (_, incomes, printed) => {
  const [rows] = await income([incomes.map((total) => ({ area: "01", persons: 1, total }))]);
  expect(number(rows!.get(""), "gini")).toBeCloseTo(printed, 7);
});

test("the ten shares of the textbook's ten incomes give the Gini and the Hoover index printed of them", async () => {
  const { given } = martNamed("income_deciles").declaration.example;
  const [row] = await rowsOf(connection, martNamed("income_deciles"), given);
  const shares = Array.from({ length: 10 }, (_, at) => number(row, `s${at + 1}`));
  // Of ten equal groups with nobody unlike another inside a group, the Lorenz curve gives the Gini exactly.
  const gini = shares.reduce((sum, share, at) => sum + (2 * (at + 1) - 11) * share, 0) / 10;
  const hoover = shares.reduce((sum, share) => sum + Math.abs(share - 0.1), 0) / 2;
  expect(gini).toBeCloseTo(0.3272727, 7);
  expect(hoover).toBeCloseTo(0.2363636, 7);
});
