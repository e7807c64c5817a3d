import { parseHTML } from "linkedom";
import { expect, test } from "vitest";
import type { ReleaseReader } from "../../../src/components/data/release.ts";
import { fillReal } from "../../../src/figures/reported/real.ts";
import { areas, releaseOf } from "../release.ts";
import { publishedTable } from "./published.ts";

const monitored = { topic: "monitoring", area_label: "A real county", unit: "persons" };
const real = releaseOf(
  {
    areas,
    figures: publishedTable([
      { ...monitored, series: "Ever identified", period: "2020", end: "2020-12-31", value: 500 },
      {
        ...monitored,
        series: "Ever identified",
        period: "2021",
        end: "2021-12-31",
        value: 700,
        qualifier: "at_least",
      },
      { ...monitored, series: "Checked", period: "2021", end: "2021-12-31", value: 300 },
      { ...monitored, topic: "income", series: "Income", period: "2021", end: "2021-12-31", value: 9 },
    ]),
  },
  { synthetic: false, title: { en: "Reported figures", zh: "公布数据" } },
);
const made = releaseOf({ areas });
/** Both collections in one release. */
const both: ReleaseReader = {
  ...made,
  manifest: {
    ...made.manifest,
    collections: { ...made.manifest.collections, reported: real.manifest.collections.test! },
  },
  table: (collection, name) => (collection === "reported" ? real : made).table("test", name),
};

function filled(release: ReleaseReader, collection: string, topic: string): Element | null {
  const { document } = parseHTML(
    `<html><body><main><section data-real="${topic}"><div data-list></div></section></main></body></html>`,
  );
  fillReal(document as unknown as Document, release, {
    collection,
    area: "9",
    period: "2021-12",
    lang: "en",
  });
  return document.querySelector("[data-real]") as unknown as Element | null;
}

test("a page about made-up places lists the latest real figure of each kind, with its place, tier and source", () => {
  const part = filled(both, "test", "monitoring")!;
  const rows = [...part.querySelectorAll("tbody tr")].map((row) =>
    [...row.querySelectorAll("th, td")].map((cell) => cell.textContent),
  );
  expect(rows.map(([title, place, period, value]) => [title, place, period, value])).toEqual([
    ["Ever identified", "A real county", "2021", "700 persons (at least)"],
    ["Checked", "A real county", "2021", "300 persons"],
  ]);
  for (const row of rows) expect(row).toEqual(expect.arrayContaining(["Survey", "Test yearbook"]));
  expect(part.querySelector("a")?.getAttribute("href")).toBe("../reported/figures.html");
  expect(part.innerHTML).not.toMatch(/%|synthetic/i);
});

test("it has no such part on a topic of which nothing is published, nor on a page about real places", () => {
  expect(filled(both, "test", "assets")).toBeNull();
  expect(filled(both, "reported", "monitoring")).toBeNull();
  expect(filled(made, "test", "monitoring")).toBeNull();
});
