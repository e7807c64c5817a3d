import { describe, expect, test } from "vitest";
import { jobs, planned } from "../../../src/figures/employment/enterprises.ts";
import { changes, industries, matrix } from "../../../src/figures/employment/industries.ts";
import { employmentPage } from "../../../src/figures/employment/page.ts";
import { quality, wages } from "../../../src/figures/employment/quality.ts";
import { places, trend } from "../../../src/figures/employment/work.ts";
import { releaseOf, sceneIn } from "../release.ts";
import { tables } from "../tables.ts";

const release = releaseOf(tables);
const county = sceneIn(release);

describe("the employment page", () => {
  test("states market work with its change on a year earlier, worked by hand", () => {
    expect(trend.state(county).title).toBe("110 persons in market work, 10% more than in December 2020");
  });

  test("says nothing of a change where the earlier period has no figure", () => {
    const state = trend.state(sceneIn(release, { period: "2021-11" }));
    expect(state.title).toBe("110 persons in market work in November 2021");
  });

  test("keeps a withheld count as missing, never as zero, and says why", () => {
    const state = trend.state(sceneIn(release, { area: "901" }));
    const row = state.rows.find(({ kind, period }) => kind === "public_post" && period === "2021-12");
    expect(row).toMatchObject({ workers: null, workers_status: "withheld" });
    expect(state.notes).toContain(
      "1 value is missing: withheld to protect households. It is drawn as a gap, not as zero.",
    );
  });

  test("shows a month that never came as not reported, in its place on the axis", () => {
    const absent = trend.state(county).rows.filter(({ period }) => period === "2021-06");
    expect(absent).toHaveLength(2);
    for (const row of absent) expect(row).toMatchObject({ workers: null, workers_status: "not_reported" });
  });

  test("counts an industry without a row as zero only where the area's total exists", () => {
    const { rows } = industries.state(county);
    const construction = rows.find(
      ({ industry, period }) => industry === "construction" && period === "2021-12",
    );
    expect(construction).toMatchObject({ workers: 0, workers_status: "" });
    const unknown = industries.state(sceneIn(release, { period: "2021-11" })).rows;
    expect(unknown.find(({ period }) => period === "2020-11")).toMatchObject({
      workers: null,
      workers_status: "not_reported",
    });
  });

  test("names the largest industry by its share of market work", () => {
    expect(industries.state(county).title).toBe("Crop farming employs most: 73% of those in market work");
  });

  test("counts the industries that grew and those that shrank", () => {
    expect(changes.state(county).title).toBe(
      "Of 2 industries that can be compared with a year earlier, more people work in 1 and fewer in 0",
    );
  });

  test("lists areas in administrative order whatever their numbers are", () => {
    const { rows } = matrix.state(county);
    expect([...new Set(rows.map(({ area }) => area))]).toEqual(["901", "902"]);
    expect(rows[0]).toMatchObject({ share: 80 / 110 });
  });

  test("never adds public-welfare posts to market work when it says where people work", () => {
    expect(places.state(county).title).toBe("60% of those in market work do it in their home township");
  });

  test("keeps a withheld median missing beside those that are published", () => {
    const state = wages.state(county);
    expect(state.title).toContain("between 2,100 and 3,300 yuan a month; the median is 2,600");
    expect(state.rows.find(({ industry }) => industry === "livestock")).toMatchObject({
      median: null,
      median_status: "withheld",
    });
    expect(state.rows.find(({ industry }) => industry === "transport")).toMatchObject({
      median_status: "not_reported",
    });
  });

  test("opens job quality with what is not reported", () => {
    expect(quality.state(county).title).toBe("Written contract: nothing is reported for 75% of workers");
  });

  test("keeps planned jobs apart from jobs, each with its own qualifier", () => {
    expect(jobs.state(county).title).toBe("300 persons employed in 14 enterprises and workshops");
    expect(planned.state(county).title).toBe("150 further jobs are planned; none of them counts as a job");
    expect(planned.state(county).qualifiers).toEqual(["planned"]);
    expect(jobs.state(county).columns.map(({ name }) => name)).not.toContain("jobs_planned");
  });

  test("gives every headline figure a comparison or the reason why there is none", () => {
    const tiles = employmentPage.headline!(county);
    expect(tiles.map(({ value, comparison }) => [value, comparison])).toEqual([
      ["110", "10% more than in December 2020"],
      ["12", "the same as in December 2020"],
      ["2,600", "No comparison: the release has no figure for December 2020"],
      ["30", "No comparison: the release has no figure for December 2020"],
    ]);
  });

  test("has a word in place of a headline figure that is withheld", () => {
    const tile = employmentPage.headline!(sceneIn(release, { area: "901" }))[1]!;
    expect(tile).toMatchObject({ value: "Withheld to protect households", missing: true });
  });
});
