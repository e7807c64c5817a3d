import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { expect } from "vitest";
import { walk } from "../../../loaders/files.ts";
import type { CodeLists, Manifest } from "../../../loaders/release/manifest.ts";
import { missingFile } from "../../../loaders/site/missing.ts";
import { serve } from "../../../loaders/site/serve.ts";
import { pagesFor } from "../../../src/pages.ts";
import { launch } from "../chromium.ts";
import type { Checkout } from "../site.ts";

/** Waits, on a busy machine too, until a page says what is expected of it. */
export const soon = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 20_000 });

/** A built site that is served, the release it shows, and a browser to look at it. */
export interface Site {
  project: Checkout;
  manifest: Manifest;
  codes: CodeLists;
  browser: Browser;
  /** Address of a page. */
  at: (path: string) => string;
  /** A file of the site on disk. */
  file: (path?: string) => string;
  /** The dashboard pages, `<collection>/<slug>.html`, and one of the slug `area` for each place. */
  dashboards: { collection: string; slug: string; path: string }[];
  /** All pages, notebooks and methods among them; of the places two. */
  pages: string[];
  /** Records of a CSV text; DuckDB reads it, so nothing here need know how to quote. */
  csv: (text: string) => Promise<Record<string, string | null>[]>;
  close: () => Promise<void>;
}

export async function openSite(project: Checkout): Promise<Site> {
  const { dist } = project.paths;
  const file = (path = "") => join(dist, path);
  const json = async (path: string) => JSON.parse(await readFile(file(path), "utf8"));
  const manifest: Manifest = await json("data/manifest.json");
  const served = await serve({ folder: dist, port: 0 });
  const browser = await launch();
  const html = (await walk(dist)).filter(
    (path) => path.endsWith(".html") && path !== missingFile && !/(^|\/)embed\//.test(path),
  );
  const tops = Object.values(manifest.collections).map(({ root }) => root);
  // Places differ in their numbers alone, so the top one and the last stand for all.
  const isPlace = (path: string) => /(^|\/)area\//.test(path);
  const isLooked = (path: string) =>
    !isPlace(path) || tops.some((top) => path.endsWith(`/${top}.html`)) || /900\.html$/.test(path);
  const pages = html.filter(isLooked);
  let asked = 0;
  return {
    project,
    manifest,
    codes: await json("data/codes.json"),
    browser,
    at: (path) => served.url + path,
    file,
    dashboards: Object.entries(manifest.collections).flatMap(([collection, { tables }]) => [
      ...pagesFor(tables).map(({ slug }) => ({ collection, slug, path: `${collection}/${slug}.html` })),
      ...pages
        .filter((path) => path.startsWith(`${collection}/area/`))
        .map((path) => ({ collection, slug: "area", path })),
    ]),
    pages,
    csv: async (text) => {
      const name = `asked-${asked++}.csv`;
      await project.write(`.foothold/${name}`, text);
      return project.query(`select * from read_csv('{scratch}/${name}', all_varchar = true, header = true)`);
    },
    close: async () => {
      await browser.close();
      await served.close();
    },
  };
}
