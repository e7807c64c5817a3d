import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { walk } from "../../../loaders/files.ts";
import { withPage } from "../chromium.ts";
import { type Site, soon } from "./site.ts";

/** What a page says before any script runs, and on paper. */
export function stillPages(site: () => Site): void {
  const still = <T>(path: string, use: (page: Page) => Promise<T>) =>
    withPage(site().browser, site().at(path), ({ page }) => use(page), { javaScriptEnabled: false });

  /** Of figures that others published, little arrived at the office that could be drawn; on measures they said little. */
  const few: Record<string, number> = {
    "reported quality": 1,
    "reported measures": 2,
    "demo attention": 1,
    "demo figures": 0,
  };
  /** Pages of findings, or of the two figures that were said of the demo county, which no number sums up. */
  const lists = ["demo attention", "demo figures"];
  const fewest = (collection: string, slug: string) => few[`${collection} ${slug}`] ?? 3;

  const drawn: { path: string; collection: string; slug: string; seen: Seen; printed: Seen }[] = [];
  beforeAll(async () => {
    const left = [{ path: "index.html", collection: "demo", slug: "index" }, ...site().dashboards];
    const see = async () => {
      for (let at = left.shift(); at !== undefined; at = left.shift()) {
        const { path } = at;
        const [seen, printed] = await still(path, async (page) => {
          const looks: Seen[] = [];
          for (const media of ["screen", "print"] as const) {
            await page.emulateMedia({ media });
            looks.push((await page.evaluate(seenOn)) as Seen);
          }
          return looks as [Seen, Seen];
        });
        drawn.push({ ...at, seen, printed });
      }
    };
    await Promise.all([see(), see()]);
  }, 300_000);

  test("every page shows its headline and at least three charts, each with its table and all that it must say of itself", () => {
    for (const { path, collection, slug, seen } of drawn) {
      if (lists.includes(`${collection} ${slug}`)) expect(seen.rows, path).toBeGreaterThanOrEqual(2);
      else expect(seen.values.length, path).toBeGreaterThanOrEqual(2);
      for (const value of seen.values) expect(value, path).toMatch(/\w/);
      expect(seen.figures.length, path).toBeGreaterThanOrEqual(fewest(collection, slug));
      for (const figure of seen.figures) {
        const name = `${path}#${figure.id}`;
        expect(figure.charts.length, name).toBe(1);
        for (const text of [figure.charts[0]!.label, figure.title, figure.caption])
          expect(text, name).toMatch(/\w/);
        const [unit, ...rest] = figure.scope.split(" · ");
        expect(unit, name).toMatch(/\w/);
        expect(rest.at(-1), name).toMatch(/\d{4}|outside time/);
        for (const said of [/Population: \S/, /Source: \S/, /Tier: \S/, /Qualifier: \S/])
          expect(figure.provenance, name).toMatch(said);
        expect(figure.rows, name).toBeGreaterThan(0);
      }
    }
  });

  test("every place has a page, and a reader without scripts comes to it from any page of its county", async () => {
    const { root } = site().manifest.collections.demo!;
    const [areas] = await site().project.query<{ codes: string[] }>(
      `select list(cast(code as varchar) order by code) as codes from read_csv('{dist}/data/demo/areas.csv', all_varchar = true)
       where code = '${root}' or parent = '${root}'`,
    );
    await still("demo/income.html", async (page) => {
      const filter = page.locator("main form[data-filters]");
      expect(await filter.locator("select:visible").count()).toBe(0);
      await filter.locator("summary").click();
      const offered = await filter
        .locator("a:visible")
        .evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).pathname));
      expect(offered.sort()).toEqual(areas!.codes.map((code) => `/demo/area/${code}.html`));
      await filter.locator("a").first().click();
      await page.waitForURL(`**/demo/area/${root}.html`);
      await page.locator("main nav.places li a").last().waitFor();
      const links = await page
        .locator("main nav.places a")
        .evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).pathname));
      expect(links.sort()).toEqual(areas!.codes.map((code) => `/demo/area/${code}.html`));
      const town = page.locator("main nav.places li a").first();
      const name = (await town.textContent())!;
      await town.click();
      await soon(() => page.textContent("main h1")).toBe(name);
      expect(await page.title()).toContain(name);
      for (const scope of await page.locator("main figure .scope").allTextContents())
        expect(scope).toContain(name);
    });
  });

  test("each figure has its CSV, and a click downloads it", async () => {
    for (const { path, seen } of drawn) {
      expect(seen.csv.length, path).toBe(seen.figures.length);
      for (const address of seen.csv)
        expect((await fetch(address, { method: "HEAD" })).ok, address).toBe(true);
    }
    for (const { path, seen } of drawn.filter(({ slug }) => ["income", "figures"].includes(slug))) {
      if (seen.csv.length === 0) continue;
      await still(path, async (page) => {
        const downloading = page.waitForEvent("download");
        await page.locator("main figure a.csv").first().click();
        const bytes = await readFile(await (await downloading).path());
        expect(bytes.equals(Buffer.from(await (await fetch(seen.csv[0]!)).arrayBuffer()))).toBe(true);
      });
    }
  });

  test.each([
    ["demo", "SYNTHETIC: fictional county"],
    ["reported", "not synthetic"],
  ])(
    "every line of every CSV of %s says of whom and from where it is, and that it is %s",
    async (name, mark) => {
      const silent = await site().project.query(
        `select filename, synthetic from read_csv('{dist}/data/figures/${name}/**/*.csv', union_by_name = true, all_varchar = true, filename = true)
       where synthetic is distinct from '${mark}' or population is null or tier is null or source is null or collection is null`,
      );
      expect(silent).toEqual([]);
      const [all] = await site().project.query<{ files: string }>(
        `select count(distinct filename) as files from read_csv('{dist}/data/figures/${name}/**/*.csv', union_by_name = true, all_varchar = true, filename = true)`,
      );
      const files = await walk(site().file(`data/figures/${name}`));
      const [tables, pictures] = [".csv", ".svg"].map(
        (end) => files.filter((file) => file.endsWith(end)).length,
      );
      expect([tables, pictures, files.length]).toEqual([Number(all!.files), tables, 2 * tables!]);
    },
  );

  test("pages of the demo county say that it is synthetic, above, in each chart and in print; pages of reported figures never do", () => {
    for (const { path, collection, slug, seen, printed } of drawn)
      for (const [media, look] of Object.entries({ seen, printed })) {
        const charts = look.figures.flatMap((figure) => figure.charts);
        expect(charts.length, `${path} ${media}`).toBeGreaterThanOrEqual(fewest(collection, slug));
        const marks = charts.flatMap((chart) => chart.marks);
        if (collection === "demo") {
          expect(look.synthetic, `${path} ${media}`).toBeGreaterThan(0);
          expect(marks, `${path} ${media}`).toEqual(charts.map(() => "SYNTHETIC"));
        } else {
          expect(look.told, path).not.toMatch(/synthetic/i);
          expect(look.synthetic, path).toBe(0);
          expect(marks, path).toEqual([]);
        }
      }
  });
}

