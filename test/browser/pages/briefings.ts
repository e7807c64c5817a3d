import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseHTML } from "linkedom";
import { expect, test } from "vitest";
import { readRelease } from "../../../loaders/bake/release-reader.ts";
import { briefScene, writeBrief } from "../../../loaders/brief/brief.ts";
import { briefPage } from "../../../loaders/brief/page.ts";
import { formats } from "../../../src/components/figure/format.ts";
import { findChromium } from "../chromium.ts";
import type { Site } from "./site.ts";

/** Printed briefings of a county, and of the township of which the least may be shown. */
export function briefings(site: () => Site): void {
  const demo = () => site().manifest.collections.demo!;
  const guarded = async () => {
    const [town] = await site().project.query<{ area: string }>(
      `select cast(area as varchar) as area from read_csv('{dist}/data/demo/monitoring_stock.csv')
       where area <> '${demo().root}' and cast(area as varchar) in
         (select cast(code as varchar) from read_csv('{dist}/data/demo/areas.csv') where level = 'township')
       group by all order by count(*) filter (where persons_status = 'withheld') desc, area limit 1`,
    );
    return town!.area;
  };
  const pageOf = (area: string, lang: "en" | "zh") => {
    const release = readRelease(site().project.paths.siteData);
    const html = briefPage(briefScene(release, { area, lang }), release.manifest.release, "");
    return parseHTML(html).document as unknown as Document;
  };

  test.each(["en", "zh"] as const)(
    "the briefing of a county and of a guarded township (%s) has exactly two pages of text, the same bytes every time, and no date of its making",
    async (lang) => {
      const env = { FOOTHOLD_BROWSER: await findChromium() };
      for (const area of [demo().root, await guarded()]) {
        const print = async (name: string) => {
          const out = join(site().project.paths.scratch, name);
          expect(await writeBrief({ area, lang, out }, site().project.paths, env)).toBe(out);
          return readFile(out);
        };
        const [once, twice] = [await print("one.pdf"), await print("two.pdf")];
        expect(once.equals(twice), area).toBe(true);
        const text = once.toString("latin1");
        expect(text.match(/\/Type ?\/Page\b/g)?.length, area).toBe(2);
        expect(text).toContain("/ToUnicode");
        expect(text).toMatch(/\/MediaBox ?\[0 0 (594|595|596)(\.\d+)? (841|842)/);
        const year = site().manifest.collections.demo!.tables.employment!.periods.at(-1)!.slice(0, 4);
        for (const [, date] of text.matchAll(/\(D:(\d{14})/g)) expect(date).toBe(`${year}0101000000`);
      }
    },
  );

  test.each(["en", "zh"] as const)(
    "each sheet of a briefing (%s) says that it is synthetic, and together they hold headline, changes, attention, four charts and their sources",
    async (lang) => {
      const words = formats(lang, site().codes);
      for (const area of [demo().root, await guarded()]) {
        const page = pageOf(area, lang);
        const sheets = [...page.querySelectorAll(".sheet")];
        expect(sheets.map((sheet) => sheet.querySelectorAll("header .synthetic").length)).toEqual([1, 1]);
        expect(page.querySelectorAll("figure").length).toBe(4);
        for (const svg of page.querySelectorAll("figure svg"))
          expect(svg.querySelector(".mark")?.textContent).toBe(words.t("mark.synthetic"));
        expect(page.querySelectorAll(".tile .value").length).toBeGreaterThanOrEqual(5);
        const headings = [...page.querySelectorAll("h2")].map((h2) => h2.textContent);
        for (const key of ["brief.changed", "brief.attention", "brief.sources"] as const)
          expect(headings).toContain(words.t(key));
        expect(page.querySelectorAll("section:last-child li").length).toBeGreaterThanOrEqual(3);
        expect(page.querySelectorAll("script, a, img, link").length).toBe(0);
      }
      const said = pageOf(await guarded(), lang).body.textContent!;
      expect(said).toContain(words.label("missing", "withheld"));
    },
  );

  test("a briefing of an area or a collection that is not there ends with a sentence that names what is", async () => {
    const { paths } = site().project;
    await expect(writeBrief({ area: "110000", lang: "en" }, paths, process.env)).rejects.toThrow(
      `expected ${demo().root} or one directly below it`,
    );
    await expect(
      writeBrief({ area: demo().root, lang: "en", collection: "reported" }, paths, process.env),
    ).rejects.toThrow(/expected `demo`, found `reported`/);
  });
}
