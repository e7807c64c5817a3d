import { readFileSync } from "node:fs";
import { group } from "d3";
import { expect, test } from "vitest";
import { parse } from "yaml";
import type { Column } from "../../loaders/contracts/contract.ts";
import { tiers } from "../../loaders/contracts/contract.ts";
import { figures } from "../../loaders/contracts/figures.ts";
import { csvSql, file, query } from "./csv.ts";

type Figure = Record<string, string>;
const published = await query<Figure>(`select * from ${csvSql("data/reported/figures/figures.csv")}`);
const byId = new Map(published.map((f) => [f.id!, f]));
const groups = (key: (f: Figure) => string) => [...group(published, key).values()];

/** The article's figures as printed, by identifier. */
const article: Record<string, [number, string]> = {
  S01: [1915, "households"],
  S02: [3, "townships"],
  S03: [2000, "head"],
  S04: [35000, "head"],
  S05: [3000, "head"],
  S06: [36000, "head_year"],
  S07: [5728, "households"],
  S08: [25586, "persons"],
  S09: [3000000, "persons"],
  S10: [700000, "persons"],
  S11: [20, "departments"],
  S12: [14, "measure_types"],
  S13: [3, "levels"],
  S14: [300, "persons"],
  S15: [1000000, "shirts_year"],
  S16: [150, "jobs"],
  S17: [3, "years"],
  S18: [350, "machines"],
  S19: [50000, "yuan_year"],
  S20: [10, "industries"],
  S21: [118337, "persons"],
  S22: [100, "percent"],
};

test.each(Object.entries(article))(
  "%s of the article stands with its value and unit",
  (id, [value, unit]) => {
    expect(byId.get(id)).toMatchObject({ unit });
    expect(Number(byId.get(id)!.value)).toBe(value);
  },
);

test("all 22 figures that the article states, 232 of other publications and 8 stated beside them are there", () => {
  const count = (letter: string) => published.filter((f) => f.id!.startsWith(letter)).length;
  expect([count("S"), count("P"), count("N"), published.length]).toEqual([22, 232, 8, 262]);
  expect(byId.size).toBe(published.length);
});

test("every row fits the contract: its columns, its numbers, its dates, its code lists, its areas", async () => {
  expect(Object.keys(published[0]!)).toEqual(Object.keys(figures.columns));
  const areas = new Set(
    (await query(`select code from ${csvSql("data/reported/areas/areas.csv")}`)).map((a) => a.code),
  );
  for (const [name, column] of Object.entries<Column>(figures.columns)) {
    const values = published.map((f) => f[name]!).filter((v) => v !== "");
    if (column.required) expect(values.length, name).toBe(published.length);
    if (column.type === "decimal") for (const v of values) expect(v).toMatch(/^\d+(\.\d+)?$/);
    if (column.type === "date") for (const v of values) expect(v).toMatch(/^(19|20)\d\d-\d\d-\d\d$/);
    if (column.codes) {
      const known = await query(`select code from ${csvSql(`data/codes/${column.codes}.csv`)}`);
      expect(known.map((c) => c.code)).toEqual(expect.arrayContaining([...new Set(values)]));
    }
  }
  for (const f of published) {
    expect(f.date_start! <= f.date_end!, f.id).toBe(true);
    if (f.area) expect(areas, f.id).toContain(f.area);
  }
});

test("no basis and no conflict is listed without a figure", async () => {
  for (const list of ["basis", "conflict"] as const) {
    const codes = await query<{ code: string }>(`select code from ${csvSql(`data/codes/${list}.csv`)}`);
    expect([...new Set(published.map((f) => f[list]!))].filter(Boolean).sort()).toEqual(
      codes.map((c) => c.code).sort(),
    );
  }
});

test("a series has one title and topic, and within a basis one unit and one kind of measure", () => {
  for (const series of groups((f) => f.series!)) {
    expect(new Set(series.map((f) => [f.title_en, f.title_zh, f.topic].join())).size, series[0]!.series).toBe(
      1,
    );
  }
  for (const line of groups((f) => [f.series, f.basis].join())) {
    expect(new Set(line.map((f) => [f.unit, f.measure].join())).size, line[0]!.series).toBe(1);
  }
});

test("a line has one value at a time", () => {
  for (const point of groups((f) => [f.series, f.area_label, f.basis, f.date_end].join())) {
    expect(point.map((f) => f.id)).toHaveLength(1);
  }
});

test("no planned figure shares a series and basis with an outcome", () => {
  const planned = published.filter((f) => f.qualifier === "planned");
  expect(planned.map((f) => f.id).sort()).toEqual(["P135", "S16"]);
  for (const plan of planned) {
    const beside = published.filter((f) => f.series === plan.series && f.basis === plan.basis);
    expect(new Set(beside.map((f) => f.qualifier))).toEqual(new Set(["planned"]));
  }
});

