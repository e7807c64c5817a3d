import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import type { FigureSpec } from "../../../src/components/figure/spec.ts";
import { gini, townships, trend } from "../../../src/figures/income/level.ts";
import { incomePage } from "../../../src/figures/income/page.ts";
import { components, distribution, shares } from "../../../src/figures/income/parts.ts";
import { poverty } from "../../../src/figures/income/poverty.ts";
import {
  accountings,
  lines,
  areas as poorAreas,
  region,
  stated,
} from "../../../src/figures/income/reported.ts";
import { areas, dimension, type Given, releaseOf, sceneIn } from "../release.ts";
import { publishedTable } from "./published.ts";

const withheld = "withheld";

const income: Given = {
  dimensions: [dimension("area"), dimension("period")],
  measures: [
    ["persons", "persons"],
    ["mean", "yuan_person_year", "mean"],
    ...["median", "p10", "p25", "p75", "p90"].map((name) => [name, "yuan_person_year", "quantile"] as const),
    ["gini", "index", "other"],
    ["line", "yuan_person_year", "other"],
    ["below_line", "persons"],
    ["headcount", "ratio", "ratio"],
    ["gap", "ratio", "ratio"],
    ["severity", "ratio", "ratio"],
  ] as Given["measures"],
  frequency: "quarter",
  rows: [
    ["9", "2020-Q4", 200, 11000, 10000, 5000, 8000, 13000, 18000, 0.25, 6000, 20, 0.1, 0.02, 0.006],
    ["9", "2021-Q4", 200, 12500, 11000, 6000, 9000, 14000, 19000, 0.24, 6000, 10, 0.05, 0.01, 0.003],
    ["901", "2021-Q4", 100, 12000, 10500, 5800, 8800, 13000, 18000, 0.23, 6000, ...Array(4).fill(withheld)],
  ],
};

const incomeComponent: Given = {
  dimensions: [dimension("area"), dimension("period"), dimension("component", "component")],
  measures: [
    ["mean", "yuan_person_year", "mean"],
    ["households", "households"],
  ],
  frequency: "quarter",
  rows: [
    ["9", "2020-Q4", "wage", 4000, 40],
    ["9", "2020-Q4", "operating", 5000, 50],
    ["9", "2020-Q4", "property", withheld, withheld],
    ["9", "2020-Q4", "transfer", 1000, 50],
    ["9", "2021-Q4", "wage", 6000, 45],
    ["9", "2021-Q4", "operating", 5100, 50],
    ["9", "2021-Q4", "property", 100, 20],
    ["9", "2021-Q4", "transfer", 800, 50],
  ],
};

const incomeDistribution: Given = {
  dimensions: [dimension("area"), dimension("period"), dimension("bracket")],
  measures: [["persons", "persons"]],
  frequency: "quarter",
  rows: [
    ["9", "2021-Q4", "4000", withheld],
    ["9", "2021-Q4", "8000", 60],
    ["9", "2021-Q4", "10000", 100],
    ["9", "2021-Q4", "30000", 30],
  ],
};

const release = releaseOf({
  areas,
  income,
  income_component: incomeComponent,
  income_distribution: incomeDistribution,
});
const county = sceneIn(release, { period: "2021-Q4" });
const draw = (spec: FigureSpec, scene = county) => {
  const { document } = parseHTML("<html><body></body></html>");
  return spec.chart(spec.state(scene), scene, { width: 580, document: document as unknown as Document });
};

