import { readFileSync } from "node:fs";
import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { offtake, ownership, stock } from "../../../src/figures/livestock/herd.ts";
import { livestockPage } from "../../../src/figures/livestock/page.ts";
import { site, siteChickens, siteUnits, xinjiang } from "../../../src/figures/livestock/reported.ts";
import { schemes } from "../../../src/figures/livestock/schemes.ts";
import { fourQuarters, sumOf } from "../../../src/figures/livestock/sums.ts";
import { perHousehold, sheepUnits, townships, tropicalUnits } from "../../../src/figures/livestock/units.ts";
import { areas, dimension, type Given, releaseOf, sceneIn } from "../release.ts";
import { publishedTable } from "./published.ts";

const quarters = ["2020-Q4", "2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4"];

/** 100 sheep a year ago and 120 now, of which 90 are the households'; one owner of the cattle is withheld. */
const livestock: Given = {
  dimensions: [
    dimension("area"),
    dimension("period"),
    dimension("species", "species"),
    dimension("owner", "owner", "all"),
  ],
  measures: [
    ["stock", "head", "sum"],
    ["offtake", "head", "sum"],
  ],
  frequency: "quarter",
  rows: [
    ...quarters.flatMap((period, at) => [
      ["9", period, "sheep", "all", 100 + 5 * at, 10],
      ["9", period, "cattle", "all", 50 - at, at === 2 ? "withheld" : 3],
    ]),
    ["9", "2021-Q4", "sheep", "household", 90, 8],
    ["9", "2021-Q4", "sheep", "cooperative", 30, 2],
    ["9", "2021-Q4", "cattle", "household", 40, 3],
    ["9", "2021-Q4", "cattle", "company", "withheld", "withheld"],
    ["901", "2021-Q4", "sheep", "all", 70, 10],
    ["901", "2021-Q4", "cattle", "all", "withheld", "withheld"],
  ],
};

const livestockUnits: Given = {
  dimensions: [
    dimension("area"),
    dimension("period"),
    dimension("scheme", "livestock_scheme"),
    dimension("owner", "owner", "all"),
  ],
  measures: [
    ["units", "livestock_units", "sum"],
    ["per_household", "livestock_units_household", "ratio"],
  ],
  frequency: "quarter",
  rows: [
    ["9", "2020-Q4", "sheep_unit", "all", 300, "not_applicable"],
    ["9", "2021-Q4", "sheep_unit", "all", 330, "not_applicable"],
    ["9", "2020-Q4", "sheep_unit", "company", "withheld", "not_applicable"],
    ["9", "2021-Q4", "sheep_unit", "company", "withheld", "not_applicable"],
    ["9", "2021-Q4", "tlu", "all", 44, "not_applicable"],
    ["901", "2021-Q4", "sheep_unit", "household", 62, 6.2],
  ],
};

const release = releaseOf({ areas, livestock, livestock_units: livestockUnits });
const county = sceneIn(release, { period: "2021-Q4" });
const draw = (spec: typeof stock, scene = county) => {
  const { document } = parseHTML("<html><body></body></html>");
  return spec.chart(spec.state(scene), scene, { width: 580, document: document as unknown as Document });
};

