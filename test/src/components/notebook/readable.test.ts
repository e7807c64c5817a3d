import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { expect, test } from "vitest";
import { readable } from "../../../../src/components/notebook/readable.ts";

const { document } = parseHTML("<!doctype html><html><body></body></html>");

test("a drawing becomes one picture with the name that it is given", () => {
  const chart = Plot.plot({ document, caption: "Synthetic", marks: [Plot.dot([[1, 2]])] });
  expect(chart.querySelector("g[aria-label]")).not.toBeNull();
  const { innerHTML } = readable(chart, "One dot");
  expect(innerHTML).toContain("Synthetic");
  expect(chart.querySelector("svg")?.getAttribute("role")).toBe("img");
  expect(chart.querySelector("svg")?.getAttribute("aria-label")).toBe("One dot");
  expect(chart.querySelector("g[aria-label]")).toBeNull();
});

test("a table is named, and a header without words is a plain cell", () => {
  document.body.innerHTML = "<form><table><tr><th></th><th><span></span>Name</th></tr></table></form>";
  const form = readable(document.querySelector("form")!, "Synthetic names");
  expect(form.querySelector("table")?.getAttribute("aria-label")).toBe("Synthetic names");
  expect([...form.querySelectorAll("tr > *")].map(({ tagName }) => tagName)).toEqual(["TD", "TH"]);
});
