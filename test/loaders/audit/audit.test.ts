import { appendFile, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { audit } from "../../../loaders/audit/audit.ts";
import { UserError } from "../../../loaders/errors.ts";
import { grid, type MadeRelease, type MadeTable, makeRelease } from "./release.ts";

let made: MadeRelease[] = [];
afterEach(async () => {
  await Promise.all(made.map((m) => m.remove()));
  made = [];
});

async function release(tables: Record<string, MadeTable>): Promise<MadeRelease> {
  const one = await makeRelease(tables);
  made.push(one);
  return one;
}

/** Intervals of the cells that a list asks an unreachable width of, as `key: low-high`. */
async function intervals(tables: Record<string, MadeTable>, keys: [table: string, key: string][]) {
  const { folder, seal } = await release(tables);
  const sealed = await seal(keys.map(([table, key]) => [table, key, 1e9]));
  const { narrow } = await audit(folder, { sealed, threads: 1 });
  return narrow.map((n) => `${n.key}: ${n.low}-${n.high}`);
}

const areas = (parents: Record<string, string>): MadeTable => ({
  dimensions: [{ name: "code" }, { name: "parent" }],
  rows: Object.entries(parents),
});

/** Heads of two species, both withheld. */
const herd: MadeTable = {
  dimensions: [{ name: "species" }],
  rows: [
    ["cow", "?"],
    ["hen", "?"],
  ],
};

describe("worked by hand", () => {
  // Row a hides x and y with x + y = 20 - 5 = 15, row b hides z and w with z + w = 25 - 8 = 17, column A hides
  // x + z = 22 - 10 = 12. So x runs from 0 to 12, y = 15 - x from 3 to 15, z = 12 - x from 0 to 12, w = 5 + x.
  const table = grid(["A", "B", "C", "all"], {
    a: ["?", "?", 5, 20],
    b: ["?", "?", 8, 25],
    c: [10, 7, 9, 26],
    all: [22, 27, 22, 71],
  });

  test("the intervals of a square of four withheld cells are those of its one free number", async () => {
    const keys: [string, string][] = ["a|A", "a|B", "b|A", "b|B"].map((key) => ["t", key]);
    expect(await intervals({ t: table }, keys)).toEqual(["a|A: 0-12", "a|B: 3-15", "b|A: 0-12", "b|B: 5-17"]);
  });

  test("a width that the interval has passes, one more than it has does not", async () => {
    const { folder, seal } = await release({ t: table });
    expect((await audit(folder, { sealed: await seal([["t", "a|A", 12]]) })).passed).toBe(true);
    const report = await audit(folder, { sealed: await seal([["t", "a|A", 13]]) });
    expect(report.passed).toBe(false);
    expect(report.narrow).toEqual([
      { collection: "own", table: "t", measure: "n", key: "a|A", low: 0, high: 12, required: 13 },
    ]);
  });

  test("a triangle of withheld cells that elimination by rows and columns alone does not break is found open", async () => {
    // a+b = 7, a+c = 9, b+c = 10: a = 3, b = 4, c = 6, though no sum has a single unknown.
    const pairs: MadeTable = {
      dimensions: [
        { name: "pair", total: "all", subtotals: { ab: ["a", "b"], ac: ["a", "c"], bc: ["b", "c"] } },
      ],
      measures: [{ name: "n", adds_over: ["pair"] }],
      rows: [
        ["a", "?"],
        ["b", "?"],
        ["c", "?"],
        ["ab", 7],
        ["ac", 9],
        ["bc", 10],
      ],
    };
    const { folder } = await release({ pairs });
    const { narrow } = await audit(folder);
    expect(narrow.map((n) => `${n.key}=${n.low}`)).toEqual(["a=3", "b=4", "c=6"]);
  });

  test("heads of two species are known from their units by two schemes", async () => {
    const units: MadeTable = {
      dimensions: [{ name: "scheme" }],
      measures: [
        {
          name: "units",
          kind: "sum",
          decimals: 1,
          links: [
            {
              where: { scheme: "s" },
              table: "herd",
              measure: "n",
              over: "species",
              weights: { cow: 0.7, hen: 0.1 },
            },
            {
              where: { scheme: "t" },
              table: "herd",
              measure: "n",
              over: "species",
              weights: { cow: 1, hen: 0.1 },
            },
          ],
        },
      ],
      rows: [
        ["s", 1.7],
        ["t", 2.3],
      ],
    };
    const { folder } = await release({ herd, units });
    const { narrow } = await audit(folder);
    // 0.7 cow + 0.1 hen = 1.7 and cow + 0.1 hen = 2.3: 0.3 cow = 0.6.
    expect(narrow.map((n) => `${n.key}=${n.low}`)).toEqual(["cow=2", "hen=3"]);
  });
});

test("a whole number lies between whole bounds: a width that only fractions would give does not pass", async () => {
  // 3 cows and 1 hen: 3 cow + hen = 10, so there are from 0 to 10/3 cows.
  const units: MadeTable = {
    dimensions: [{ name: "scheme" }],
    measures: [
      {
        name: "units",
        kind: "sum",
        decimals: 1,
        links: [{ table: "herd", measure: "n", over: "species", weights: { cow: 3, hen: 1 } }],
      },
    ],
    rows: [["s", 10]],
  };
  const { folder, seal } = await release({ herd, units });
  expect((await audit(folder, { sealed: await seal([["herd", "cow", 3]]) })).passed).toBe(true);
  const { narrow } = await audit(folder, { sealed: await seal([["herd", "cow", 3.2]]) });
  expect(narrow.map((n) => `${n.key}: ${n.low}-${n.high}`)).toEqual(["cow: 0-3"]);
});

describe("attacks that are found", () => {
  test("a part is at most its whole, and a whole at least its part", async () => {
    const measures = [
      { name: "n", adds_over: ["row"] },
      { name: "late", part_of: "n", adds_over: ["row"] },
    ];
    const t = (rows: MadeTable["rows"]): MadeTable => ({
      dimensions: [{ name: "row", total: "all" }],
      measures,
      rows,
    });
    const whole = t([
      ["a", "?", 17],
      ["b", "?", 2],
      ["all", 21, 19],
    ]);
    const one = await release({ t: whole });
    const sealed = await one.seal([["t", "b", 3]]);
    expect((await audit(one.folder, { sealed })).narrow.map((n) => `${n.key}: ${n.low}-${n.high}`)).toEqual([
      "b: 2-4",
    ]);
    const part = t([
      ["a", 4, "?"],
      ["b", 30, "?"],
      ["all", 34, 20],
    ]);
    const other = await release({ t: part });
    const { narrow } = await audit(other.folder, { sealed: await other.seal([["t", "a", 5, "late"]]) });
    expect(narrow.map((n) => `${n.key}: ${n.low}-${n.high}`)).toEqual(["a: 0-4"]);
  });

  test("a parent area less its other children", async () => {
    const t: MadeTable = {
      dimensions: [{ name: "area" }],
      measures: [{ name: "n", adds_over: ["area"] }],
      rows: [
        ["9", 30],
        ["901", 12],
        ["902", 11],
        ["903", "?"],
      ],
    };
    const tree = areas({ "9": "", "901": "9", "902": "9", "903": "9" });
    const { narrow, passed } = await audit((await release({ areas: tree, t })).folder);
    expect([passed, narrow.map((n) => [n.key, n.low, n.high])]).toEqual([false, [["903", 7, 7]]]);
  });

  test("a parent whose level between is not in the table", async () => {
    const t: MadeTable = {
      dimensions: [{ name: "area" }],
      measures: [{ name: "n", adds_over: ["area"] }],
      rows: [
        ["9", 30],
        ["90101", 12],
        ["90201", "?"],
      ],
    };
    const tree = areas({ "9": "", "901": "9", "902": "9", "90101": "901", "90201": "902" });
    expect((await audit((await release({ areas: tree, t })).folder)).narrow.map((n) => n.low)).toEqual([18]);
  });

  test("a withheld value that another table publishes", async () => {
    const t: MadeTable = {
      dimensions: [{ name: "area" }],
      measures: [{ name: "n", links: [{ table: "u", measure: "n", of: { place: "all" } }] }],
      rows: [["901", "?"]],
    };
    const u: MadeTable = { dimensions: [{ name: "area" }, { name: "place" }], rows: [["901", "all", 6]] };
    expect((await audit((await release({ t, u })).folder)).narrow.map((n) => [n.table, n.low])).toEqual([
      ["t", 6],
    ]);
  });

  test("a year less its other months", async () => {
    const period = [{ name: "period" }];
    const month: MadeTable = {
      dimensions: period,
      rows: Array.from({ length: 12 }, (_, i) => [
        `2021-${String(i + 1).padStart(2, "0")}`,
        i === 4 ? "?" : 20,
      ]),
    };
    const year: MadeTable = {
      dimensions: period,
      measures: [{ name: "n", links: [{ table: "month", measure: "n", periods: "within" }] }],
      rows: [["2021", 227]],
    };
    const { narrow } = await audit((await release({ month, year })).folder);
    expect(narrow.map((n) => [n.table, n.key, n.low])).toEqual([["month", "2021-05", 7]]);
  });

  test("a flow between two stocks, over a turn of the year and where the account is out by a published gap", async () => {
    const period = [{ name: "period" }];
    const table = (rows: MadeTable["rows"], measures?: MadeTable["measures"]): MadeTable => ({
      dimensions: period,
      rows,
      ...(measures ? { measures } : {}),
    });
    const account = {
      table: "stock",
      measure: "n",
      periods: "before" as const,
      and: [
        { table: "came", measure: "n" },
        { table: "went", measure: "n", weight: -1 },
        { table: "gap", measure: "gap" },
      ],
    };
    const { narrow } = await audit(
      (
        await release({
          stock: table(
            [
              ["2020-12", 100],
              ["2021-01", "?"],
              ["2021-02", 130],
            ],
            [{ name: "n", links: [account] }],
          ),
          came: table([
            ["2021-01", 20],
            ["2021-02", 30],
          ]),
          went: table([
            ["2021-01", "?"],
            ["2021-02", 12],
          ]),
          gap: table(
            [
              ["2021-01", 0],
              ["2021-02", -3],
            ],
            [{ name: "gap", kind: "other" }],
          ),
        })
      ).folder,
    );
    // 130 - 30 + 12 + 3 = 115 in January, so 5 of 120 went.
    expect(narrow.map((n) => [n.table, n.key, n.low])).toEqual([
      ["stock", "2021-01", 115],
      ["went", "2021-01", 5],
    ]);
  });

  test("a mean times its persons, less the others, gives the withheld mean back to within its rounding", async () => {
    const t: MadeTable = {
      dimensions: [{ name: "area" }],
      measures: [
        { name: "persons", adds_over: ["area"] },
        { name: "mean", kind: "mean", unit: "yuan_person_year", per: "persons", adds_over: ["area"] },
      ],
      rows: [
        ["9", 30, 1000],
        ["901", 20, 900],
        ["902", "?", "?"],
      ],
    };
    const { folder, seal } = await release({ areas: areas({ "9": "", "901": "9", "902": "9" }), t });
    const { narrow } = await audit(folder, { sealed: await seal([["t", "902", 2000, "mean"]]) });
    // 30 x 1000 less 20 x 900 is 12,000 yuan; half a yuan of rounding on 30 and on 20 persons is 25.
    expect(narrow.map((n) => [n.measure, n.low, n.high, n.required])).toEqual([["mean", 11975, 12025, 2000]]);
  });

  test("sums that cannot be exact although each holds are taken as rounded", async () => {
    // Of herds in two areas and two kinds only the totals are shown: 5.1 + 5.1 by area, 5.2 + 5.1 by kind.
    const t: MadeTable = {
      dimensions: [{ name: "area" }, { name: "kind", total: "all" }],
      measures: [
        { name: "units", kind: "sum", unit: "sheep_unit", decimals: 1, adds_over: ["area", "kind"] },
      ],
      rows: [
        ...[
          ["9", "all", "?"],
          ["9", "x", 5.2],
          ["9", "y", 5.1],
        ],
        ...[
          ["901", "all", 5.1],
          ["901", "x", "?"],
          ["901", "y", "?"],
        ],
        ...[
          ["902", "all", 5.1],
          ["902", "x", "?"],
          ["902", "y", "?"],
        ],
      ],
    };
    const { folder, seal } = await release({ areas: areas({ "9": "", "901": "9", "902": "9" }), t });
    const log: string[] = [];
    const { narrow, impossible } = await audit(folder, {
      sealed: await seal([["t", "9|all", 20, "units"]]),
      log: (line) => log.push(line),
    });
    expect(impossible).toEqual([]);
    expect(log.join("\n")).toContain("own/t.units must be rounded");
    // 10.2 and 10.3, each to within two halves of the last decimal.
    expect(narrow.map((n) => [n.low, n.high].map((v) => v.toFixed(2)))).toEqual([["10.20", "10.30"]]);
  });

  test("a product that is known tells no share of a number that is not", async () => {
    const t = (persons: number | "?"): MadeTable => ({
      dimensions: [{ name: "area" }],
      measures: [
        { name: "persons", adds_over: ["area"] },
        { name: "late" },
        {
          name: "share",
          kind: "ratio",
          decimals: 4,
          per: "persons",
          links: [{ table: "t", measure: "late" }],
        },
      ],
      rows: [
        ["9", "?", "?", "?"],
        ["901", "?", 12, "?"],
        ["902", persons, 14, "?"],
      ],
    });
    const tree = areas({ "9": "", "901": "9", "902": "9" });
    expect((await audit((await release({ areas: tree, t: t("?") })).folder)).narrow).toEqual([]);
    const { narrow } = await audit((await release({ areas: tree, t: t(40) })).folder);
    expect(narrow.map((n) => [n.measure, n.key, n.low])).toEqual([["share", "902", 14]]);
  });

  test("a change between two months of which one is published and the other hardly hidden", async () => {
    const month = (period: string, a: number | "?", b: number | "?", all: number) => [
      [period, "a", a],
      [period, "b", b],
      [period, "all", all],
    ];
    const t: MadeTable = {
      dimensions: [{ name: "period" }, { name: "code", total: "all" }],
      measures: [{ name: "n", adds_over: ["code"] }],
      rows: [
        ...month("2021-05", 12, 30, 42),
        ...month("2021-06", "?", "?", 4),
        ...month("2021-07", 14, 31, 45),
      ],
    };
    const { folder, seal } = await release({ t });
    const sealed = await seal([
      ["t", "2021-05>2021-06|a", 4],
      ["t", "2021-05>2021-07|a", 3],
    ]);
    const { narrow } = await audit(folder, { sealed });
    expect(narrow.map((n) => [n.key, n.low, n.high])).toEqual([["2021-05>2021-07|a", 2, 2]]);
  });

  test("a change between two months that a published sum of both ties together is not taken for free", async () => {
    // Both run from 0 to 10, but together they are 10; the change is taken as at least |10 - 10| wide.
    const quarter = grid(["2021-05", "2021-06", "all"], {
      a: ["?", "?", 10],
      b: ["?", "?", 20],
      all: [15, 15, 30],
    });
    const t = {
      ...quarter,
      dimensions: [
        { name: "code", total: "all" },
        { name: "month", total: "all" },
      ],
    };
    t.measures = [{ name: "n", adds_over: ["code", "month"] }];
    const { folder, seal } = await release({ t });
    const { passed } = await audit(folder, { sealed: await seal([["t", "a|2021-05>2021-06", 15]]) });
    expect(passed).toBe(false);
  });

  test("a zero that no row says: a withheld total whose parts are all absent", async () => {
    const t: MadeTable = {
      dimensions: [{ name: "period" }, { name: "code", total: "all" }],
      measures: [{ name: "n", adds_over: ["code"] }],
      rows: [
        ["2021", "a", 12],
        ["2021", "all", 12],
        ["2022", "all", "?"],
      ],
    };
    expect((await audit((await release({ t })).folder)).narrow.map((n) => [n.key, n.low])).toEqual([
      ["2022|all", 0],
    ]);
  });

  test("a cell that the sealed list protects and the release publishes, or leaves out", async () => {
    const { folder, seal } = await release({ t: grid(["A", "all"], { a: [3, 3], all: [3, 3] }) });
    const sealed = await seal([
      ["t", "a|A", 2],
      ["t", "b|A", 2],
    ]);
    expect((await audit(folder, { sealed })).narrow.map((n) => [n.key, n.low, n.high])).toEqual([
      ["a|A", 3, 3],
      ["b|A", 0, 0],
    ]);
  });
});

describe("what is not relied on", () => {
  test("an area with records of its own is no sum of those below it, in any of its cells", async () => {
    const t: MadeTable = {
      dimensions: [{ name: "area" }, { name: "code" }],
      measures: [{ name: "n", adds_over: ["area"] }],
      rows: [
        ["9", "a", 30],
        ["9", "b", 25],
        ["901", "a", 12],
        ["901", "b", "?"],
      ],
    };
    const report = await audit((await release({ areas: areas({ "9": "", "901": "9" }), t })).folder);
    expect(report.narrow).toEqual([]);
    expect(report.broken).toEqual([{ collection: "own", table: "t", measure: "n", sums: 2 }]);
  });

  test("values that no table of households could have make the audit fail instead of passing", async () => {
    const broken = grid(["A", "B", "all"], { a: ["?", "?", 9], b: ["?", "?", 4], all: [5, 9, 14] });
    const report = await audit((await release({ t: broken })).folder);
    expect([report.passed, report.impossible]).toEqual([false, ["own/t"]]);
  });
});

describe("what is refused", () => {
  const simple = { t: grid(["A", "all"], { a: ["?", 3], all: [3, 3] }) };

  test("a folder without a manifest", async () => {
    await expect(audit(join(fileURLToPath(import.meta.url), ".."))).rejects.toThrow(
      /is no release: it has no manifest/,
    );
  });

  test("a table file that is not the one the manifest describes", async () => {
    const { folder } = await release(simple);
    await appendFile(join(folder, "own/t.parquet"), "x");
    await expect(audit(folder)).rejects.toThrow(UserError);
  });

  test("a sealed list of another release, or none at all", async () => {
    const { folder, seal } = await release(simple);
    await expect(audit(folder, { sealed: await seal([["other", "a|A", 2]]) })).rejects.toThrow(
      /own\/other.n, which the release does not have/,
    );
    await expect(audit(folder, { sealed: join(folder, "manifest.json") })).rejects.toThrow(
      /is no sealed list/,
    );
    await expect(audit(folder, { sealed: await seal([["t", "a|A", 0]]) })).rejects.toThrow(
      /A width is above 0/,
    );
  });
});

test("the auditor shares no code with disclosure control", async () => {
  const folder = fileURLToPath(new URL("../../../loaders/", import.meta.url));
  const seen = new Set<string>();
  const visit = async (file: string): Promise<void> => {
    if (seen.has(file)) return;
    seen.add(file);
    const text = await readFile(file, "utf8");
    // A type leaves no code behind.
    for (const [, path] of text.matchAll(/^(?:import|export) (?!type)[^;]*?from "(\.[^"]+)"/gms)) {
      await visit(join(file, "..", path!));
    }
  };
  for (const file of await readdir(join(folder, "audit"))) await visit(join(folder, "audit", file));
  const others = [...seen].map((f) => f.slice(folder.length)).filter((f) => !f.startsWith("audit/"));
  expect(others.sort()).toEqual(["db.ts", "errors.ts", "files.ts"]);
});
