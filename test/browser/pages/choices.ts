import { readFile } from "node:fs/promises";
import { parseHTML } from "linkedom";
import { expect, test } from "vitest";
import { readRelease } from "../../../loaders/bake/release-reader.ts";
import { widths } from "../../../src/components/figure/frame.ts";
import { sceneOf } from "../../../src/components/figure/scene.ts";
import { choicesOf } from "../../../src/components/filters/filters.ts";
import { fill } from "../../../src/components/page/fill.ts";
import { placeOf } from "../../../src/components/page/place.ts";
import { pages } from "../../../src/figures/index.ts";
import type { Site } from "./site.ts";

/** What only a mistake writes. */
const nonsense = /undefined|NaN|Invalid Date/;

export function everyChoice(site: () => Site): void {
  test("can be drawn from its first period on, when quarters and years of other tables have not ended", async () => {
    const release = readRelease(site().project.paths.siteData);
    for (const { path } of site().dashboards) {
      const place = placeOf(path.replace(/\.html$/, ""), release.manifest)!;
      const page = pages[place.slug]!;
      const { root } = release.manifest.collections[place.collection]!;
      const fixed = { collection: place.collection, lang: "en" as const };
      const closed = sceneOf(release, { ...fixed, area: root, period: "" });
      const choices = choicesOf(closed, page, place.area);
      for (const area of new Set([choices.areas[0], choices.areas.at(-1)])) {
        const scene = sceneOf(release, { ...fixed, area: area ?? root, period: choices.periods[0] ?? "" });
        const { document } = parseHTML(await readFile(site().file(path), "utf8"));
        fill(document, page, scene, choices, () => "");
        const said = document.querySelector("main")!.textContent!;
        expect(nonsense.exec(said)?.[0], `${path} of ${area}`).toBeUndefined();
        for (const spec of page.figures.filter(({ follows }) => follows && !follows.includes("period"))) {
          if (!spec.tables.every(scene.has)) continue;
          const drawn = [choices.periods[0], choices.periods.at(-1)].map((period) => {
            const then = scene.seen({ period: period! });
            return spec.chart(spec.state(then), then, { width: widths.full, document }).outerHTML;
          });
          expect(drawn[0] === drawn[1], `${path}: ${spec.id} is drawn alike in every period`).toBe(true);
        }
      }
    }
  });
}
