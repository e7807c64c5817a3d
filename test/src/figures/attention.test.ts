import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { findingTable, topFindings } from "../../../src/figures/attention/lists.ts";
import { releaseOf, sceneIn } from "../release.ts";
import { tables } from "../tables.ts";

const page = () => parseHTML("<html><body><main></main></body></html>").document as unknown as Document;
const demo = sceneIn(releaseOf(tables));

describe("what needs attention", () => {
  const lines = (element: HTMLElement) =>
    [...element.querySelectorAll(".finding")].map(({ textContent }) => textContent);

  test("the overview says what, where, since when and how sure, a line a rule, and links to the chart", () => {
    const list = topFindings(demo, page(), []);
    expect(lines(list)).toEqual([
      "Second Ford: 11,000 yuan per person and year, after 12,000 yuan per person and year in Q4 2020. Since Q3 2021. Seen in several periods. And 1 further place.",
      "Returns: not received. Since December 2021. On record.",
    ]);
    expect([...list.querySelectorAll("li a")].map((a) => a.getAttribute("href"))).toEqual([
      "./income?area=902#income-trend",
      "./quality#quality-delivery",
    ]);
    expect(list.querySelector(".rest")?.textContent).toMatch(/^3 findings in all\. All findings/);
  });

  test("a built page leads to the built page of its own collection and language", () => {
    const document = page();
    document.documentElement.setAttribute("data-root", "../data/");
    const [link] = topFindings(demo, document, []).querySelectorAll("li a");
    expect(link!.getAttribute("href")).toBe("../test/income.html?area=902#income-trend");
  });

  test("a township is told of itself, and an earlier period nothing of later ones", () => {
    expect(lines(topFindings(sceneIn(releaseOf(tables), { area: "901" }), page(), []))).toHaveLength(1);
    const earlier = sceneIn(releaseOf(tables), { period: "2021-11" });
    expect(findingTable(earlier, page()).querySelectorAll("tr")).toHaveLength(0);
  });

  test("where nothing is found the page says how many rules looked", () => {
    const quiet = sceneIn(releaseOf(tables), { period: "2019-12" });
    expect(findingTable(quiet, page()).textContent).toBe(
      "None of 2 rules finds anything in the period shown.",
    );
  });
});
