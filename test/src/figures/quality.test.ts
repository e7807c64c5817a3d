import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { frame } from "../../../src/components/figure/frame.ts";
import { areas as areaFigure, oneArea } from "../../../src/figures/quality/completeness.ts";
import { delivery, late } from "../../../src/figures/quality/delivery.ts";
import { qualityPage } from "../../../src/figures/quality/page.ts";
import { held, reasons } from "../../../src/figures/quality/rows.ts";
import { warnings } from "../../../src/figures/quality/sentences.ts";
import { areas, dimension, type Given, releaseOf, sceneIn } from "../release.ts";

const dims = [dimension("dataset", "dataset"), dimension("period")];
const reason = dimension("reason", "reason");
const counts = ["received", "accepted", "quarantined"];

/** Work came late in March and not at all in April; the list of areas has no period. */
const tables: Record<string, Given> = {
  areas,
  quality: {
    dimensions: dims,
    measures: [
      ...counts.map((name): Given["measures"][number] => [name, "rows", "other"]),
      ["days_late", "days", "other"],
      ["dropped", "columns", "other"],
    ],
    frequency: "none",
    rows: [
      ["areas", "", 3, 3, 0, "not_reported", 0],
      ["employment", "2021-02", 100, 100, 0, 0, 0],
      ["employment", "2021-03", 100, 97, 3, 12, 2],
      ["employment", "2021-04", ...Array(5).fill("not_reported")],
      ["employment", "2021-05", 100, 99, 1, 0, 0],
      ["income", "2021-Q1", 200, 200, 0, 4, 0],
    ],
  },
  quality_reasons: {
    dimensions: [...dims, reason],
    measures: [["quarantined", "rows", "other"]],
    frequency: "none",
    rows: [
      ["employment", "2021-03", "unknown_area", 2],
      ["employment", "2021-03", "out_of_range", 1],
      ["employment", "2021-05", "out_of_range", 1],
    ],
  },
  quality_warnings: {
    dimensions: [...dims, reason],
    measures: [["warned", "rows", "other"]],
    frequency: "none",
    rows: [["employment", "2021-05", "stock_identity", 2]],
  },
  quality_notes: {
    dimensions: [...dims, dimension("note", "note")],
    measures: [["noted", "notes", "other"]],
    frequency: "none",
    rows: [
      ["employment", "2021-03", "hidden_rows", 3],
      ["employment", "2021-05", "hidden_rows", 1],
    ],
  },
  completeness: {
    dimensions: [dims[0]!, dimension("area"), dims[1]!, dimension("state", "completeness")],
    measures: [["share", "ratio", "ratio"]],
    frequency: "none",
    rows: ["9", "901", "902"].flatMap((area) => [
      ["employment", area, "2021-02", "unjudged", "not_applicable"],
      ["employment", area, "2021-03", area === "901" ? "fewer" : "as_usual", area === "901" ? 0.35 : 1],
      ["employment", area, "2021-04", "not_sent", "not_reported"],
      ["employment", area, "2021-05", area === "902" ? "absent" : "as_usual", area === "902" ? 0 : 1],
      ["income", area, "2021-Q1", "as_usual", 1],
    ]),
  },
};
const release = releaseOf(tables);
const county = sceneIn(release);
const figures = qualityPage.figures.map((spec) => ({ name: spec.id, spec }));
const page = () => parseHTML("<html><body></body></html>").document as unknown as Document;

describe("the data quality page", () => {
  test("counts what was due, in time, late and not sent, and leaves lists outside time apart", () => {
    expect(delivery.state(county).title).toBe(
      "Of 5 snapshots due, 2 came in time, 2 came late and 1 did not come",
    );
    expect(delivery.state(county).rows.map((row) => row.delivery)).toEqual([
      ...["in_time", "late", "not_sent", "in_time", "late"],
    ]);
  });

  test("ends its accounts with the period that is chosen, a quarter with its last month", () => {
    const february = delivery.state(sceneIn(release, { period: "2021-02" }));
    expect(february.title).toBe("Of 1 snapshots due, 1 came in time, 0 came late and 0 did not come");
    expect(delivery.state(sceneIn(release, { period: "2021-03" })).rows).toHaveLength(3);
  });

  test("adds every row received to rows accepted and rows held back, dataset by dataset", () => {
    const state = held.state(county);
    expect(state.title).toBe("0.8% of the rows received were held back: 4 of 503");
    for (const row of state.rows) expect(row.received).toBe(Number(row.accepted) + Number(row.quarantined));
    expect(state.rows.find((row) => row.dataset === "employment")).toMatchObject({ share: 4 / 300 });
  });

  test("names the longest wait and the most frequent reason", () => {
    expect(late.state(county).title).toBe("The longest wait was 12 days: Employment, March 2021");
    expect(reasons.state(county).title).toMatch(/^The most frequent reason, for 50% of the rows held back/);
  });

  test("tells of warnings, of what was noted in reading and of columns dropped by their number alone", () => {
    expect(warnings(county)).toEqual([
      "Employment: 2 accepted rows do not meet a check that only warns (stock_identity).",
      "Employment: hidden_rows (4).",
      "Employment: 2 columns that the contract does not name were dropped unread.",
    ]);
    expect(warnings(sceneIn(release, { period: "2021-02" }))).toEqual([
      "No check warned, and every column that came is named by its contract.",
    ]);
  });

  test("finds the months in which an area sent less than usual or nothing, in administrative order", () => {
    const state = areaFigure.state(county);
    expect(state.title).toBe(
      "In 0 of 3 months every area sent what it usually sends; in April 2021, 2 of 2 sent less or nothing",
    );
    expect([...new Set(state.rows.map((row) => row.area))]).toEqual(["901", "902"]);
    const may = state.rows.filter((row) => row.period === "2021-05");
    expect(may.map((row) => [row.state, row.gaps])).toEqual([
      ["as_usual", 0],
      ["absent", 1],
    ]);
  });

  test("follows the area that is chosen, and never draws what cannot be judged as a gap", () => {
    const state = oneArea.state(sceneIn(release, { area: "901" }));
    expect(state.title).toBe("First Ford: of 4 deliveries, 1 were short and 1 brought no rows");
    expect(state.rows[0]).toMatchObject({ state: "unjudged", share: null });
  });

  test("says in its headline what is missing by name", () => {
    const tiles = qualityPage.headline!(county).map(({ value, comparison }) => [value, comparison]);
    expect(tiles).toEqual([
      ["5", "of 2 datasets; 1 more stand outside time"],
      ["2", "40% of those due"],
      ["2", "the latest by 12 days"],
      ["1", "Employment, April 2021"],
      ["503", "= 499 accepted + 4 quarantined"],
    ]);
  });

  test.each(figures)("draws $name with its source, its time and shapes besides colours", ({ spec }) => {
    const state = spec.state(county);
    const figure = frame(page(), spec, state, county, () => "x.csv");
    for (const words of [state.title, state.source, state.period, state.area, state.alt])
      expect(words).not.toBe("");
    expect(figure.outerHTML).not.toMatch(/NaN|undefined|Infinity/);
    expect(figure.querySelectorAll("table tbody tr")).toHaveLength(state.rows.length);
    const drawn = figure.querySelector("svg")!.textContent ?? "";
    if (spec.id === "quality-delivery") for (const sign of ["▣", "☒"]) expect(drawn).toContain(sign);
  });
});
