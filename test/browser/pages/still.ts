import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { walk } from "../../../loaders/files.ts";
import { withPage } from "../chromium.ts";
import type { Site } from "./site.ts";

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

  test("every page shows its headline and at least three charts, each with its table and all that it must say of itself", async () => {
    for (const { path, collection, slug } of site().dashboards)
      await still(path, async (page) => {
        const values = await page.locator("main .tile .value").allTextContents();
        if (lists.includes(`${collection} ${slug}`))
          expect(await page.locator("main [data-block] table tbody tr").count(), path).toBeGreaterThanOrEqual(
            2,
          );
        else expect(values.length, path).toBeGreaterThanOrEqual(2);
        for (const value of values) expect(value, path).toMatch(/\w/);
        const figures = await page.locator("main figure[data-figure]").all();
        expect(figures.length, path).toBeGreaterThanOrEqual(fewest(collection, slug));
        for (const figure of figures) {
          const name = `${path}#${await figure.getAttribute("id")}`;
          const chart = figure.locator("svg[role=img]:visible");
          expect(await chart.count(), name).toBe(1);
          expect(await chart.getAttribute("aria-label"), name).toMatch(/\w/);
          expect(await figure.locator("h3").textContent(), name).toMatch(/\w/);
          const [unit, ...rest] = (await figure.locator(".scope").textContent())!.split(" · ");
          expect(unit, name).toMatch(/\w/);
          expect(rest.at(-1), name).toMatch(/\d{4}|outside time/);
          const text = await figure.locator(".provenance").textContent();
          for (const said of [/Population: \S/, /Source: \S/, /Tier: \S/, /Qualifier: \S/])
            expect(text, name).toMatch(said);
          expect(await figure.locator("table caption").textContent(), name).toMatch(/\w/);
          expect(await figure.locator("table tbody tr").count(), name).toBeGreaterThan(0);
        }
      });
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
      expect(new URL(page.url()).pathname).toBe(`/demo/area/${root}.html`);
      await page.locator("main nav.places li a").last().waitFor();
      const links = await page
        .locator("main nav.places a")
        .evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).pathname));
      expect(links.sort()).toEqual(areas!.codes.map((code) => `/demo/area/${code}.html`));
      const town = page.locator("main nav.places li a").first();
      const name = (await town.textContent())!;
      await town.click();
      expect(await page.textContent("main h1")).toBe(name);
      expect(await page.title()).toContain(name);
      for (const scope of await page.locator("main figure .scope").allTextContents())
        expect(scope).toContain(name);
    });
  });

  test("each figure's CSV downloads", async () => {
    for (const { path } of site().dashboards)
      await still(path, async (page) => {
        const links = page.locator("main figure a.csv");
        const addresses = await links.evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
        expect(addresses.length, path).toBe(await page.locator("main figure[data-figure]").count());
        for (const address of addresses)
          expect((await fetch(address, { method: "HEAD" })).ok, address).toBe(true);
        if (addresses.length === 0) return;
        const downloading = page.waitForEvent("download");
        await links.first().click();
        const bytes = await readFile(await (await downloading).path());
        expect(bytes.equals(Buffer.from(await (await fetch(addresses[0]!)).arrayBuffer()))).toBe(true);
      });
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

  test("pages of the demo county say that it is synthetic, above, in each chart and in print; pages of reported figures never do", async () => {
    const shown = (page: Page) => page.locator("main .synthetic:visible").count();
    for (const { path, collection, slug } of [
      { path: "index.html", collection: "demo", slug: "index" },
      ...site().dashboards,
    ])
      await still(path, async (page) => {
        for (const media of ["screen", "print"] as const) {
          await page.emulateMedia({ media });
          const charts = await page.locator("main figure svg[role=img]:visible").all();
          expect(charts.length, `${path} in ${media}`).toBeGreaterThanOrEqual(fewest(collection, slug));
          const marks = page.locator("main figure svg[role=img]:visible .mark");
          if (collection === "demo") {
            expect(await shown(page), `${path} in ${media}`).toBeGreaterThan(0);
            expect(await marks.allTextContents()).toEqual(charts.map(() => "SYNTHETIC"));
          } else {
            const told = await page.locator("main figure, main .tiles, main .eyebrow").allTextContents();
            expect(told.join("\n"), path).not.toMatch(/synthetic/i);
            expect(await shown(page), path).toBe(0);
            expect(await marks.count(), path).toBe(0);
          }
        }
      });
  });
}
