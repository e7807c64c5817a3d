import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { pagesFor } from "../../src/pages.ts";
import type { Manifest } from "../release/manifest.ts";

interface Link {
  name: string;
  path: string;
}

/**
 * The settings of Observable Framework for the project at `root`: one group of the sidebar per collection of
 * the current release, then the notebooks. Before the first release there are only notebooks and guides.
 */
export function siteConfig(root: string, env: Record<string, string | undefined>) {
  const collections = Object.entries(readManifest(root)?.collections ?? {});
  const groups = collections.map(([name, collection]) => ({
    name: collection.title.en,
    pages: pagesFor(collection.tables)
      .filter(({ slug }) => existsSync(join(root, `src/[collection]/${slug}.md`)))
      .map(({ slug, title }) => ({ name: title.en, path: `/${name}/${slug}` })),
  }));
  const notebooks = notebookLinks(join(root, "src/notebooks"));
  const guides = [
    { name: "Methods and limits", path: "/methods" },
    { name: "Data dictionary", path: "/dictionary" },
  ].filter(({ path }) => existsSync(join(root, `src${path}.md`)));
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
    footer: "",
    pages: [...groups, ...(notebooks.length ? [{ name: "Notebooks", pages: notebooks }] : []), ...guides],
    dynamicPaths: groups.flatMap((group) => group.pages.map((page) => page.path)),
  };
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
      return { name: titleOf(readFileSync(join(folder, file), "utf8")) ?? slug, path: `/notebooks/${slug}` };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function titleOf(markdown: string): string | undefined {
  const frontMatter = /^---\r?\n([\s\S]*?)\r?\n---/.exec(markdown)?.[1];
  const title = frontMatter && parse(frontMatter)?.title;
  return title ? String(title) : /^#\s+(.+)$/m.exec(markdown)?.[1]?.trim();
}
