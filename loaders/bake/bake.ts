import { addressIn, languageOf } from "../../src/components/data/languages.ts";
import type { ReleaseReader } from "../../src/components/data/release.ts";
import { readView } from "../../src/components/data/view.ts";
import { sceneOf } from "../../src/components/figure/scene.ts";
import { choicesOf } from "../../src/components/filters/filters.ts";
import { fill } from "../../src/components/page/fill.ts";
import { placeOf } from "../../src/components/page/place.ts";
import { pages } from "../../src/figures/index.ts";
import { fillReal } from "../../src/figures/reported/real.ts";
import { rootFrom } from "../site/address.ts";
import { embedPages } from "./embed.ts";
import { addPrinted } from "./printed.ts";

/**
 * Draws a dashboard page's figures, tables and headline into its HTML at the view where it opens: the top
 * area, the latest period. `path` is the page's address without ending; a page that is no dashboard stays as
 * it is. The figures' files and the pages that show one figure alone are handed to `write` with a path relative to
 * the site's root.
 */
export function bakePage(
  document: Document,
  path: string,
  release: ReleaseReader,
  write: (path: string, text: string) => void,
): void {
  const place = placeOf(path, release.manifest);
  const page = place && pages[place.slug];
  if (!place || !page) return;
  const { collection, slug, lang, area } = place;
  const fixed = { collection, lang };
  const { root } = release.manifest.collections[collection]!;
  const closed = sceneOf(release, { ...fixed, area: root, period: "" });
  const choices = choicesOf(closed, page, area);
  const up = rootFrom(path);
  const html = document.documentElement;
  for (const [name, value] of Object.entries({ root: `${up}data/`, collection, page: slug, area })) {
    if (value) html.setAttribute(`data-${name}`, value);
  }
  const { view } = readView("", fixed, choices);
  const scene = sceneOf(release, view);
  if (area) document.title = document.title.replace(/^[^|]*/, `${scene.area(area)} `);
  const folder = [collection, area].filter(Boolean).join("/");
  fill(document, page, scene, choices, ({ id }, kind, text) => {
    const file = `data/figures${addressIn(lang, `/${folder}/${id}.${kind}`)}`;
    // A spreadsheet reads Chinese only behind a byte-order mark.
    write(file, kind === "csv" ? `\ufeff${text}` : text);
    return `${up}${file}`;
  });
  fillReal(document, release, view);
  // The front page is the default collection's overview once more.
  if (!area && languageOf(path).path !== "/index")
    for (const { path: to, html } of embedPages(document, path, slug, scene)) write(to, html);
  addPrinted(document, path, release.manifest.release, scene);
}
