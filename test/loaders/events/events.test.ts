import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { parseEvents } from "../../../loaders/events/events.ts";

const known = { areas: new Set(["9", "901"]), topics: new Set(["income"]) };
const parse = (rows: string) =>
  parseEvents(`date,area,topic,text_en,text_zh,source_en,source_zh\n${rows}`, "data/events/test.csv", known);

test("events are read in the order of their days, each with its words and its source", () => {
  expect(parse("2021-03-05,901,income,Later,后,Test,试\n2020-01-31,9,,Earlier,先,Test,试\n")).toEqual([
    {
      date: "2020-01-31",
      area: "9",
      topic: "",
      text: { en: "Earlier", zh: "先" },
      source: { en: "Test", zh: "试" },
    },
    {
      date: "2021-03-05",
      area: "901",
      topic: "income",
      text: { en: "Later", zh: "后" },
      source: { en: "Test", zh: "试" },
    },
  ]);
});

test.each([
  ["2021-02-30,9,,a,b,c,d", /row 2: expected a day like 2021-03-31, found `2021-02-30`/],
  ["2021-02,9,,a,b,c,d", /expected a day/],
  ["2021-02-01,8,,a,b,c,d", /no area `8`/],
  ["2021-02-01,9,weather,a,b,c,d", /no topic `weather`/],
  ["2021-02-01,9,,a,,c,d", /its words and its source in both languages/],
  ["2021-02-01,9,,a,b,c,", /its source in both languages/],
])("an event that does not fit is refused with its row: %s", (row, message) => {
  expect(() => parse(`${row}\n`)).toThrow(message);
});

test("a file with other columns is refused", () => {
  expect(() => parseEvents("day,text\n", "e.csv", known)).toThrow(/no column date, area, topic/);
});

test("the events of the fictional county say that they are made up", async () => {
  const text = await readFile("data/events/demo.csv", "utf8");
  const topics = new Set(["monitoring"]);
  const events = parseEvents(text, "demo.csv", { areas: new Set(["999901", "999901001"]), topics });
  expect(events.length).toBeGreaterThan(1);
  expect(
    events.filter(({ source }) => !source.en.startsWith("Synthetic") || !source.zh.startsWith("合成")),
  ).toEqual([]);
});
