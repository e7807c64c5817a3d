import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseRules } from "../../../loaders/attention/rules.ts";
import { UserError } from "../../../loaders/errors.ts";
import { pages } from "../../../src/figures/index.ts";
import { martNamed, martNames } from "../marts/example.ts";
import { areas, type Given, judge } from "./published.ts";

const common = "title: { en: A rule, zh: 规则 }, figure: income#income-trend";
const rule = (keys: string) => `  r: { ${common}, ${keys} }\n`;

/** One measure of the county over periods in order; a text is the reason why a value is missing. */
const course = (periods: string[], values: (string | number)[]): Record<string, Given> => ({
  areas: areas([]),
  income: {
    frequency: periods[0]!.includes("Q") ? "quarter" : "month",
    dimensions: ["area", "period"],
    measures: ["value"],
    rows: values.map((value, at) => ["9", periods[at]!, value]),
  },
});
const quarters = ["2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4", "2021-Q1", "2021-Q2"];
const months = ["2020-11", "2020-12", "2021-01", "2021-02", "2021-03", "2021-04"];
const fired = async (yaml: string, tables: Record<string, Given>) =>
  (await judge(yaml, tables)).map(({ area, item, period }) => [area, item, period].filter(Boolean).join(" "));

describe("a rule finds the planted case and leaves the near miss alone", () => {
  test("threshold: above the limit, not on it; below the limit, not on it", async () => {
    const above = rule("kind: threshold, table: income, measure: value, above: 5");
    expect(await fired(above, course(months, [5, 5.1, 4]))).toEqual(["9 2020-12"]);
    const below = rule("kind: threshold, table: income, measure: value, below: 5");
    expect(await fired(below, course(months, [5, 5.1, 4.9]))).toEqual(["9 2021-01"]);
  });

  test("change: a tenth more than the month before, across the turn of the year too", async () => {
    const rise = rule("kind: change, table: income, measure: value, rise: 0.1");
    expect(await fired(rise, course(months, [100, 109, 119.9, 119, 90]))).toEqual(["9 2021-01"]);
    const fall = rule("kind: change, table: income, measure: value, fall: 0.1, smallest: 11");
    expect(await fired(fall, course(months, [100, 90, 79, 78]))).toEqual(["9 2021-01"]);
  });

  test("change: nothing against a period that is not the one before", async () => {
    const rise = rule("kind: change, table: income, measure: value, rise: 0.1");
    const gap = [months[0]!, months[2]!, months[3]!];
    expect(await fired(rise, course(gap, [100, 200, 210]))).toEqual([]);
  });

  test("change_year: a twentieth less than in the same quarter a year earlier", async () => {
    const fall = rule("kind: change_year, table: income, measure: value, fall: 0.05");
    expect(await fired(fall, course(quarters, [100, 100, 50, 50, 95, 95.1]))).toEqual(["9 2021-Q1"]);
  });

  test("change_year of a share: eight points more of a growing whole, not a count that grows with it", async () => {
    const rise = rule(
      "kind: change_year, table: income, share: { measure: n, part: { met: no }, whole: { met: all } }, rise: 0.08, points: true, steady: line",
    );
    const course = (no: number, all: number, line = 1): Record<string, Given> => ({
      areas: areas([]),
      income: {
        frequency: "month",
        dimensions: ["area", "period", "met"],
        measures: ["n", "line"],
        rows: [
          ["9", "2020-01", "all", 100, 1],
          ["9", "2020-01", "no", 40, 1],
          ["9", "2021-01", "all", all, line],
          ["9", "2021-01", "no", no, line],
        ],
      },
    });
    const [found] = await judge(rise, course(97, 200));
    expect(found).toMatchObject({ period: "2021-01", value: 0.485, reference: 0.4, compared: "2020-01" });
    expect(await fired(rise, course(95, 200))).toEqual([]);
    expect(await fired(rise, course(97, 200, 2))).toEqual([]);
  });

  test("running: two rises in a row, not one, and not across a change of the line", async () => {
    const rising = rule("kind: running, table: income, measure: value, rising: 2");
    expect(await fired(rising, course(quarters, [10, 11, 12, 12, 13, 13]))).toEqual(["9 2020-Q3"]);
    const [areasOf, values] = [areas([]), [10, 11, 12, 13]];
    const lined: Given = {
      frequency: "quarter",
      dimensions: ["area", "period"],
      measures: ["value", "line"],
      rows: values.map((value, at) => ["9", quarters[at]!, value, at < 2 ? 6000 : 6300]),
    };
    const steady = rule("kind: running, table: income, measure: value, rising: 2, steady: line");
    expect(await fired(steady, { areas: areasOf, income: lined })).toEqual([]);
    expect(await fired(rising, { areas: areasOf, income: lined })).toEqual(["9 2020-Q3", "9 2020-Q4"]);
  });

  test("outlier: beyond three robust deviations of the median of its peers, by the textbook numbers", async () => {
    // 10..18 have the median 14 and the median distance 2; three deviations are 3 x 1.4826 x 2 = 8.8956.
    const names = ["901", "902", "903", "904", "905", "906", "907", "908", "909"];
    const peers = (last: number): Record<string, Given> => ({
      areas: areas(names),
      income: {
        frequency: "quarter",
        dimensions: ["area", "period"],
        measures: ["value"],
        rows: [["9", "2021-Q1", 900], ...names.map((n, at) => [n, "2021-Q1", at === 8 ? last : 10 + at])],
      },
    });
    const far = rule(
      "kind: outlier, table: income, measure: value, deviations: 3, peers: 9, levels: [township]",
    );
    expect(await fired(far, peers(22.9))).toEqual(["909 2021-Q1"]);
    expect(await fired(far, peers(22.8))).toEqual([]);
    const [found] = await judge(far, peers(40));
    expect(found).toMatchObject({ value: 40, reference: 14 });
  });

  test("outlier: nothing where there are too few peers or they are all alike", async () => {
    const few = rule("kind: outlier, table: income, measure: value, deviations: 1, peers: 9");
    const names = ["901", "902", "903", "904", "905", "906", "907", "908", "909"];
    const alike = (count: number): Record<string, Given> => ({
      areas: areas(names),
      income: {
        frequency: "quarter",
        dimensions: ["area", "period"],
        measures: ["value"],
        rows: names.slice(0, count).map((n, at) => [n, "2021-Q1", at === 0 ? 99 : 10]),
      },
    });
    expect(await fired(few, alike(9))).toEqual([]);
    expect(await fired(few, alike(8))).toEqual([]);
  });

  test("outlier of growth: the township that falls behind, not the poor one that keeps pace", async () => {
    const names = ["901", "902", "903", "904", "905", "906", "907", "908"];
    const growth = [0.1, 0.11, 0.09, 0.1, 0.12, 0.08, 0.1, -0.2];
    const far = rule(
      "kind: outlier, table: income, measure: value, deviations: 4, growth: true, levels: [township]",
    );
    const rowsOf = names.flatMap((n, at) => {
      const base = at === 0 ? 10 : 1000;
      return [
        [n, "2020-Q1", base],
        [n, "2021-Q1", base * (1 + growth[at]!)],
      ];
    });
    const income: Given = {
      frequency: "quarter",
      dimensions: ["area", "period"],
      measures: ["value"],
      rows: rowsOf,
    };
    const found = await judge(far, { areas: areas(names), income });
    expect(found.map(({ area, value, reference }) => [area, value, reference])).toEqual([["908", -0.2, 0.1]]);
  });

  test("coverage: a share below the line, not on it, and none of nothing", async () => {
    const low = rule("kind: coverage, table: income, share: { part: done, whole: due }, below: 0.5");
    const income: Given = {
      frequency: "month",
      dimensions: ["area", "period"],
      measures: ["done", "due"],
      rows: [
        ["9", months[0]!, 50, 100],
        ["9", months[1]!, 49, 100],
        ["9", months[2]!, 0, 0],
      ],
    };
    expect(await fired(low, { areas: areas([]), income })).toEqual(["9 2020-12"]);
  });

  test("coverage: of rows, where a missing part counts nothing and a withheld one is not judged", async () => {
    const low = rule(
      "kind: coverage, table: income, share: { measure: n, part: { met: full }, whole: { met: all } }, below: 0.5",
    );
    const income: Given = {
      frequency: "month",
      dimensions: ["area", "period", "met"],
      measures: ["n"],
      rows: [
        ["9", months[0]!, "all", 40],
        ["9", months[0]!, "full", 20],
        ["9", months[1]!, "all", 40],
        ["9", months[1]!, "full", 19],
        ["9", months[2]!, "all", 40],
        ["9", months[3]!, "all", 40],
        ["9", months[3]!, "full", "withheld"],
      ],
    };
    expect(await fired(low, { areas: areas([]), income })).toEqual(["9 2020-12", "9 2021-01"]);
  });

  test("identity: a stock that its flows do not explain", async () => {
    const broken = rule(
      "kind: identity, table: income, sum: { closing: 1, opening: -1, joined: -1, left: 1 }",
    );
    const income: Given = {
      frequency: "month",
      dimensions: ["area", "period"],
      measures: ["opening", "joined", "left", "closing"],
      rows: [
        ["9", months[0]!, 100, 20, 5, 115],
        ["9", months[1]!, 115, 3, 8, 111],
      ],
    };
    const found = await judge(broken, { areas: areas([]), income });
    expect(found).toMatchObject([{ period: months[1], value: 1, reference: 0, certainty: "recorded" }]);
  });

  test("overdue: a feed that did not come or came later than is borne, each by itself", async () => {
    const overdue = rule(
      "kind: overdue, table: quality, measure: received, late: days_late, days: 10, by: dataset",
    );
    const quality: Given = {
      frequency: "none",
      dimensions: ["dataset", "period"],
      measures: ["received", "days_late"],
      rows: [
        ["a", months[0]!, 5, 10],
        ["a", months[1]!, 5, 11],
        ["b", months[0]!, "not_reported", "not_reported"],
        ["b", months[1]!, 5, -2],
        ["c", "", 5, "not_reported"],
      ],
    };
    expect(await fired(overdue, { areas: areas([]), quality })).toEqual(["9 a 2020-12", "9 b 2020-11"]);
  });
});