/** What a page shows of itself, in the medium that it is seen in. */
interface Seen {
  /** Headline values, and rows of lists. */
  values: string[];
  rows: number;
  /** Marks above that the page is synthetic, and all the text in which a page could say so. */
  synthetic: number;
  told: string;
  csv: string[];
  figures: {
    id: string;
    title: string;
    scope: string;
    provenance: string;
    caption: string;
    rows: number;
    /** Drawings that can be seen. */
    charts: { label: string; marks: string[] }[];
  }[];
}

const seenOn = `(() => {
  const all = (within, selector) => [...within.querySelectorAll(selector)];
  const text = (within, selector) => within.querySelector(selector)?.textContent ?? "";
  const seen = (element) => element.checkVisibility() && element.getBoundingClientRect().width > 0;
  const main = document.querySelector("main");
  return {
    values: all(main, ".tile .value").map((e) => e.textContent),
    rows: all(main, "[data-block] table tbody tr").length,
    synthetic: all(main, ".synthetic").filter(seen).length,
    told: all(main, "figure, .tiles, .eyebrow").map((e) => e.textContent).join("\\n"),
    csv: all(main, "figure a.csv").map((a) => a.href),
    figures: all(main, "figure[data-figure]").map((figure) => ({
      id: figure.id,
      title: text(figure, "h3"),
      scope: text(figure, ".scope"),
      provenance: text(figure, ".provenance"),
      caption: text(figure, "table caption"),
      rows: all(figure, "table tbody tr").length,
      charts: all(figure, "svg[role=img]").filter(seen).map((svg) => ({
        label: svg.getAttribute("aria-label") ?? "",
        marks: all(svg, ".mark").map((e) => e.textContent),
      })),
    })),
  };
})()`;
