import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import type { FigureSpec } from "../../../src/components/figure/spec.ts";
import { bought, reach, returns } from "../../../src/figures/assets/kinds.ts";
import { assetsPage } from "../../../src/figures/assets/page.ts";
import { places } from "../../../src/figures/assets/places.ts";
import { idle, use } from "../../../src/figures/assets/use.ts";
import { releaseOf, sceneIn } from "../release.ts";
import { tables } from "../tables.ts";
import { publishedTable } from "./published.ts";

const { document } = parseHTML("<html><body></body></html>") as unknown as { document: Document };
const release = releaseOf(tables);
const county = sceneIn(release, { period: "2021-Q4" });
const draw = (spec: FigureSpec, scene = county) =>
  spec.chart(spec.state(scene), scene, { width: 580, document });

describe("the assets page", () => {
  test("says what was bought and how much of it stands idle", () => {
    expect(bought.state(county).title).toBe("60 assets, bought for 5,000,000 yuan");
    expect(use.state(county).title).toBe("12 of 60 assets stand idle");
    expect(idle.state(county).title).toBe("Idle assets: 15 in Q4 2020, 12 in Q4 2021");
  });

  test("sets the dividends of four quarters against the value, a flow against a stock", () => {
    // 4 x 25,000 of 5,000,000 yuan are 2 yuan for 100; 4 x 100 payments are 0.8 for 10,000 yuan.
    expect(returns.state(county).title).toBe(
      "For 100 yuan of value, 2 yuan were paid in four quarters: 100,000 yuan in all",
    );
    expect(reach.state(county).title).toBe(
      "For 10,000 yuan of value, 0.8 persons were paid in four quarters: 400 payments in all",
    );
    const early = sceneIn(release, { period: "2021-Q2" });
    expect(returns.state(early).title).toBe("Dividends against value: no sum of four quarters to Q2 2021");
  });

  test("says that payments are no count of persons", () => {
    expect(reach.state(county).notes.join(" ")).toContain("counts twice");
    expect(
      reach
        .state(county)
        .columns.map(({ label }) => label)
        .join(" "),
    ).toContain("once for each asset");
  });

  test("shows a kind with few operators as withheld, in words, and makes no rate of it", () => {
    for (const spec of [bought, returns, reach]) {
      const state = spec.state(county);
      const row = state.rows.find(({ kind }) => kind === "workshop")!;
      expect(Object.values(row).filter((value) => typeof value === "number")).toEqual([]);
      expect(draw(spec).textContent).toContain("Withheld to protect households");
    }
  });

  test("draws no division into used and idle where one part is withheld", () => {
    const town = sceneIn(release, { period: "2021-Q4", area: "901" });
    expect(use.state(town).title).toBe("Assets in use: not every part may be shown for Q4 2021");
    const said = [...draw(use, town).querySelectorAll("text")].map((text) => text.textContent);
    expect(said.filter((text) => /\d%/.test(text ?? ""))).toEqual([]);
    expect(said).toContain("Withheld to protect households");
  });

  test("keeps areas in administrative order and says of how many the value may be shown", () => {
    const state = places.state(county);
    expect(state.rows.map(({ area }) => area)).toEqual(["901", "902"]);
    expect(state.title).toBe("The value of assets may be shown for 1 of 2 areas");
    expect(state.rows[1]).toMatchObject({ value: null, return: null, return_status: "withheld" });
  });

  test("heads the page with stocks of a quarter and flows of four", () => {
    expect(assetsPage.headline!(county).map(({ label, value, period }) => [label, value, period])).toEqual([
      ["Assets bought with public funds", "60", "Q4 2021"],
      ["Value at cost", "5,000,000", "Q4 2021"],
      ["Assets standing idle", "12", "Q4 2021"],
      ["Dividends paid in four quarters", "100,000", "Q1 2021 to Q4 2021"],
      ["Persons paid, once for each asset", "400", "Q1 2021 to Q4 2021"],
    ]);
  });

  test("makes no rate of the one firm that a newspaper quotes, and does not name it", () => {
    const firm = { topic: "assets", area_label: "A town", end: "2021-12-14", period: "2021" };
    const figures = publishedTable([
      { ...firm, series: "poverty_fund_machines_as_shares", unit: "machines", value: 350 },
      { ...firm, series: "enterprise_dividend_annual", unit: "yuan_year", value: 50_000 },
      { ...firm, series: "enterprise_rent_free_years", unit: "years", value: 3 },
    ]);
    const scene = sceneIn(releaseOf({ areas: tables.areas!, figures }, { synthetic: false }));
    const own = assetsPage.figures.filter(({ tables }) => tables.includes("figures"));
    expect(own.map((spec) => spec.state(scene).rows.map(({ value }) => value))).toEqual([
      [350],
      [50_000],
      [3],
    ]);
    // 50,000 yuan over 350 machines would be 143.
    expect(
      own.map((spec) => JSON.stringify(spec.state(scene)) + draw(spec, scene).textContent).join(),
    ).not.toContain("143");
  });
});