describe("the livestock page", () => {
  test("counts the species that stand higher and lower than a year earlier", () => {
    // Sheep 100 to 120, cattle 50 to 46; the five others stand at zero, from which nothing grows.
    expect(stock.state(county).title).toBe(
      "In Q4 2021, 1 of 2 species stand higher than a year earlier and 1 lower",
    );
  });

  test("says that nothing can be compared where the year before is missing", () => {
    const scene = sceneIn(release, { period: "2021-Q3" });
    expect(stock.state(scene).title).toBe("Stock by species: no comparison with a year earlier for Q3 2021");
  });

  test("sums off-take over four quarters only where all four are known", () => {
    const { title, rows } = offtake.state(county);
    expect(title).toContain("40 sheep");
    expect(title).not.toContain("cattle");
    expect(rows.every((row) => !("stock" in row))).toBe(true);
    expect(sumOf("offtake", [{ offtake: 1 }, undefined])).toEqual({
      offtake: null,
      offtake_status: "not_reported",
    });
    expect(fourQuarters("2021-Q2")).toEqual(["2020-Q3", "2020-Q4", "2021-Q1", "2021-Q2"]);
  });

  test("shows stock and off-take in tiles of their own, and why four quarters cannot be compared", () => {
    const tiles = livestockPage.headline!(county);
    expect(tiles.map(({ label, value }) => `${label}: ${value}`)).toEqual([
      "Cattle in stock: 46",
      "Sheep and goats in stock: 120",
      "Camels in stock: 0",
      "Herd in sheep units: 330",
      "Off-take of sheep and goats: 40",
    ]);
    expect(tiles[4]).toMatchObject({
      period: "Q1 2021 to Q4 2021",
      comparison: "No comparison: of the four quarters before, one is missing (not reported)",
    });
  });

  test("divides no species by owner where one owner's stock is withheld", () => {
    expect(ownership.state(county).title).toBe("Households own 75% of the sheep");
    const text = draw(ownership).textContent;
    expect(text).toContain("75%");
    expect(text).toContain("Withheld to protect households");
    expect(text).not.toContain("87%");
  });

  test("keeps two schemes of units in two figures, each with its unit and its source", () => {
    const [sheep, tropical] = [sheepUnits.state(county), tropicalUnits.state(county)];
    expect(sheep.title).toBe("The herd comes to 330 sheep units, 10% more than in Q4 2020");
    expect(sheep.rows.every(({ scheme }) => scheme === "sheep_unit")).toBe(true);
    expect(sheep.notes[0]).toMatch(/Gansu.*Cattle 5.*Chickens are no part/);
    expect(sheep.notes.join(" ")).toContain("No quarter has a figure that may be shown for: Company");
    expect(tropical.title).toBe("The herd comes to 44 tropical livestock units in Q4 2021");
    expect(tropical.notes[0]).toMatch(/harvestchoice.*Cattle 0.7/);
  });

  test("counts an animal as the list of schemes does", () => {
    const [, ...lines] = readFileSync("data/schemes/livestock_units.csv", "utf8").trim().split(/\r?\n/);
    const listed = lines.map((line) => line.split(",").slice(0, 4).join(","));
    const held = Object.entries(schemes).flatMap(([scheme, { unit, factors }]) =>
      Object.entries(factors).map(([species, factor]) => [scheme, species, factor, unit].join(",")),
    );
    const plain = (line: string) => line.replace(/(\d)\.0,/, "$1,");
    expect(held.sort()).toEqual(listed.map(plain).sort());
  });

  test("leaves an area without any herd as a gap, in administrative order", () => {
    const { rows, title } = perHousehold.state(county);
    expect(rows.map(({ area }) => area)).toEqual(["901", "902"]);
    expect(rows[1]).toMatchObject({ per_household: null, per_household_status: "not_reported" });
    expect(title).toContain("between 6.2 and 6.2");
    const parts = townships.state(county);
    expect(parts.rows.find(({ area, species }) => area === "901" && species === "cattle")).toMatchObject({
      share: null,
      share_status: "withheld",
    });
    expect(parts.title).toBe("Half of the sheep stand in 1 of 2 areas");
    expect(draw(townships).querySelectorAll("path, circle").length).toBeGreaterThan(0);
  });
});

describe("published herds", () => {
  const figure = { topic: "livestock", area_label: "The site", end: "2021-12-14", period: "2021-12" };
  const herd = { ...figure, unit: "head", tier: "press_report", qualifier: "rounded" };
  const figures = publishedTable([
    { ...herd, series: "livestock_stock_cattle", value: 2000 },
    { ...herd, series: "livestock_stock_sheep", value: 35_000 },
    { ...herd, series: "livestock_stock_camels", value: 3000 },
    { ...herd, series: "poultry_offtake_annual", unit: "head_year", value: 36_000 },
    {
      ...herd,
      series: "xj_livestock_stock_sheep_goats",
      segment: 1,
      end: "1997-12-31",
      period: "1997-12",
      value: 30,
      basis: "year_end_stock",
    },
    {
      ...herd,
      series: "xj_livestock_stock_sheep_goats",
      segment: 2,
      end: "2024-06-30",
      period: "2024-06",
      value: 44,
      basis: "mid_year_stock",
    },
  ]);
  const scene = sceneIn(releaseOf({ areas, figures }, { synthetic: false }));

  test("are converted by each scheme apart, and marked as derived: 66,000 sheep units or 7,900 TLU", () => {
    const state = siteUnits.state(scene);
    expect(state.title).toBe(
      "By our calculation the stated herd is 66,000 sheep units, or 7,900 tropical livestock units",
    );
    expect(state.tiers).toEqual(["derived"]);
    expect(state.qualifiers).toEqual(["rounded"]);
    expect(site.state(scene).tiers).toEqual(["press_report"]);
  });

  test("keep the flow of chickens out of the herd and of its units", () => {
    expect(site.state(scene).rows).toHaveLength(3);
    expect(siteUnits.state(scene).rows.some(({ species }) => species === "chicken")).toBe(false);
    expect(siteChickens.state(scene).title).toContain("36,000 chickens a year");
  });

  test("are not compared between mid-year and the end of a year", () => {
    expect(xinjiang.state(scene).title).toBe("44 sheep and goats in June 2024");
  });

  test("say so where the collection holds none of them", () => {
    const bare = sceneIn(releaseOf({ areas, figures: publishedTable([]) }, { synthetic: false }));
    expect(siteUnits.state(bare).title).toBe("The stated herd in livestock units: a figure is missing");
    expect(xinjiang.state(bare).title).toBe("No published figure");
  });
});
