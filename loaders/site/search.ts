import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { languageOf, languages } from "../../src/components/data/languages.ts";
import type { Lang } from "../../src/components/data/view.ts";
import type { IndexedPage, SearchIndex } from "../../src/components/search/find.ts";
import { translate } from "../../src/locales/catalog.ts";
import { writeAtomic } from "../files.ts";

const script = fileURLToPath(new URL("../../src/components/search/dialog.ts", import.meta.url));

/** What the search of a site will find: every page that it was shown, language by language. */
export interface SearchPages {
  /** Takes in a page with its figures drawn; `address` is its own, like `/zh/demo/income`. */
  add(document: Document, address: string): void;
  /** Writes an index per language and the script that reads it into the folder `search` of a site. */
  write(folder: string): Promise<void>;
}

export function searchPages(): SearchPages {
  const found: { lang: Lang; page: IndexedPage }[] = [];
  return {
    add(document, address) {
      const { lang, path } = languageOf(address);
      // The root is the overview of the first collection, which has an address of its own.
      if (path === "/index") return;
      const page = pageOf(document, address);
      // The pages of places repeat each other but for their names.
      if (page && path.includes("/area/")) page.parts = [];
      if (page) found.push({ lang, page });
    },
    async write(folder) {
      for (const lang of Object.keys(languages) as Lang[]) {
        const pages = found.filter((entry) => entry.lang === lang).map(({ page }) => page);
        const words = {
          label: translate(lang, "shell.search.label"),
          none: translate(lang, "shell.search.none"),
          close: translate(lang, "shell.search.close"),
        };
        const index: SearchIndex = { words, pages: pages.sort((a, b) => (a.href < b.href ? -1 : 1)) };
        await writeAtomic(join(folder, `search/${lang}.json`), JSON.stringify(index));
      }
      await build({
        entryPoints: [script],
        outfile: join(folder, "search/search.js"),
        bundle: true,
        format: "esm",
        target: "es2022",
        minify: true,
        logLevel: "silent",
      });
    },
  };
}

/** Title, headings and findings of a page; nothing of its tables, and nothing for a page without a title. */
function pageOf(document: Document, address: string): IndexedPage | undefined {
  const text = (element: Element | null) => element?.textContent?.replace(/\s+/g, " ").trim() ?? "";
  const title = text(document.querySelector("main h1"));
  if (title === "") return undefined;
  const headings = [...document.querySelectorAll("main h2[id], main h3[id]")].map(
    (heading) => [heading.id, text(heading)] as [string, string],
  );
  const findings = [...document.querySelectorAll("main figure[data-figure]")].map(
    (figure) => [figure.id, text(figure.querySelector("h3"))] as [string, string],
  );
  return {
    href: address.endsWith("/index") ? address.slice(1, -"index".length) : `${address.slice(1)}.html`,
    title,
    where: text(document.querySelector("main .eyebrow")),
    parts: [...headings, ...findings].filter(([anchor, words]) => anchor !== "" && words !== ""),
  };
}
