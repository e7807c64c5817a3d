import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import type { FigureSpec } from "../../../src/components/figure/spec.ts";
import { choicesOf } from "../../../src/components/filters/filters.ts";
import { land, origins, sheds } from "../../../src/figures/resettlement/allotted.ts";
import { compare, herds, workPlaces } from "../../../src/figures/resettlement/beside.ts";
import { resettlementPage } from "../../../src/figures/resettlement/page.ts";
import { dividends, work } from "../../../src/figures/resettlement/yields.ts";
import { releaseOf, sceneIn } from "../release.ts";
import { tables } from "../tables.ts";

const { document } = parseHTML("<html><body></body></html>") as unknown as { document: Document };
const release = releaseOf(tables);
/** Second Ford (902) stands for a resettlement site of 100 households. */
const county = sceneIn(release, { period: "2021-Q4" });
const draw = (spec: FigureSpec, scene = county) =>
  spec.chart(spec.state(scene), scene, { width: 580, document });

describe("the resettlement page", () => {
  test("offers the county and its sites, and no area that has none", () => {
    expect(choicesOf(county, resettlementPage).areas).toEqual(["9", "902"]);
  });

  test("shows land in mu with hectares beside: 15 mu are one hectare", () => {
    const state = land.state(county);
    expect(state.title).toBe("10 mu of land per household on average, or 0.67 hectares");
    expect(state.rows[0]).toMatchObject({ land: 1000, per_household: 10 });
    expect(state.rows[0]!.hectares).toBeCloseTo(66.667, 3);
    expect(draw(land).textContent).toContain("10.5 mu (0.7 ha)");
    expect(resettlementPage.headline!(county)[1]).toMatchObject({
      value: "1,000",
      unit: "mu (66.7 hectares)",
    });
  });

  test("names the townships that people came from, and those whose township nobody recorded", () => {
    expect(origins.state(county).title).toBe("100 households live at the site; all came from 1 township");
    const said = [...draw(origins).querySelectorAll("text")].map((text) => text.textContent);
    expect(said).toEqual(expect.arrayContaining(["First Ford", "80", "Not recorded", "20"]));
  });

  test("gives no share of households with a shed where their number is withheld", () => {
    const state = sheds.state(county);
    expect(state.title).toBe("40% of households have a vegetable shed; 52 sheds in all");
    expect(state.rows.find(({ origin }) => origin === "unknown")).toMatchObject({
      share: null,
      share_status: "withheld",
    });
    expect(draw(sheds).textContent).toContain("Withheld");
  });

  test("sums dividends over four quarters, per household that says anything of them", () => {
    // 0 + 6,000 + 0 + 6,000 yuan; 100 yuan for each of 60 households, twice.
    expect(dividends.state(county).title).toBe(
      "12,000 yuan in dividends in the four quarters to Q4 2021: 200 yuan per household that is reported on",
    );
    const early = sceneIn(release, { period: "2021-Q2" });
    expect(dividends.state(early).title).toBe("Dividends: no sum of four quarters for Q2 2021");
  });

  test("counts members near home beside the year before", () => {
    expect(work.state(county).title).toBe(
      "90 members of settled households work near home, 80% more than in Q4 2020",
    );
  });

  test("sets a site beside its county in each measure by itself, and says that the county includes it", () => {
    const rows = ["9", "902"].map((area) => [
      ...[area, "2021-Q4", 500, 2000, 13600, area === "9" ? 12744 : 11000, 7400, 9800, 16100, 20200, 0.21],
      ...[6000, 40, area === "9" ? 0.02 : "withheld", 0.004, 0.001, 0.005],
    ]);
    const scene = sceneIn(releaseOf({ ...tables, income: { ...tables.income!, rows } }), {
      period: "2021-Q4",
    });
    const state = compare.state(scene);
    expect(state.title).toBe(
      "Second Ford: median income of 11,000 yuan per person; Test County as a whole: 12,744 yuan",
    );
    expect(state.rows.map(({ area }) => area)).toEqual(["902", "9"]);
    expect(state.rows[0]).toMatchObject({ headcount: null, headcount_status: "withheld" });
    expect(state.notes.join(" ")).toContain("The county includes the site");
    const svg = draw(compare, scene);
    const widths = [...svg.querySelectorAll("g[aria-label=bar] rect")].map((bar) =>
      bar.getAttribute("width"),
    );
    // Bars of a group share a scale, so the larger fills it: 12,744 yuan and 2% alike.
    expect(new Set(widths).size).toBeLessThan(widths.length);
    expect(svg.textContent).toContain("Withheld to protect households");
  });

  test("shows the herds that stand at the site, not the county's", () => {
    const rows = [
      ["9", "2021-Q4", "sheep", "all", 35000, 900, 400],
      ["902", "2021-Q4", "sheep", "all", 700, 10, 40],
      ["902", "2021-Q4", "cattle", "all", "withheld", "withheld", "withheld"],
    ];
    const scene = sceneIn(releaseOf({ ...tables, livestock: { ...tables.livestock!, rows } }), {
      period: "2021-Q4",
    });
    expect(herds.state(scene).title).toBe("At the site stand 700 sheep");
    expect(JSON.stringify(herds.state(scene).rows)).not.toContain("35000");
  });

  test("ranks nothing by work away: site and county stand in a fixed order", () => {
    expect(workPlaces.state(county).rows.map(({ area }) => area)).toEqual([
      ...Array(4).fill("902"),
      ...Array(4).fill("9"),
    ]);
  });
});