test("claims of all or none are marked as claims and stand apart from measurements", () => {
  for (const id of ["S21", "S22", "P001", "P060", "P153"])
    expect(byId.get(id)!.qualifier, id).toBe("claimed");
  for (const claim of published.filter((f) => f.qualifier === "claimed")) {
    const beside = published.filter((f) => f.series === claim.series && f.basis === claim.basis);
    expect(
      beside.every((f) => f.qualifier === "claimed"),
      claim.id,
    ).toBe(true);
  }
});

test("no ratio of the monitored and the employed of the article is a measurement", () => {
  expect(byId.get("S21")!.population).toMatch(/^Unclear/);
  expect(byId.get("S22")!.population).toMatch(/^Unclear/);
  for (const ratio of published.filter((f) => f.unit === "ratio"))
    expect(ratio.tier, ratio.id).toBe("derived");
});

test("both sides of every disagreement are there, from different sources or bases", () => {
  for (const sides of groups((f) => f.conflict!).filter(([first]) => first!.conflict !== "")) {
    expect(sides.length, sides[0]!.conflict).toBeGreaterThan(1);
    expect(new Set(sides.map((f) => f.source! + f.basis)).size, sides[0]!.conflict).toBeGreaterThan(1);
  }
});

test("the known breaks are breaks: each year on its own side of the change has its own basis", () => {
  const basis = (series: string, year: number) =>
    published.find((f) => f.series === series && f.period === String(year))!.basis;
  const breaks: [string, number, number][] = [
    ["xj_rural_income", 2010, 2014],
    ["cn_rural_poverty_line_current_prices", 2001, 2010],
    ["cn_rural_poverty_line_current_prices", 2013, 2014],
    ["cn_rural_poverty_line_current_prices", 2016, 2020],
    ["cn_poverty_headcount_intl_3_00", 2012, 2013],
    ["cn_poverty_headcount_intl_4_20", 2012, 2013],
    ["cn_poverty_headcount_intl_8_30", 2012, 2013],
    ["cn_poor_areas_rural_income", 2020, 2021],
    ["cn_rural_poor_population", 2019, 2020],
    ["xj_lifted_persons_annual", 2019, 2020],
  ];
  for (const [series, before, after] of breaks) {
    expect(basis(series, before), `${series} ${before}/${after}`).not.toBe(basis(series, after));
  }
});

test("the parts that were published apart add up to the published whole", () => {
  const value = (series: string, period: string, area?: string) =>
    Number(
      published.find((f) => f.series === series && f.period === period && (!area || f.area_label === area))!
        .value,
    );
  for (const year of ["2017", "2018", "2019"]) {
    const part = (area: string) => value("cn_rural_poor_population", year, `China ${area} (rural)`);
    expect(part("East") + part("Centre") + part("West")).toBe(
      value("cn_rural_poor_population", year, "China (rural)"),
    );
  }
  const poor = "cn_poor_areas_rural_income";
  for (const [whole, period] of [
    [poor, "2019"],
    [`${poor}_total`, "2019-Q1/2019-Q3"],
    [`${poor}_total`, "2020-Q1"],
  ] as const) {
    const components = ["wage", "operation_net", "property_net", "transfer_net"];
    const sum = components.reduce((total, c) => total + value(`${poor}_${c}`, period), 0);
    // Each published component is rounded to a yuan.
    expect(Math.abs(sum - value(whole, period)), period).toBeLessThanOrEqual(1);
  }
  for (const year of ["2020", "2021", "2022", "2023"]) {
    const workers = (kind: string) => value(`cn_migrant_workers${kind}`, year);
    expect(workers("_away") + workers("_local")).toBe(workers(""));
  }
  expect(value("xj_livestock_stock_sheep", "1997-12") + value("xj_livestock_stock_goats", "1997-12")).toBe(
    value("xj_livestock_stock_sheep_goats", "1997-12"),
  );
});

test("the enterprise of the article is nowhere named and nobody's record is among the figures", () => {
  for (const f of published.filter((x) => x.basis === "one_enterprise" || x.basis === "plan")) {
    expect(f.population, f.id).not.toMatch(/Co\.|Ltd|公司|有限/);
  }
  expect(published.filter((f) => Number(f.value) === 1 && f.unit === "persons")).toEqual([]);
});

test.each(["data/reported/figures", "data/reported/areas", "data/areas"])(
  "%s says who made it, on what licence and when",
  (folder) => {
    const origin = parse(readFileSync(file(`${folder}/origin.yml`), "utf8"));
    for (const key of ["title", "producer", "licence", "tier", "date"]) expect(origin[key], key).toBeTruthy();
    expect(tiers).toContain(origin.tier);
  },
);
