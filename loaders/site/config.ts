import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { addressIn, firstLanguage, languageOf, languages } from "../../src/components/data/languages.ts";
import { rows } from "../../src/components/data/rows.ts";
import type { Lang } from "../../src/components/data/view.ts";
import { type Key, translate } from "../../src/locales/catalog.ts";
import { areaPage, pagesFor } from "../../src/pages.ts";
import { readRelease } from "../bake/release-reader.ts";
import type { Text } from "../contracts/contract.ts";
import type { Collection, Manifest } from "../release/manifest.ts";
import { linkBetween } from "./address.ts";

/** A page by its address without language and ending, like `/demo/income`. */
export interface Link {
  title: Text;
  path: string;
}

/** What the sidebar lists: groups of pages, then pages that stand alone. */
export interface SiteMap {
  groups: { title: Text; pages: Link[] }[];
  /** One page for each place, of which the sidebar lists only the first of a collection. */
  places: string[];
  guides: Link[];
  /** Whether a page is written in a language. */
  has(lang: Lang, path: string): boolean;
}

/** The pages of the project at `root`: those of each collection of the current release, the notebooks, the guides. */
export function siteMap(root: string): SiteMap {
  const collections = Object.entries(readManifest(root)?.collections ?? {});
  const written = (path: string) => existsSync(join(root, `src${path}.md`));
  const places = Object.fromEntries(collections.map(([name, one]) => [name, areaPaths(root, name, one)]));
  const groups = collections.map(([name, collection]) => ({
    title: collection.title,
    pages: [
      ...pagesFor(collection.tables)
        .filter(({ slug }) => written(`/[collection]/${slug}`))
        .map(({ slug, title }) => ({ title, path: `/${name}/${slug}` })),
      ...places[name]!.slice(0, 1).map((path) => ({ title: areaPage.title, path })),
    ],
  }));
  const notebooks = notebookLinks(join(root, "src/notebooks"));
  const guides = [
    { title: { en: "Methods and limits", zh: "方法与局限" }, path: "/methods" },
    { title: { en: "Data dictionary", zh: "数据字典" }, path: "/dictionary" },
  ].filter(({ path }) => written(path));
  return {
    groups: notebooks.length
      ? [...groups, { title: { en: "Notebooks", zh: "分析笔记（英文）" }, pages: notebooks }]
      : groups,
    guides,
    places: Object.values(places).flat(),
    has(lang, path) {
      const [, collection, slug, area] = path.split("/");
      const page = `/[collection]/${slug}${area ? "/[area]" : ""}`;
      const own = collections.some(([name]) => name === collection) ? page : path;
      return written(addressIn(lang, own));
    },
  };
}

/**
 * The head of every page: search, shown where a script can open it, and the links to the page's other
 * languages, or to the first page of a language in which it is not written.
 */
function header(map: SiteMap, address: string): string {
  const { lang, path } = languageOf(address);
  const t = (key: Key) => translate(lang, key);
  const links = Object.entries(languages).flatMap(([code, { tag, name }]) => {
    const other = code as Lang;
    const home = map.has(other, "/index");
    if (other === lang || !(home || map.has(other, path))) return [];
    const target = addressIn(other, map.has(other, path) ? path : "/index");
    return `<a href="${linkBetween(address, target)}" hreflang="${tag}" lang="${tag}" data-language="${other}">${name}</a>`;
  });
  return `<button type="button" class="search-open" aria-haspopup="dialog" aria-keyshortcuts="/" data-failed="${t("shell.search.failed")}" hidden>${t("shell.search")}</button>
${links.length === 0 ? "" : `<nav class="languages" aria-label="${t("shell.language")}">${links.join(" ")}</nav>`}`;
}

/**
 * The settings of Observable Framework for the project at `root`: one group of the sidebar per collection of
 * the current release, then the notebooks. Before the first release there are only notebooks and guides.
 */
export function siteConfig(root: string, env: Record<string, string | undefined>) {
  const map = siteMap(root);
  const link = ({ title, path }: Link) => ({ name: title[firstLanguage], path });
  const found = map.groups
    .flatMap(({ pages }) => pages.map(({ path }) => path))
    .concat(map.places)
    .filter((path, at, all) => !path.startsWith("/notebooks/") && all.indexOf(path) === at);
  return {
    title: "Foothold",
    root: "src",
    output: env.FOOTHOLD_OUTPUT ?? "dist",
    style: "style.css",
    globalStylesheets: [],
    // Without an icon of its own, a browser asks every server for one.
    head: '<link rel="icon" href="data:,">',
    // DuckDB's extensions would come from another host; the core reads Arrow tables without them.
    duckdb: { extensions: { json: null, parquet: null } },
    // With the ending in place, a link works from a server that knows nothing but files.
    preserveExtension: true,
    search: false,
    pager: false,
    toc: { show: true, label: "On this page" },
    header: ({ path }: { path: string }) => header(map, path),
    footer: "",
    pages: [
      ...map.groups.map(({ title, pages }) => ({ name: title[firstLanguage], pages: pages.map(link) })),
      ...map.guides.map(link),
    ],
    dynamicPaths: (Object.keys(languages) as Lang[]).flatMap((lang) =>
      found.filter((path) => map.has(lang, path)).map((path) => addressIn(lang, path)),
    ),
  };
}

/** A page for the top area of a collection, then one for each area directly below it. */
function areaPaths(root: string, collection: string, { root: top, tables }: Collection): string[] {
  const written = existsSync(join(root, "src/[collection]/area/[area].md"));
  if (!written || !top || !areaPage.tables.some((name) => name in tables)) return [];
  const areas = rows(readRelease(join(root, "src/data")).table(collection, "areas"));
  const below = areas.filter(({ parent }) => parent === top).map(({ code }) => String(code));
  return [top, ...below.sort()].map((code) => `/${collection}/area/${code}`);
}

/** The manifest of the current release, or undefined before there is one. */
function readManifest(root: string): Manifest | undefined {
  const file = join(root, "src/data/manifest.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

/** The notebooks by title, as the front matter or the first heading of each gives it. */
function notebookLinks(folder: string): Link[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(".md"))
    .map((file) => {
      const slug = basename(file, ".md");
      const title = titleOf(readFileSync(join(folder, file), "utf8")) ?? slug;
      return { title: { en: title, zh: title }, path: `/notebooks/${slug}` };
    })
    .sort((a, b) => (a.title.en < b.title.en ? -1 : 1));
}

function titleOf(markdown: string): string | undefined {
  const frontMatter = /^---\r?\n([\s\S]*?)\r?\n---/.exec(markdown)?.[1];
  const title = frontMatter && parse(frontMatter)?.title;
  return title ? String(title) : /^#\s+(.+)$/m.exec(markdown)?.[1]?.trim();
}
