import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { frame, widths } from "../../../src/components/figure/frame.ts";
import { pair } from "../../../src/components/figure/pair.ts";
import { findingTable, topFindings } from "../../../src/figures/attention/lists.ts";
import { pages } from "../../../src/figures/index.ts";
import { published } from "../../../src/figures/reported/figures.ts";
import { conflicts, figureList } from "../../../src/figures/reported/lists.ts";
import { seriesFigure } from "../../../src/figures/reported/series.ts";
import { releaseOf, sceneIn } from "../release.ts";
import { figures, reconciliation, tables } from "../tables.ts";

const page = () => parseHTML("<html><body><main></main></body></html>").document as unknown as Document;
const demo = sceneIn(releaseOf(tables));
const reported = sceneIn(releaseOf({ areas: tables.areas!, figures, reconciliation }, { synthetic: false }));
const folder = "src/[collection]";

/** Every figure whose tables the tests hold, with the scene that has them. */
const drawn = Object.values(pages).flatMap(({ slug, figures: specs }) =>
  specs.flatMap((spec) => {
    const scene = [demo, reported].find((one) => spec.tables.every((table) => one.has(table)));
    return scene && (scene === demo || spec.id === "reported-income")
      ? [{ name: `${slug} ${spec.id}`, spec, scene }]
      : [];
  }),
);

describe("every figure", () => {
  const ofOthers = Object.values(pages).flatMap(({ figures: specs }) =>
    specs.filter(({ tables: read }) => read.every((name) => name === "figures")),
  );

  test.each(ofOthers)("of published series holds where a collection has none of them: $id", ({ state }) => {
    const none = releaseOf({ areas: tables.areas!, figures: { ...figures, rows: [] } }, { synthetic: false });
    expect(state(sceneIn(none)).rows).toEqual([]);
  });

  test.each(drawn)("has a whole frame: $name", ({ spec, scene }) => {
    const document = page();
    const state = spec.state(scene);
    const figure = frame(document, spec, state, scene, () => "figure.csv");
    for (const field of [
      "title",
      "unit",
      "area",
      "period",
      "population",
      "source",
      "alt",
      "collection",
    ] as const) {
      expect(state[field], field).not.toBe("");
    }
    expect(state.tiers.length).toBeGreaterThan(0);
    expect(figure.querySelector("h3")?.textContent).toBe(state.title);
    for (const words of [state.unit, state.period])
      expect(figure.querySelector(".scope")?.textContent).toContain(words);
    for (const words of [state.population, state.source]) {
      expect(figure.querySelector(".provenance")?.textContent).toContain(words);
    }
    expect(figure.querySelectorAll("table tbody tr")).toHaveLength(state.rows.length);
    expect(figure.querySelectorAll("thead th[scope=col]")).toHaveLength(state.columns.length);
    expect(figure.querySelector("a[download]")?.getAttribute("href")).toBe("figure.csv");
    const drawings = [...figure.querySelectorAll("svg")];
    expect(drawings.map((svg) => Number(svg.getAttribute("width")))).toEqual([
      widths.narrow,
      widths[spec.size ?? "half"],
    ]);
    for (const svg of drawings) {
      expect(svg.getAttribute("aria-label")).toBe(state.alt);
      expect(svg.querySelectorAll("[style], style")).toHaveLength(0);
      expect(svg.outerHTML).not.toMatch(/NaN|undefined|Infinity/);
      expect(svg.querySelector(".mark")?.textContent).toBe(state.synthetic ? "SYNTHETIC" : undefined);
    }
  });

  test.each(drawn)("is drawn with the same bytes twice: $name", ({ spec, scene }) => {
    const draw = () => frame(page(), spec, spec.state(scene), scene, () => "x").outerHTML;
    expect(draw()).toBe(draw());
  });
});

describe("a figure that draws several series", () => {
  const several = drawn.filter(({ spec, scene }) => (spec.state(scene).series?.length ?? 0) > 1);

  test("is on every page that follows parts of a whole over time", () => {
    expect(several.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        "employment employment-trend",
        "income income-trend",
        "income income-components",
        "monitoring monitoring-stock",
        "measures measures-course",
        "livestock livestock-sheep-units",
        "exchange exchange-months",
      ]),
    );
  });

  test.each(several)("draws, lists and names only the one that is asked for: $name", ({ spec, scene }) => {
    const whole = spec.state(scene);
    for (const { code, name } of whole.series!) {
      const one = scene.seen({ series: [code] });
      const state = spec.state(one);
      const cells = ({ rows, columns }: typeof state) => rows.length * columns.length;
      expect(cells(state)).toBeGreaterThan(0);
      expect(cells(state)).toBeLessThan(cells(whole));
      const figure = frame(page(), spec, state, one, () => "x");
      expect(figure.innerHTML).not.toMatch(/NaN|undefined|Infinity/);
      const buttons = [...figure.querySelectorAll(".series button")];
      expect(buttons).toHaveLength(whole.series!.length);
      const pressed = buttons.filter((button) => button.getAttribute("aria-pressed") === "true");
      expect(pressed.map(({ textContent }) => textContent)).toEqual([name]);
    }
  });

  test.each(several)("shows all where an address names none of them: $name", ({ spec, scene }) => {
    expect(spec.state(scene.seen({ series: ["elsewhere"] })).rows).toEqual(spec.state(scene).rows);
  });
});

