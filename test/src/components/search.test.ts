import { describe, expect, test } from "vitest";
import { find, type SearchIndex } from "../../../src/components/search/find.ts";

const index: SearchIndex = {
  words: { label: "", none: "", close: "" },
  pages: [
    {
      href: "zh/demo/",
      title: "总览",
      where: "示例县",
      parts: [
        ["changed", "有何变化"],
        ["overview-monitored", "2021年12月监测对象共2.56万人"],
      ],
    },
    { href: "zh/demo/income.html", title: "收入趋势", where: "示例县", parts: [["line", "监测线以下"]] },
    {
      href: "demo/income.html",
      title: "Income trends",
      where: "Demo county",
      parts: [["income-gini", "The Gini index stands at 0.223"]],
    },
  ],
};
const found = (query: string) => find(index, query).map(({ href }) => href);

describe("the search", () => {
  test("finds a word inside a Chinese sentence, which has no spaces", () => {
    expect(found("监测")).toEqual(["zh/demo/#overview-monitored", "zh/demo/income.html#line"]);
  });

  test("puts the titles of pages first, whatever the case or the width of the letters", () => {
    expect(found("ＩＮＣＯＭＥ")[0]).toBe("demo/income.html");
  });

  test("takes several words together, also from the names of the page", () => {
    expect(found("gini demo")).toEqual(["demo/income.html#income-gini"]);
    expect(found("gini livestock")).toEqual([]);
  });

  test("finds by most of the pairs of characters what nothing says as a whole", () => {
    expect(found("监测对象数")).toEqual(["zh/demo/#overview-monitored"]);
  });

  test("finds nothing for no question, and nothing for a word that is not there", () => {
    expect([...found("  "), ...found("骆驼祥子")]).toEqual([]);
  });
});
