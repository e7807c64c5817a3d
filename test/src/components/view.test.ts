import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { between, periodOf, readView, writeView, yearBefore } from "../../../src/components/data/view.ts";
import { matches } from "../../../src/components/filters/table-filter.ts";
import { placeOf } from "../../../src/components/page/place.ts";
import { releaseOf } from "../release.ts";

const areas = ["9", "901", "902"];
const choices = { areas, periods: ["2021-10", "2021-11", "2021-12"], compare: areas, series: ["a", "b"] };
const fixed = { collection: "test", lang: "en" as const };

describe("a view in the address", () => {
  test("comes back as it was written", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...areas),
        fc.constantFrom(...choices.periods),
        fc.constantFrom(undefined, ...areas),
        fc.constantFrom({}, { as: "table" as const }),
        fc.constantFrom<{ series?: string[] }>({}, { series: ["a"] }, { series: ["b", "a"] }),
        (area, period, compare, as, series) => {
          const beside = compare === undefined || compare === area ? {} : { compare };
          const view = { ...fixed, area, period, ...beside, ...as, ...series };
          expect(readView(writeView(view, choices), fixed, choices)).toEqual({ view, unknown: [] });
        },
      ),
    );
  });

  test("falls back to where the page opens, and says which part was unknown", () => {
    const { view, unknown } = readView("?area=nowhere&period=2021-11", fixed, choices);
    expect(view).toMatchObject({ area: "9", period: "2021-11" });
    expect(unknown).toEqual(["area"]);
  });

  test.each([
    ["2021-Q4", ["2021-10", "2021-11"], "2021-11"],
    ["2021", ["2021-Q1", "2021-Q2", "2022-Q1"], "2021-Q2"],
    ["2021-05", ["2021-Q1", "2021-Q2", "2021-Q3"], "2021-Q2"],
    ["2021-05", ["2020", "2021", "2022"], "2021"],
  ])("that asks for %s is followed on a page of another frequency: of %j to %s", (asked, periods, period) => {
    const { view, unknown } = readView(`?period=${asked}`, fixed, { areas, periods });
    expect({ period: view.period, unknown }).toEqual({ period, unknown: [] });
  });

  test.each(["2019-12", "2022-Q1", "2021-13", "2021-1", "202"])(
    "that asks for %s, which nothing here covers, is not followed",
    (asked) => {
      expect(readView(`?period=${asked}`, fixed, choices)).toMatchObject({
        view: { period: "2021-12" },
        unknown: ["period"],
      });
    },
  );

  test("sets no area beside itself, and none beside it that is not here", () => {
    expect(readView("?area=901&compare=901", fixed, choices).view).not.toHaveProperty("compare");
    const { view, unknown } = readView("?compare=nowhere", fixed, choices);
    expect(view).not.toHaveProperty("compare");
    expect(unknown).toEqual(["compare"]);
  });

  test("shows of the series that it names those that are here, and says that others are not", () => {
    const { view, unknown } = readView("?series=b,c,b", fixed, choices);
    expect(view.series).toEqual(["b"]);
    expect(unknown).toEqual(["series"]);
    expect(writeView(view, choices)).toBe("?series=b");
    expect(readView("?series=c", fixed, choices).view).not.toHaveProperty("series");
  });

  test("leaves alone what it does not know, however it is written", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (others) => {
        const parts = new URLSearchParams(others);
        for (const name of ["area", "period", "compare", "series", "view"]) parts.delete(name);
        parts.set("area", "902");
        const { view, unknown } = readView(`?${parts}`, fixed, choices);
        expect({ view, unknown }).toEqual({
          view: { ...fixed, area: "902", period: "2021-12" },
          unknown: [],
        });
      }),
    );
    expect(readView("?view=hologram&period=%E0%A4", fixed, choices).view).toEqual({
      ...fixed,
      area: "9",
      period: "2021-12",
    });
  });

  test("is empty where the page opens", () => {
    expect(writeView({ ...fixed, area: "9", period: "2021-12" }, choices)).toBe("");
  });
});

describe("periods", () => {
  test("a quarterly table answers a month with the last quarter that has ended by then", () => {
    const table = { periods: ["2021-Q1", "2021-Q2", "2021-Q4"] };
    expect(periodOf(table, "2021-06")).toBe("2021-Q2");
    expect(periodOf(table, "2021-05")).toBe("2021-Q1");
  });

  test("a table that begins later answers with the period before, which has a name and no figure", () => {
    expect(periodOf({ periods: ["2021-Q1"] }, "2021-02")).toBe("2020-Q4");
    expect(periodOf({ periods: ["2021-Q3"] }, "2021-03")).toBe("2021-Q1");
    expect(periodOf({ periods: ["2021"] }, "2021-11")).toBe("2020");
    expect(periodOf({ periods: ["2021"] }, "2020-12")).toBe("2020");
    expect(periodOf({ periods: ["2021-05"] }, "2021-Q1")).toBe("2021-03");
    expect(periodOf({ periods: ["2021-05"] }, "2020")).toBe("2020-12");
    expect(periodOf({ periods: [] }, "2020")).toBeUndefined();
  });

  test("the months and quarters between two are all there, over the turn of a year", () => {
    expect(between("2020-11", "2021-02")).toEqual(["2020-11", "2020-12", "2021-01", "2021-02"]);
    expect(between("2020-Q4", "2021-Q1")).toEqual(["2020-Q4", "2021-Q1"]);
    expect(yearBefore("2021-Q1")).toBe("2020-Q1");
  });
});

test("an address names a collection and a page; the root is the default collection's overview", () => {
  const { manifest } = releaseOf({});
  expect(placeOf("/test/employment", manifest)).toEqual({
    collection: "test",
    slug: "employment",
    lang: "en",
  });
  expect(placeOf("/zh/test/income.html", manifest)).toMatchObject({ slug: "income", lang: "zh" });
  expect(placeOf("/zh/", manifest)).toMatchObject({ collection: "test", slug: "index", lang: "zh" });
  expect(placeOf("/index", manifest)).toEqual({ collection: "test", slug: "index", lang: "en" });
  expect(placeOf("/zh/test/area/901.html", manifest)).toMatchObject({
    slug: "area",
    area: "901",
    lang: "zh",
  });
  expect(placeOf("/test/income/901", manifest)).toBeUndefined();
  expect(placeOf("/notebooks/some-page", manifest)).toBeUndefined();
});

test("the table of published figures is narrowed by area, years, topic, tier and every word", () => {
  const row = {
    topic: "income",
    tier: "survey",
    area: "Xinjiang (rural)",
    start: "2014",
    end: "2016",
    text: "Rural income Xinjiang 2014",
  };
  expect(matches(row, { words: "xinjiang income" })).toBe(true);
  expect(matches(row, { topic: "income", tier: "press_report" })).toBe(false);
  expect(matches(row, { words: "xinjiang wages" })).toBe(false);
  expect(matches(row, { area: "Xinjiang (rural)", from: "2016", to: "2020" })).toBe(true);
  expect(matches(row, { area: "China (rural)" })).toBe(false);
  expect(matches(row, { from: "2017" })).toBe(false);
  expect(matches(row, { to: "2013" })).toBe(false);
});
