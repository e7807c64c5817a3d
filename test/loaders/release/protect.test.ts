import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { pathLiteral, type Row, rows, withDuckDB } from "../../../loaders/db.ts";
import { createLake } from "../../../loaders/marts/catalog.ts";
import { parseDeclaration } from "../../../loaders/marts/declaration.ts";
import { parsePolicy } from "../../../loaders/release/policy.ts";
import { publishedSql } from "../../../loaders/release/protect.ts";
import { protectMarts } from "../../../loaders/release/tables.ts";

const declare = (measures: string, dimensions = "[{ name: area }]", keys = "[area]", more = "") =>
  parseDeclaration(
    `
mart: sample
title: { en: Sample, zh: 样本 }
grain: { en: One row per area, zh: 每地区一行 }
population: { en: Synthetic households, zh: 合成农户 }
inputs: [income]
dimensions: ${dimensions}
measures:
${measures}
keys: ${keys}
${more}
example: { given: {}, expect: [{ area: a }] }
`,
    "sample.yml",
  );

const single = declare(`
  - { name: workers, label: { en: Workers, zh: 人数 }, unit: persons, kind: count, contributors: n, adds_over: [area] }
  - { name: mean, label: { en: Mean, zh: 平均 }, unit: yuan_person_year, kind: mean, contributors: n, rests_on: [] }
  - { name: line, label: { en: Line, zh: 标准 }, unit: yuan_person_year, kind: other }`);

