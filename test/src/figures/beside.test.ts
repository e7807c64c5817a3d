import { describe, expect, test } from "vitest";
import { beside } from "../../../src/components/figure/beside.ts";
import type { Course, FigureSpec } from "../../../src/components/figure/spec.ts";
import { headcount } from "../../../src/figures/maps/map.ts";
import { incomes } from "../../../src/figures/overview/figures.ts";
import { areas, dimension, type Given, releaseOf, sceneIn } from "../release.ts";

const four: Given = {
  ...areas,
  rows: [
    ...areas.rows,
    ["903", "9", "township", "", "Third Ford", "三渡"],
    ["904", "9", "township", "", "Fourth Ford", "四渡"],
  ],
};
const income: Given = {
  dimensions: [dimension("area"), dimension("period")],
  measures: [
    ["median", "yuan_person_year", "quantile"],
    ["line", "yuan_person_year", "other"],
    ["persons", "persons"],
    ["headcount", "ratio", "ratio"],
  ],
  frequency: "quarter",
  rows: [
    ["9", "2021-Q4", 9000, 6000, 100, 0.2],
    ["901", "2021-Q3", 8000, 6000, 10, 0.1],
    ["901", "2021-Q4", 8500, 6000, 11, 0.1],
    ["902", "2021-Q4", "withheld", 6000, 20, "withheld"],
    ["903", "2021-Q3", 1, 6000, "withheld", 0.4],
    ["903", "2021-Q4", 1, 6000, 34, 0.4],
    ["904", "2021-Q4", 1, 6000, 35, 0.3],
  ],
};
const events = [
  {
    date: "2021-08-01",
    area: "9",
    topic: "",
    text: { en: "Dry summer", zh: "夏旱" },
    source: { en: "Test", zh: "试" },
  },
  {
    date: "2021-09-01",
    area: "902",
    topic: "income",
    text: { en: "Road", zh: "修路" },
    source: { en: "Test", zh: "试" },
  },
  {
    date: "2021-09-02",
    area: "9",
    topic: "livestock",
    text: { en: "Sheep", zh: "羊" },
    source: { en: "Test", zh: "试" },
  },
  {
    date: "2022-01-01",
    area: "9",
    topic: "",
    text: { en: "Too late", zh: "过后" },
    source: { en: "Test", zh: "试" },
  },
];
const release = releaseOf({ areas: four, income }, { events });
const scene = (view = {}) => sceneIn(release, { area: "901", compare: "902", period: "2021-Q4", ...view });
const figure = (measure: string): FigureSpec => {
  const course: Course = { table: "income", measure, where: {} };
  return beside({ ...incomes, course }, course);
};

describe("two areas side by side", () => {
  test("each keep their own values and reasons, in title and table", () => {
    const { title, rows, columns } = figure("median").state(scene());
    expect(title).toBe("median: First Ford 8,500, Second Ford withheld to protect households in Q4 2021");
    const last = rows.filter((row) => row.period === "2021-Q4");
    expect(last.map(({ area, median }) => [columns[1]!.names!(String(area)), median])).toEqual([
      ["First Ford", 8500],
      ["Second Ford", null],
      ["Test County as a whole", 9000],
    ]);
  });

  test("are judged by the median of the places where a measure is a count, if half of them have one", () => {
    const { rows } = figure("persons").state(scene());
    const middle = rows
      .filter((row) => row.area === "median")
      .map(({ period, persons }) => [period, persons]);
    // Of 11, 20, 34 and 35 the lower middle one is 20; in the quarter before only one of four is published.
    expect(middle).toEqual([
      ["2021-Q3", null],
      ["2021-Q4", 20],
    ]);
  });

  test("have no third line where one of them is the whole", () => {
    const { rows } = figure("median").state(scene({ area: "9" }));
    expect(new Set(rows.map(({ area }) => area))).toEqual(new Set(["9", "902"]));
  });
});

describe("events on a figure over time", () => {
  const told = (view: object) =>
    incomes
      .state(scene({ compare: undefined, ...view }))
      .events!.map(({ number, text }) => [number, text.en]);

  test("are those of the topic and the time that concern the area or one that holds it", () => {
    expect(told({ area: "9" })).toEqual([[1, "Dry summer"]]);
    expect(told({ area: "901" })).toEqual([[1, "Dry summer"]]);
    expect(told({ area: "902" })).toEqual([
      [1, "Dry summer"],
      [2, "Road"],
    ]);
  });

  test("are told below it with their day and source, in the reader's language", () => {
    const { notes } = incomes.state(scene({ area: "902", compare: undefined, lang: "zh" }));
    expect(notes.at(-1)).toBe("2 · 2021年9月1日：修路。来源：试。");
  });
});

describe("a map of a measure", () => {
  test("gives range, median and number of places, and every place its value or reason", () => {
    const { title, unit, rows } = headcount.state(scene({ area: "9", compare: undefined }));
    expect(title).toBe(
      "From 10% to 40% of persons are below the monitoring line; in half of the 3 places with a figure at most 30%",
    );
    expect(unit).toBe("percent");
    expect(rows.map((row) => [row.area, row.headcount, row.headcount_status])).toEqual([
      ["901", 0.1, ""],
      ["902", null, "withheld"],
      ["903", 0.4, ""],
      ["904", 0.3, ""],
    ]);
  });

  test("says whether somebody placed the tiles", () => {
    const notes = (map?: object) =>
      headcount.state(sceneIn(releaseOf({ areas: four, income }, { map } as object), { period: "2021-Q4" }))
        .notes;
    const spots = Object.fromEntries(["901", "902", "903", "904"].map((code, at) => [code, [at, 0]]));
    expect(notes().join()).toContain("in the order of the codes");
    expect(notes({ tiles: spots }).join()).toContain("as the places lie to each other");
  });
});
