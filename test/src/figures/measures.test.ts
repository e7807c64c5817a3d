import { describe, expect, test } from "vitest";
import { answers, course } from "../../../src/figures/measures/answers.ts";
import { matrix } from "../../../src/figures/measures/matrix.ts";
import { measuresPage } from "../../../src/figures/measures/page.ts";
import { coverage, covered, unmet } from "../../../src/figures/measures/places.ts";
import { terms } from "../../../src/figures/measures/terms.ts";
import { releaseOf, sceneIn } from "../release.ts";
import { tables } from "../tables.ts";

const release = releaseOf(tables);
const county = sceneIn(release);
const township = sceneIn(release, { area: "901" });

describe("the measures page", () => {
  test("answers its question before any chart", () => {
    const [first, second] = measuresPage.texts!.answer!(county);
    expect(first).toBe(
      `${county.area("9")}, December 2021: 50% of needs are being answered by a matching measure: 100 of 200; 100 are not.`,
    );
    expect(second).toBe("Answered least: Schooling costs (20%) and Illness (60%).");
  });

  test("says that too little may be shown rather than count a withheld answer as none", () => {
    expect(measuresPage.texts!.answer!(township)).toEqual([
      `${county.area("901")}, December 2021: too little may be shown to say.`,
    ]);
    expect(measuresPage.headline!(township)[0]).toMatchObject({
      value: "Withheld to protect households",
      missing: true,
    });
  });

  test("heads the page with the share of needs that is answered, and its change in percentage points", () => {
    expect(measuresPage.headline!(county)[0]).toMatchObject({
      value: "50%",
      comparison: "10 percentage points less than in December 2020",
    });
  });

  test("counts a need with only another kind of measure as one without a matching measure", () => {
    expect(course.state(county).title).toBe(
      "100 needs have no matching measure, 150% more than in December 2020",
    );
  });

  test("names the risk that is answered least", () => {
    expect(answers.state(county).title).toBe(
      "50% of needs have a matching measure; the risk with the fewest: Schooling costs (20%)",
    );
  });

  test("shows the pairs of risk and measure that match, in use or not, and marks the catalogue as illustrative", () => {
    const state = matrix.state(county);
    expect(state.title).toBe(
      "2 of 3 matching pairs of risk and measure are in use; none that can be shown reaches more than 60% of its risk's needs",
    );
    expect(state.notes[0]).toContain("illustrative catalogue of 14, not the official 14");
    const pair = (risk: string, measure: string) =>
      state.rows.find((row) => row.risk === risk && row.measure === measure);
    expect(pair("illness", "medical_aid")).toMatchObject({ share: 0.6, matching: "yes" });
    expect(pair("schooling", "education_aid")).toMatchObject({ share: null, share_status: "withheld" });
    expect(pair("schooling", "small_credit")).toMatchObject({ share: 0.4, matching: "no" });
  });

  test("shows a covered share only where both of its numbers are shown", () => {
    expect(covered.state(county).title).toBe(
      "50% of monitored households have a matching measure for every need, 30% for none",
    );
    const rows = coverage.state(county).rows.filter(({ area }) => area === "901");
    expect(rows.map(({ share, share_status }) => [share, share_status])).toEqual([
      [0.25, ""],
      [null, "withheld"],
      [null, "withheld"],
    ]);
  });

  test("lists unmet needs area by area in administrative order, with the reason where none can be shown", () => {
    const { rows, title } = unmet.state(county);
    expect(title).toBe("100 of 200 needs have no matching measure; 1 of 2 areas can be shown");
    expect(rows.map(({ area, unmet: needs, unmet_status }) => [area, needs, unmet_status])).toEqual([
      ["901", null, "withheld"],
      ["902", 30, ""],
    ]);
  });

  test("counts measures past their planned end beside all that run", () => {
    expect(terms.state(county).title).toBe("30 of 120 running measures are past their planned end (25%)");
  });
});
