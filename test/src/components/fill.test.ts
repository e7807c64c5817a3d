import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { fill } from "../../../src/components/page/fill.ts";
import { areaPage } from "../../../src/figures/area/page.ts";
import { dimension, type Given, releaseOf, sceneIn } from "../release.ts";

const answers = (needs: (string | number)[]): Given => ({
  dimensions: ["area", "period", "risk", "answer"].map((name) => dimension(name)),
  measures: [["needs", "needs"]],
  frequency: "month",
  rows: needs.flatMap((all, at) => [
    [`90${at + 1}`, "2021-12", "all", "all", all],
    [`90${at + 1}`, "2021-12", "all", "matched", all],
  ]),
});
const areas: Given = {
  dimensions: ["code", "parent", "level", "kind", "name_en", "name_zh"].map((name) => dimension(name)),
  measures: [],
  frequency: "none",
  rows: [
    ["9", "", "county", "", "County", "县"],
    ["901", "9", "township", "", "North", "北"],
    ["902", "9", "township", "", "South", "南"],
  ],
};
const release = releaseOf({ areas, measures_need: answers([40, "withheld"]) });

/** The area page's own parts for one place. */
function shown(area: string) {
  const { document } = parseHTML(
    `<html><body><main>
      <section data-here="measures_need"><figure data-figure="measures-answer"></figure></section>
      <section data-here="resettlement measures_need" id="either"></section>
      <section data-here="resettlement" id="site"></section>
    </main></body></html>`,
  );
  const scene = sceneIn(release, { area, period: "2021-12" });
  fill(document as unknown as Document, areaPage, scene, { areas: [area], periods: [] }, () => "figure.csv");
  return document;
}

describe("the page of a place", () => {
  test("leaves out a topic of which no table has a row of that place", () => {
    expect(shown("901").querySelectorAll("section")).toHaveLength(2);
    expect(shown("901").querySelector("#site")).toBeNull();
    expect(shown("9").querySelectorAll("section")).toHaveLength(0);
  });

  test("draws a figure that has numbers, and tells one whose numbers are all withheld in a line with the reason", () => {
    expect(shown("901").querySelector("figure[data-figure=measures-answer] svg")).not.toBeNull();
    const told = shown("902").querySelector("[data-figure=measures-answer]");
    expect(told?.tagName).toBe("P");
    expect(told?.querySelector("svg")).toBeNull();
    expect(told?.textContent).toMatch(/withheld to protect households/);
  });

  test("draws a figure again that had been a line", () => {
    const document = shown("902");
    const scene = sceneIn(release, { area: "901", period: "2021-12" });
    fill(document as unknown as Document, areaPage, scene, { areas: ["901"], periods: [] }, () => "f.csv");
    expect(document.querySelector("figure[data-figure=measures-answer] svg")).not.toBeNull();
  });
});