describe("a finding never tells a withheld value", () => {
  const rise = rule("kind: change, table: income, measure: value, rise: 0.1");

  test("a withheld value is neither judged nor compared with, whatever it is", async () => {
    expect(await fired(rise, course(months, [100, "withheld", 300, 301]))).toEqual([]);
    const past = await judge(rise, course(months, [100, "withheld", 300, 301]), "attention_history");
    expect(past.map(({ judged, unjudged }) => [judged, unjudged].map(Number))).toEqual([
      [0, 1],
      [0, 1],
      [0, 1],
      [1, 0],
    ]);
  });

  test("a total of a dimension is not judged as one of its items", async () => {
    const above = rule("kind: threshold, table: income, measure: value, by: kind, above: 5");
    const income: Given = {
      frequency: "month",
      dimensions: ["area", "period", { name: "kind", total: "all" }],
      measures: ["value"],
      rows: [
        ["9", months[0]!, "all", 12],
        ["9", months[0]!, "a", 8],
        ["9", months[0]!, "b", 4],
      ],
    };
    expect(await fired(above, { areas: areas([]), income })).toEqual(["9 a 2020-11"]);
  });
});

describe("the history of a rule", () => {
  const high = rule("kind: threshold, table: income, measure: value, above: 5");

  test("counts what began and what cleared; a gap neither begins nor clears", async () => {
    const past = await judge(high, course(months, [9, 9, "withheld", 9, 1, 9]), "attention_history");
    expect(past.map((row) => ["fired", "began", "cleared"].map((name) => Number(row[name])))).toEqual([
      [1, 1, 0],
      [1, 0, 0],
      [0, 0, 0],
      [1, 0, 0],
      [0, 0, 1],
      [1, 1, 0],
    ]);
    const [whole] = await judge(high, course(months, [9, 9, "withheld", 9, 1, 9]), "attention_rules");
    expect([Number(whole!.began), Number(whole!.cleared)]).toEqual([2, 1]);
  });

  test("a finding says since when, and that it was seen before", async () => {
    const found = await judge(high, course(months, [9, 9, "withheld", 9, 1, 9]));
    expect(found.map(({ period, since, certainty }) => [period, since, certainty])).toEqual([
      ["2020-11", "2020-11", "first"],
      ["2020-12", "2020-11", "repeated"],
      ["2021-02", "2020-11", "repeated"],
      ["2021-04", "2021-04", "first"],
    ]);
  });

  test("a finding from fewer records than usual says so", async () => {
    const completeness: Given = {
      frequency: "none",
      dimensions: ["dataset", "area", "period", "state"],
      measures: [],
      rows: [
        ["returns", "9", months[1]!, "fewer"],
        ["returns", "9", months[2]!, "as_usual"],
      ],
    };
    const found = await judge(high, { ...course(months, [9, 9, 9]), completeness });
    expect(found.map(({ certainty }) => certainty)).toEqual(["first", "incomplete", "repeated"]);
  });
});