describe("the income page", () => {
  test("states the median with its change on a year earlier, against the line of the year", () => {
    const state = trend.state(county);
    expect(state.title).toBe("Half of all persons have more than 11,000 yuan, 10% more than in Q4 2020");
    expect(draw(trend).textContent).toContain("Monitoring line");
    expect(state.rows.find(({ period }) => period === "2021-Q2")).toMatchObject({
      median: null,
      median_status: "not_reported",
    });
  });

  test("makes no comparison where the year before is missing, and none where nothing is known", () => {
    const first = sceneIn(release, { period: "2020-Q4" });
    expect(trend.state(first).title).toBe(
      "Half of all persons have more than 10,000 yuan in the twelve months to Q4 2020",
    );
    const nowhere = sceneIn(release, { area: "902", period: "2021-Q4" });
    expect(trend.state(nowhere).title).toBe("Median income: no figure for Q4 2021");
    expect(gini.state(nowhere).title).toBe("Gini index: no figure for Q4 2021");
    expect(incomePage.headline!(nowhere).every(({ missing }) => missing)).toBe(true);
    for (const spec of [trend, gini, poverty, components, shares])
      expect(draw(spec, nowhere).outerHTML).not.toMatch(/NaN|Infinity/);
  });

  test("shows who is below the line in percentage points, each index on its own scale", () => {
    expect(poverty.state(county).title).toBe(
      "5% of persons are below 6,000 yuan, 5 percentage points less than in Q4 2020",
    );
    expect(poverty.state(county).notes.join(" ")).toContain("Zero persons below one line is not zero");
    const text = draw(poverty).textContent;
    for (const words of ["Headcount ratio", "5%", "Poverty gap", "1%", "Severity", "0.3%"])
      expect(text).toContain(words);
  });

  test("keeps a withheld headcount withheld", () => {
    const state = poverty.state(sceneIn(release, { area: "901", period: "2021-Q4" }));
    expect(state.title).toBe("Persons below the monitoring line: no figure for Q4 2021");
    expect(state.rows.find(({ period }) => period === "2021-Q4")).toMatchObject({
      headcount: null,
      headcount_status: "withheld",
    });
  });

  test("stands areas in administrative order and leaves one with nothing as a gap", () => {
    const { rows, title } = townships.state(county);
    expect(rows.map(({ area, median }) => [area, median])).toEqual([
      ["901", 10500],
      ["902", null],
    ]);
    expect(title).toContain("in the 1 areas");
    expect(draw(townships).textContent).toContain("Not reported");
  });

  test("names the largest component, and divides no quarter of which a component is withheld", () => {
    expect(shares.state(county).title).toBe("Wages make up 50% of income in Q4 2021");
    const text = draw(shares).textContent;
    expect(text).toContain("50%");
    expect(text).toContain("Withheld to protect households");
    expect(components.state(county).title).toBe(
      "Components of income in Q4 2021: no rise over a year earlier can be named",
    );
  });

  test("finds the fullest class of income; a class without persons is zero, a withheld one is not", () => {
    const state = distribution.state(county);
    expect(state.title).toBe("The fullest class, 10,000 to 12,000 yuan, holds 50% of persons");
    const at = (bracket: string) => state.rows.find((row) => row.bracket === bracket);
    expect(at("4000")).toMatchObject({ persons: null, persons_status: "withheld" });
    expect(at("6000")).toMatchObject({ persons: 0, persons_status: "" });
    expect(state.rows.some(({ period }) => period === "2020-Q4")).toBe(false);
    expect(state.notes).toContain("No comparison: the release has no figure for Q4 2020");
  });
});

describe("published incomes", () => {
  const year = (series: string, period: string, value: number, more = {}) => ({
    series,
    period,
    end: `${period}-12-31`,
    topic: "income",
    area_label: "The region",
    unit: "yuan_person_year",
    value,
    ...more,
  });
  const part = (name: string, value: number) => year(`cn_poor_areas_rural_income_${name}`, "2019", value);
  const scene = sceneIn(
    releaseOf(
      {
        areas,
        figures: publishedTable([
          year("xj_rural_income", "2010", 4000, { basis: "net_income_old" }),
          year("xj_rural_income", "2014", 8000, { basis: "disposable_income", segment: 2 }),
          year("xj_rural_income", "2015", 9000, { basis: "disposable_income", segment: 2 }),
          part("wage", 40),
          part("operation_net", 40),
          part("transfer_net", 15),
          part("property_net", 5),
          year("xj_lifted_population_net_income", "2021", 13_000, { basis: "registry_net_income" }),
          year("xj_lifted_areas_rural_income", "2021", 14_000, { tier: "derived" }),
          year("cn_rural_poverty_line_current_prices", "1986", 206, { basis: "standard_1986" }),
          year("cn_rural_poverty_line_current_prices", "2020", 4000, {
            basis: "registry_exit_line",
            segment: 2,
            qualifier: "claimed",
          }),
        ]),
      },
      { synthetic: false },
    ),
  );

  test("grow only within one definition; the break is ruled and explained", () => {
    const state = region.state(scene);
    expect(state.title).toContain("9,000 yuan per person in 2015, 13% above 2014 on one definition");
    expect(state.notes[0]).toMatch(/^A, 2014: .*Net income.*then Disposable income/);
    expect(draw(region, scene).textContent).toContain("A");
  });

  test("never join two definitions in one line", () => {
    const paths = [...draw(region, scene).querySelectorAll('g[stroke="var(--hue-1)"] path')];
    const drawn = paths.map((path) => (path.getAttribute("d")!.match(/[ML]/g) ?? []).length);
    expect(Math.max(...drawn)).toBe(2);
  });

  test("divide a stated income only where all four components are published", () => {
    expect(stated.state(scene).title).toContain(
      "of 100 yuan, 40% are wages, 40% own business, 15% transfers",
    );
  });

  test("set registry and survey side by side as two measures, and mark what was calculated", () => {
    expect(accountings.state(scene).title).toContain(
      "registry counts 13,000 yuan per lifted person, the survey 14,000",
    );
    expect(accountings.state(scene).tiers).toEqual(["survey", "derived"]);
    expect(draw(accountings, scene).textContent).toContain(", derived");
  });

  test("name every line with its standard and mark a claim at its bar", () => {
    expect(lines.state(scene).title).toContain("Between 1986 and 2020, 2 different lines");
    expect(draw(lines, scene).textContent).toContain("Exit line of the registry, claimed");
  });

  test("say so where the collection holds none of them", () => {
    const bare = sceneIn(releaseOf({ areas, figures: publishedTable([]) }, { synthetic: false }));
    for (const spec of [region, poorAreas, stated, accountings, lines])
      expect(spec.state(bare).title).toBe("No published figure");
  });
});
