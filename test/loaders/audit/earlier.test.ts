import { afterEach, expect, test } from "vitest";
import { audit } from "../../../loaders/audit/audit.ts";
import { reportLines } from "../../../loaders/audit/report.ts";
import { type MadeRelease, type MadeTable, makeRelease } from "./release.ts";

let made: MadeRelease[] = [];
afterEach(async () => {
  await Promise.all(made.map((m) => m.remove()));
  made = [];
});

type Line = (number | "?")[];

/** Households by place in two months, with their total. */
async function release(months: Record<string, Line>): Promise<MadeRelease> {
  const places = ["a", "b", "c", "all"];
  const table: MadeTable = {
    dimensions: [{ name: "place", total: "all" }, { name: "period" }],
    measures: [{ name: "n", adds_over: ["place"] }],
    rows: Object.entries(months).flatMap(([month, line]) => line.map((n, i) => [places[i]!, month, n])),
  };
  const one = await makeRelease({ t: table });
  made.push(one);
  return one;
}

test("what an earlier release showed gives away what stands beside it in a sum, though alone the release is safe", async () => {
  const before = await release({ "2021-01": ["?", 20, "?", 50] });
  const now = await release({ "2021-01": ["?", "?", 26, 50] });
  const sealed = await now.seal([["t", "a|2021-01", 3]]);
  expect((await audit(now.folder, { sealed })).passed).toBe(true);
  // 50 - 26 - 20 = 4.
  const report = await audit(now.folder, { sealed, earlier: [before.folder] });
  expect(report.narrow).toMatchObject([{ key: "a|2021-01", low: 4, high: 4, required: 3 }]);
  expect(reportLines(report).join("\n")).toContain("Taken as known: 1 withheld values");
});

test("a value that two releases hid behind different others is found", async () => {
  const first = await release({ "2021-01": ["?", 20, "?", 50], "2021-02": [30, 30, 30, 90] });
  const now = await release({ "2021-01": ["?", "?", 26, 50], "2021-02": ["?", 30, "?", 90] });
  const report = await audit(now.folder, { earlier: [first.folder] });
  expect(report.narrow.map((n) => `${n.key}: ${n.low}`)).toEqual([
    "a|2021-01: 4",
    "a|2021-02: 30",
    "b|2021-01: 20",
    "c|2021-02: 30",
  ]);
});

test("an old value is not taken for today's in a month of which something published has changed", async () => {
  const first = await release({ "2021-01": [10, 20, 20, 50], "2021-02": [30, 30, 30, 90] });
  const now = await release({ "2021-01": ["?", "?", 26, 56], "2021-02": ["?", "?", 30, 90] });
  const report = await audit(now.folder, { earlier: [first.folder] });
  expect(report.narrow.map((n) => n.key)).toEqual(["a|2021-02", "b|2021-02"]);
});

test("an earlier release without the table, or the month, changes nothing", async () => {
  const now = await release({ "2021-02": ["?", "?", 30, 90] });
  const other = await makeRelease({ u: { dimensions: [{ name: "place" }], rows: [["a", 1]] } });
  made.push(other);
  const first = await release({ "2021-01": [10, 20, 20, 50] });
  expect((await audit(now.folder, { earlier: [first.folder, other.folder] })).passed).toBe(true);
});
