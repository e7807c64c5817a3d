import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { published } from "../../../src/figures/reported/figures.ts";
import { conflicts, figureList } from "../../../src/figures/reported/lists.ts";
import { seriesFigure } from "../../../src/figures/reported/series.ts";
import { releaseOf, sceneIn } from "../release.ts";
import { figures, reconciliation, tables } from "../tables.ts";

const page = () => parseHTML("<html><body><main></main></body></html>").document as unknown as Document;
const reported = sceneIn(releaseOf({ areas: tables.areas!, figures, reconciliation }, { synthetic: false }));

describe("published figures", () => {
  test("a line joins only figures of one definition", () => {
    const spec = seriesFigure("s", ["xj_rural_income"]);
    const state = spec.state(reported);
    const svg = spec.chart(state, reported, { width: 580, document: page() });
    const paths = [...svg.querySelectorAll('path[d^="M"]')].map((path) => path.getAttribute("d")!);
    const joined = paths.filter((d) => (d.match(/L/g) ?? []).length === 1 && !d.includes("M0,0"));
    expect(joined).toHaveLength(2);
    expect(state.notes[0]).toContain("the line is broken where the definition changes");
  });

  test("a plan is an open mark off the line, and never the figure that the title states", () => {
    const rows = figures.rows.map((row) =>
      row[0] === "P3" ? row.map((cell) => (cell === "exact" ? "planned" : cell)) : row,
    );
    const scene = sceneIn(
      releaseOf({ areas: tables.areas!, figures: { ...figures, rows: rows.slice(0, 3) } }),
    );
    const spec = seriesFigure("s", ["xj_rural_income"]);
    const state = spec.state(scene);
    const svg = spec.chart(state, scene, { width: 580, document: page() });
    const open = svg.querySelectorAll('g[fill="var(--paper)"] circle');
    expect(open).toHaveLength(1);
    expect(svg.textContent).toContain("planned");
    expect(state.title).toContain("5,600");
    expect(state.notes).toEqual([expect.stringContaining("no outcome")]);
  });

  test("a figure narrowed to one definition lists and draws only that", () => {
    const state = seriesFigure("s", ["xj_rural_income"], { basis: "net_income_old" }).state(reported);
    expect(state.rows.map(({ id }) => id)).toEqual(["P1", "P2"]);
    expect(state.notes).toEqual([]);
  });

  test("a claim keeps its qualifier beside the value", () => {
    const list = figureList()(reported, page());
    expect(list.textContent).toContain("9,000 yuan per person and year (claimed)");
    expect(list.querySelectorAll("tbody tr")).toHaveLength(published(reported).length);
  });

  test("figures that disagree stand side by side with their sources", () => {
    const list = conflicts(reported, page());
    const [found, byHand] = list.querySelectorAll("section");
    expect(found!.textContent).toContain("Found by rule. Not both can be right as stated.");
    expect(found!.textContent).toContain("The amounts give 12.5 yuan per person and year.");
    expect([...found!.querySelectorAll(".figure-value")].map((p) => p.textContent)).toEqual([
      "5,600 yuan per person and year",
      "5,000 yuan per person and year",
    ]);
    expect(byHand!.textContent).toContain("Grouped by hand");
    expect(byHand!.querySelectorAll(".figure-value")).toHaveLength(2);
    expect(list.querySelectorAll("section")).toHaveLength(2);
    expect(list.textContent).toContain("Yearbook 2015");
  });
});
