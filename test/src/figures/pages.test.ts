import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import type { View } from "../../../src/components/data/view.ts";
import { atOnce, frame, type Pace, widths } from "../../../src/components/figure/frame.ts";
import { pair } from "../../../src/components/figure/pair.ts";
import { pages } from "../../../src/figures/index.ts";
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

describe("a drawing that does not follow the period", () => {
  const steady = drawn.filter(({ spec }) => spec.follows && !spec.follows.includes("period"));
  const periods = ["2020-12", "2021-06", "2021-12"];

  test.each(steady)("is the same in every one: $name", ({ spec, scene }) => {
    const drawings = periods.map((period) => {
      const then = scene.seen({ period });
      return spec.chart(spec.state(then), then, { width: 580, document: page() }).outerHTML;
    });
    expect(new Set(drawings).size).toBe(1);
  });

  test.each(steady)(
    "stays where another is chosen, and goes where an area is that it follows: $name",
    (one) => {
      const { spec, scene } = one;
      const document = page();
      const shown = (view: Partial<View>, was?: Pace["standing"]) => {
        const then = scene.seen(view);
        const pace = was ? { ...atOnce, standing: was } : atOnce;
        return frame(document, spec, spec.state(then), then, () => "x", pace);
      };
      const whole = { ...scene.view, area: "9", period: "2021-12" };
      const before = shown(whole);
      const drawings = [...before.querySelectorAll("svg")];
      const after = shown({ area: "9", period: "2021-06" }, { figure: before, builtFor: whole });
      expect([...after.querySelectorAll("svg")]).toEqual(drawings);
      expect(after.querySelectorAll("svg")[0]).toBe(drawings[0]);
      const elsewhere = shown({ area: "901", period: "2021-06" }, { figure: after, builtFor: whole });
      expect(elsewhere.querySelector("svg") === drawings[0]).toBe(!spec.follows!.includes("area"));
      // Chosen again before the figure was reached: what it shows is told by itself, not by what was chosen last.
      const skipped = shown({ area: "9", period: "2021-06" }, { figure: elsewhere, builtFor: whole });
      expect(skipped.querySelector("svg") === elsewhere.querySelector("svg")).toBe(false);
      const drawn = shown({ area: "9", period: "2021-06" }).querySelector("svg")!;
      expect(skipped.querySelector("svg")!.outerHTML).toBe(drawn.outerHTML);
    },
  );
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