/** What is published of the rows given, under a policy. */
async function publish(
  declaration: ReturnType<typeof declare>,
  columns: string,
  values: string,
  policyText = "",
): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), "foothold-protect-"));
  const file = join(folder, "sample.parquet");
  try {
    return await withDuckDB(folder, async (db) => {
      await createLake(db, {
        areas:
          "select * from (values ('9', null, 'county'), ('901', '9', 'township'), ('902', '9', 'township'), ('903', '9', 'township'), ('904', '9', 'township')) t(code, parent, level)",
      });
      await db.run(
        `copy (select * from (values ${values}) v(${columns})) to ${pathLiteral(file)} (format parquet)`,
      );
      const policy = parsePolicy(policyText, [declaration]);
      const [table] = await protectMarts(db, [{ declaration, file, rows: 1, built: true }], policy, () => {});
      return rows(db, publishedSql(table!.exact, policy));
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const publishSingle = (values: string) => publish(single, "area, workers, mean, line, n", values);

describe("a cell", () => {
  test("with 1 to 9 contributors is withheld, whatever its value, and one with 10 is published", async () => {
    const published = await publishSingle(
      Array.from(
        { length: 11 },
        (_, i) => `('a${String(i + 1).padStart(2, "0")}', 500, 7000.4, 6000, ${i + 1})`,
      ).join(),
    );
    for (const row of published.slice(0, 9)) {
      expect(row).toMatchObject({
        workers: null,
        workers_status: "withheld",
        mean: null,
        mean_status: "withheld",
      });
    }
    for (const row of published.slice(9)) {
      expect(row).toMatchObject({ workers: "500", workers_status: "", mean: "7000", mean_status: "" });
    }
  });

  test("without contributors is a true zero for a count and has no meaning for a mean", async () => {
    const [row] = await publishSingle("('a', 0, null::double, 6000, 0)");
    expect(row).toMatchObject({
      workers: "0",
      workers_status: "",
      mean: null,
      mean_status: "not_applicable",
    });
  });

  test("that nobody reported says so", async () => {
    const [row] = await publishSingle("('a', null::bigint, null::double, null::double, 30)");
    expect(row).toMatchObject({
      workers_status: "not_reported",
      mean_status: "not_reported",
      line_status: "not_reported",
    });
  });

  test("shows no number of contributors", async () => {
    const [row] = await publishSingle("('a', 12, 1.0, 6000, 12)");
    expect(Object.keys(row!)).toEqual([
      "area",
      "workers",
      "workers_status",
      "mean",
      "mean_status",
      "line",
      "line_status",
    ]);
  });
});

describe("a small part of a sum", () => {
  const counted = declare(`
  - { name: persons, label: { en: Persons, zh: 人数 }, unit: persons, kind: count, contributors: n, adds_over: [area] }`);

  test("cannot be worked out from the whole and the other parts: a second part goes, the whole stays", async () => {
    const published = await publish(
      counted,
      "area, persons, n",
      "('9', 188, 94), ('901', 8, 4), ('902', 60, 30), ('903', 50, 25), ('904', 70, 35)",
    );
    const withheld = published.filter((r) => r.persons_status === "withheld").map((r) => r.area);
    expect(withheld).toContain("901");
    expect(withheld).toHaveLength(2);
    expect(withheld).not.toContain("9");
  });

  test("looks the same as a part that was withheld to hide it", async () => {
    const published = await publish(
      counted,
      "area, persons, n",
      "('9', 68, 34), ('901', 8, 4), ('902', 60, 30)",
    );
    const [, small, other] = published;
    expect({ ...small, area: "" }).toEqual({ ...other, area: "" });
  });

  test("stops no build where its own sole contributor knows the whole", async () => {
    const published = await publish(counted, "area, persons, n", "('9', 3, 1), ('901', 3, 1)");
    expect(published.map((r) => r.persons_status)).toEqual(["withheld", "withheld"]);
  });
});

describe("a mean", () => {
  const income = declare(`
  - { name: persons, label: { en: Persons, zh: 人数 }, unit: persons, kind: count, contributors: n, adds_over: [area] }
  - { name: mean, label: { en: Mean, zh: 平均 }, unit: yuan_person_year, kind: mean, contributors: n, per: persons, adds_over: [area] }`);

  test("is withheld in a second area where the county's would give the small area's away", async () => {
    const published = await publish(
      income,
      "area, persons, mean, n",
      // 8 × 3,000 + 60 × 8,000 + 50 × 9,000 = 954,000 over 118 persons.
      "('9', 118, 954000.0 / 118, 59), ('901', 8, 3000.0, 4), ('902', 60, 8000.0, 30), ('903', 50, 9000.0, 25)",
    );
    const open = published.filter((r) => r.mean_status === "").map((r) => r.area);
    expect(open).toContain("9");
    expect(open).toHaveLength(2);
  });
});

describe("what can be undone into another value", () => {
  const three = "('902', 60, 30, 8000.0), ('903', 50, 31, 9000.0), ('904', 70, 35, 7000.0)";
  const withMedian = (restsOn: string) =>
    declare(`
  - { name: persons, label: { en: Persons, zh: 人数 }, unit: persons, kind: count, contributors: n, adds_over: [area] }
  - { name: median, label: { en: Median, zh: 中位数 }, unit: yuan_person_year, kind: quantile, q: 0.5, contributors: n${restsOn} }`);
  const told = async (restsOn: string) =>
    (
      await publish(
        withMedian(restsOn),
        "area, persons, n, median",
        `('9', 188, 100, 8000.0), ('901', 8, 4, 5000.0), ${three}`,
      )
    ).filter((r) => r.median_status === "" && r.persons_status === "withheld");

  test("is published only where that is: no median tells that thirty stand behind a withheld count", async () => {
    expect(await told(", rests_on: []")).toHaveLength(1);
    expect(await told(", rests_on: [{ measure: persons }]")).toHaveLength(0);
  });

  test("must be said of every quantile, and of a mean or ratio that is not a sum by its denominator", () => {
    expect(() => withMedian("")).toThrow(/measure median needs rests_on/);
    expect(() => withMedian(", rests_on: [{ measure: people }]")).toThrow(/median names people/);
  });
});

describe("a household that is alone in two kinds of work", () => {
  const workers = (other: string) =>
    declare(
      `
  - { name: workers, label: { en: Workers, zh: 人数 }, unit: persons, kind: count, contributors: n, adds_over: [kind] }`,
      "[{ name: area }, { name: kind, label: { en: Kind, zh: 类别 }, total: all }]",
      "[area, kind]",
      `contributions: |
  select 'crops ' || i as unit, '9' as area, 'crops' as kind, 1 as workers from range(40) r(i)
  union all select 'services ' || i, '9', 'services', 1 from range(5) r(i)
  union all select * from (values ('one', '9', 'trade', 1), ('${other}', '9', 'transport', 1)) t(unit, area, kind, workers)`,
    );
  const shown = async (other: string) =>
    (
      await publish(
        workers(other),
        "area, kind, workers, n",
        `('9', 'all', 47, ${other === "one" ? 46 : 47}), ('9', 'crops', 40, 40), ('9', 'services', 5, 5), ('9', 'trade', 1, 1), ('9', 'transport', 1, 1)`,
      )
    ).filter((r) => r.workers_status === "");

  test("must not work out a third from the two: 47 less 40 and its own two are five", async () => {
    expect(await shown("another")).toHaveLength(2);
    expect(await shown("one")).toHaveLength(1);
  });
});

describe("a combination that nobody is in", () => {
  const byKind = declare(
    `
  - { name: persons, label: { en: Persons, zh: 人数 }, unit: persons, kind: count, contributors: n, adds_over: [area, kind] }
  - { name: median, label: { en: Median, zh: 中位数 }, unit: yuan_person_year, kind: quantile, q: 0.5, contributors: n, rests_on: [] }`,
    "[{ name: area }, { name: kind, label: { en: Kind, zh: 类别 }, total: all }]",
    "[area, kind]",
  );
  // Nobody in township 901 trades.
  const values = [
    ...["('9', 'all', 240, 120, 1.0)", "('9', 'crops', 160, 80, 1.0)", "('9', 'trade', 80, 40, 1.0)"],
    ...["('901', 'all', 80, 40, 1.0)", "('901', 'crops', 80, 40, 1.0)"],
    ...["('902', 'all', 160, 80, 1.0)", "('902', 'crops', 80, 40, 1.0)", "('902', 'trade', 80, 40, 1.0)"],
  ].join(", ");
  const told = (policy: string) => publish(byKind, "area, kind, persons, n, median", values, policy);

  test("is a zero that everybody knows, and has no row", async () => {
    const published = await told("");
    expect(published).toHaveLength(8);
    expect(published.map((r) => r.persons_status)).not.toContain("withheld");
  });

  test("is withheld where a zero discloses, and cannot be worked out", async () => {
    const published = await told("zeros: withhold");
    const of = (area: string, kind: string) => published.find((r) => r.area === area && r.kind === kind)!;
    expect(published).toHaveLength(9);
    expect(of("901", "trade")).toMatchObject({
      ...{ persons: null, persons_status: "withheld", median: null, median_status: "withheld" },
    });
    // Neither its township nor its kind of work gives it away.
    const isShown = (area: string, kind: string) => of(area, kind).persons_status === "";
    expect(isShown("901", "all") && isShown("901", "crops")).toBe(false);
    expect(isShown("9", "trade") && isShown("902", "trade")).toBe(false);
    expect(isShown("9", "all")).toBe(true);
  });
});

describe("a sum", () => {
  const summed = declare(
    `
  - { name: dividend, label: { en: Dividend, zh: 分红 }, unit: yuan, kind: sum, contributors: n, adds_over: [area] }`,
    undefined,
    undefined,
    "contributions: select * from (values ('a', '901', 0), ('b', '901', 0), ('c', '902', 500), ('d', '902', -500)) t(unit, area, dividend)",
  );
  const of = async (policy: string) =>
    (await publish(summed, "area, dividend, n", "('9', 0, 4), ('901', 0, 2), ('902', 0, 2)", policy)).map(
      (r) => r.dividend_status,
    );

  test("of nothing but zeros is a zero, and one of gains and losses that cancel out is none", async () => {
    expect(await of("")).toEqual(["withheld", "", "withheld"]);
    expect(await of("zeros: withhold")).toEqual(["withheld", "withheld", "withheld"]);
  });

  test("is withheld where the largest contributor could work out the second, losses by their size and holders as one", async () => {
    // Two records of 300 are one holder's; without it and the second, the rest is 40 of 600.
    const herd = (third: number) =>
      declare(
        `
  - { name: dividend, label: { en: Dividend, zh: 分红 }, unit: yuan, kind: sum, contributors: n, adds_over: [area] }`,
        undefined,
        undefined,
        `contributions: |
  select * from (values ('a', '9', -300), ('a', '9', -300), ('b', '9', 500), ('c', '9', ${third})) t(unit, area, dividend)
  union all select 'r' || i, '9', 2 from range(20) r(i)`,
      );
    const status = async (third: number) =>
      (await publish(herd(third), "area, dividend, n", `('9', ${-600 + 500 + third + 40}, 23)`))[0]!
        .dividend_status;
    expect(await status(0)).toBe("withheld");
    expect(await status(60)).toBe("");
  });
});

describe("a policy", () => {
  test.each([
    ["contributors: 1", /contributors/],
    ["tables: { smaple: {} }", /tables.smaple: no such table/],
    ["tables: { sample: { measures: { worker: { open: true } } } }", /no such measure/],
    ["protected: [religion]", /religion is neither/],
    ["width: [", /not valid YAML/],
    ["colour: red", /colour/],
  ])("with a mistake is refused by name: %s", (text, message) => {
    expect(() => parsePolicy(text, [single])).toThrow(message);
  });

  test("that is empty has the defaults", () => {
    expect(parsePolicy("", [single])).toMatchObject({
      contributors: 10,
      dominance_percent: 10,
      zeros: "publish",
    });
  });

  test("leaves a measure alone that it calls open", async () => {
    const [row] = await publish(
      single,
      "area, workers, mean, line, n",
      "('a', 12, 1.0, 6000, 2)",
      "tables: { sample: { measures: { workers: { open: true } } } }",
    );
    expect(row).toMatchObject({ workers: "12", mean_status: "withheld" });
  });
});