describe("a figure with a second area", () => {
  const view = { area: "901", compare: "902" };
  const placed = drawn.filter(
    ({ spec, scene }) => spec.state(scene.seen({ area: "901" })).area === "First Ford" && !spec.course,
  );

  test.each(placed)("shows what it finds in each, by name and on one scale: $name", ({ spec, scene }) => {
    const both = scene.seen(view);
    const own = ["901", "902"].map((area) => spec.state(scene.seen({ area })));
    const found = pair(spec, both);
    if (own[0]!.columns.some(({ name }) => name === "area")) return expect(found).toBeUndefined();
    const state = found!.state(both);
    expect(state.rows.map((row) => row.area)).toEqual([
      ...own[0]!.rows.map(() => "901"),
      ...own[1]!.rows.map(() => "902"),
    ]);
    for (const { title } of own) expect(state.title).toContain(title);
    const svg = found!.chart(state, both, { width: 580, document: page() });
    expect(svg.outerHTML).not.toMatch(/NaN|undefined|Infinity/);
    const names = [...svg.children].filter(({ tagName }) => tagName.toLowerCase() === "text");
    expect(names.map(({ textContent }) => textContent)).toEqual(
      expect.arrayContaining(["First Ford", "Second Ford"]),
    );
    const ends = [...svg.children].flatMap((part) => {
      const { scale } = part as unknown as Partial<{ scale: (name: string) => { domain?: unknown[] } }>;
      const domains = ["x", "y"].map((name) => scale?.(name)?.domain ?? []);
      return domains.filter(([from, to]) => from === 0 && typeof to === "number");
    });
    expect(new Set(ends.map(([, to]) => to)).size).toBeLessThanOrEqual(1);
  });

  test("is left as it is where it speaks of the whole", () => {
    const { spec, scene } = drawn.find(({ name }) => name === "monitoring monitoring-flows")!;
    expect(pair(spec, scene.seen(view))).toBeUndefined();
  });
});

describe("the pages", () => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    /\.md$/.test(file),
  );
  const markdown = files.map((file) => ({
    slug: file.replace(/\.md$/, "").split(/[\\/]/)[0]!,
    text: readFileSync(join(folder, file), "utf8"),
  }));

  test.each(markdown)("names only figures, texts and blocks that exist: $slug", ({ slug, text }) => {
    const spec = pages[slug]!;
    const named = (attribute: string) =>
      [...text.matchAll(new RegExp(`data-${attribute}="([^"]+)"`, "g"))].map(([, name]) => name!);
    expect(spec.figures.map(({ id }) => id)).toEqual(expect.arrayContaining(named("figure")));
    expect(Object.keys(spec.texts ?? {})).toEqual(expect.arrayContaining(named("text")));
    expect(Object.keys(spec.blocks ?? {})).toEqual(expect.arrayContaining(named("block")));
  });

  test("the site's front page is the overview of a collection, one folder up", () => {
    const overview = readFileSync(join(folder, "index.md"), "utf8");
    const front = readFileSync("src/index.md", "utf8");
    expect(front.replaceAll('"./', '"../')).toBe(overview);
  });

  test("employment opens with what is not measured, before any number", () => {
    const text = readFileSync(join(folder, "employment.md"), "utf8");
    expect(text.indexOf("Not measured here")).toBeGreaterThan(0);
    expect(text.indexOf("Not measured here")).toBeLessThan(text.indexOf("data-headline"));
  });

  test("the overview says what changed and what needs attention", () => {
    const { texts, blocks } = pages.index!;
    expect(texts!.changes!(demo)).toContain(
      "Median income per person rose by 6.2% in a year, from 12,000 to 12,744 yuan per person and year (Q4 2021).",
    );
    expect(texts!.changes!(demo)).toContain(
      "Share of persons below the monitoring line fell by 1 percentage point in a year, from 3% to 2% (Q4 2021).",
    );
    const said = [...blocks!.attention!(demo, page()).querySelectorAll("li")].map((li) => li.textContent);
    expect(said).toContain(
      "3 of 200 rows received did not pass intake and are in quarantine; no figure counts them.",
    );
    expect(said).toContain("1 of 1 files came after its due date.");
  });
});

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