describe("a rule that is wrong says what to change", () => {
  const tables = {
    areas: areas([]),
    income: {
      frequency: "none",
      dimensions: ["area", "period", "kind"],
      measures: ["value"],
      rows: [],
    } as Given,
  };
  const threshold = "kind: threshold, table: income, measure: value, above: 1";
  test.each([
    ["an unknown kind", threshold.replace("threshold", "alarm"), /rules\.r\.kind/],
    ["two limits", `${threshold}, below: 0`, /either above or below/],
    ["no change to look for", "kind: change, table: income, measure: value", /rise, fall or both/],
    ["nothing that could change", "kind: change, table: income, rise: 0.1", /either a measure or a share/],
    [
      "an unknown measure",
      `${threshold.replace("value", "worth")}, by: kind`,
      /no measure worth\. It has value/,
    ],
    ["an unknown dimension", `${threshold}, where: { sort: x }`, /no dimension sort/],
    ["an open dimension", threshold, /Give kind a value/],
    [
      "a year where there is none",
      "kind: change_year, table: income, measure: value, fall: 0.1, by: kind",
      /yearly/,
    ],
    [
      "where people work",
      threshold.replace("income", "employment_place"),
      /no rule may judge where people work/,
    ],
  ])("%s", async (_, keys, message) => {
    const wrong = judge(rule(keys), tables);
    await expect(wrong).rejects.toThrow(UserError);
    await expect(judge(rule(keys), tables)).rejects.toThrow(message);
  });
});

describe("the rules that ship", () => {
  const shipped = parseRules(readFileSync("attention.yml", "utf8"));

  test("name marts with their measures, and figures of the site that show the same table", () => {
    expect(shipped.length).toBeGreaterThan(5);
    for (const { id, table, figure } of shipped) {
      expect(martNames, id).toContain(table);
      const { mart, dimensions } = martNamed(table).declaration;
      expect(mart).toBe(table);
      expect(
        dimensions.map(({ name }) => name),
        id,
      ).toContain("period");
      const [slug, name] = figure.split("#");
      const spec = pages[slug!]?.figures.find((one) => one.id === name);
      expect(spec?.tables, id).toContain(table);
    }
  });

  test("use every kind of rule", () => {
    const kinds = [
      "threshold",
      "change",
      "change_year",
      "outlier",
      "overdue",
      "identity",
      "coverage",
      "running",
    ];
    expect([...new Set(shipped.map(({ kind }) => kind))].sort()).toEqual(kinds.sort());
  });
});
