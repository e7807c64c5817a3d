import { readFile, rm, writeFile } from "node:fs/promises";
import { parseHTML } from "linkedom";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { bakePage } from "../../../loaders/bake/bake.ts";
import { readRelease } from "../../../loaders/bake/release-reader.ts";
import { readMap } from "../../../loaders/maps/map.ts";
import { formats } from "../../../src/components/figure/format.ts";
import { withPage } from "../chromium.ts";
import { type Site, soon } from "./site.ts";

/** Square `at` of a row that runs from west to east. */
const square = (at: number) =>
  [
    [at, 0],
    [at + 1, 0],
    [at + 1, 1],
    [at, 1],
    [at, 0],
  ].map(([x, y]) => [500_000 + 1000 * x!, 4_000_000 + 1000 * y!]);

/** What the areas of a map say of themselves, from west to east as they are seen. */
const seen = (page: Page) =>
  page.locator("#map-median svg:visible path:has(> title)").evaluateAll((paths) => {
    const shapes = paths.map((path) => ({
      words: path.querySelector("title")!.textContent!,
      west: Math.round(path.getBoundingClientRect().left),
    }));
    return [...new Map(shapes.sort((a, b) => a.west - b.west).map(({ words }) => [words, words])).keys()];
  });

export function mappedPages(site: () => Site): void {
  test("an office's own boundaries, joined by code, take the place of the tiles: before any script, on paper, and in another period", async () => {
    const { project, manifest, codes } = site();
    const { root, tables } = manifest.collections.demo!;
    const areas = await project.query<{ code: string; parent: string; name: string }>(
      `select code, parent, name_en as name from read_csv('{dist}/data/demo/areas.csv', all_varchar = true) order by code`,
    );
    const below = areas.filter(({ parent }) => parent === root);
    // The last code lies farthest west, so that no order but the codes' own can put a value in its place.
    const places = [...below.map(({ code }) => code), "110000"].reverse();
    const features = places.map((code, at) => ({
      type: "Feature",
      properties: { code },
      geometry: { type: "Polygon", coordinates: [square(at)] },
    }));
    await project.write("data/areas/demo.geojson", JSON.stringify({ type: "FeatureCollection", features }));
    const map = await readMap(project.paths.root, "demo", areas, () => {});
    const release = readRelease(site().file("data"));
    release.manifest.collections.demo!.map = map;
    const { document } = parseHTML(await readFile(site().file("demo/income.html"), "utf8"));
    bakePage(document as unknown as Document, "/demo/income", release, () => {});
    const baked = site().file("demo/boundaries.html");
    await writeFile(baked, document.toString());

    const { value, label } = formats("en", codes);
    const told = async (period: string) => {
      const rows = await project.query<{ area: string; median: string | null; status: string }>(
        `select area, median, median_status as status from read_csv('{dist}/data/demo/income.csv', all_varchar = true)
         where period = '${period}' and area <> '${root}' and area in (select code from read_csv('{dist}/data/demo/areas.csv', all_varchar = true) where parent = '${root}')`,
      );
      return below.toReversed().map(({ code, name }) => {
        const row = rows.find(({ area }) => area === code);
        const words = row?.median
          ? value(Number(row.median), "yuan_person_year")
          : label("missing", row?.status || "not_reported");
        return `${name}: ${words}`;
      });
    };
    const [before, last] = tables.income!.periods.slice(-2) as [string, string];
    try {
      await withPage(
        site().browser,
        site().at("demo/boundaries.html"),
        async ({ page }) => {
          expect(await seen(page)).toEqual(await told(last));
          await page.emulateMedia({ media: "print" });
          expect(await seen(page)).toEqual(await told(last));
        },
        { javaScriptEnabled: false },
      );
      await withPage(site().browser, site().at(""), async ({ page, errors }) => {
        await page.route("**/data/manifest.json", (route) => route.fulfill({ json: release.manifest }));
        await page.goto(site().at(`demo/boundaries.html?period=${before}&area=${below[0]!.code}`));
        await soon(() => page.locator("form [role=status]").textContent()).toContain(below[0]!.name);
        expect(await seen(page)).toEqual(await told(before));
        const ring = page.locator("#map-median svg:visible path[stroke='var(--apart)']");
        expect(await ring.locator("title").textContent()).toContain(below[0]!.name);
        expect(errors).toEqual([]);
      });
    } finally {
      await rm(baked);
    }
  });
}
