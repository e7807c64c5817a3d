import { addressIn, firstLanguage, languageOf, languages } from "../../src/components/data/languages.ts";
import type { Lang } from "../../src/components/data/view.ts";
import { translate } from "../../src/locales/catalog.ts";
import { linkBetween, rootFrom } from "./address.ts";
import type { SiteMap } from "./config.ts";

/**
 * Gives a built page its language: the mark on the document, links to the same page in the other languages,
 * the sidebar in the page's own words, and scripts that keep the reader's choice. `address` is the page's
 * own, like `/zh/demo/income`.
 */
export function localize(document: Document, address: string, map: SiteMap): void {
  const { lang, path } = languageOf(address);
  const { tag, dir } = languages[lang];
  document.documentElement.lang = tag;
  if (dir === "rtl") document.documentElement.dir = dir;
  linkTwins(document, address, path, map);
  if (lang !== firstLanguage) translateShell(document, address, lang, map);
  const script = (text: string) => {
    const made = document.createElement("script");
    made.textContent = text;
    return made;
  };
  // Before the style sheet, or it would wait for it.
  if (address === "/index") document.querySelector("meta[charset]")!.after(script(goWhereChosen));
  if (document.querySelector("[data-language]")) document.body.append(script(keepChoice));
  if (document.querySelector(".search-open"))
    document.body.append(script(openSearch(rootFrom(address), lang)));
}

/** Tells search engines and browsers where the page stands in each language. */
function linkTwins(document: Document, address: string, path: string, map: SiteMap): void {
  const written = (Object.keys(languages) as Lang[]).filter((lang) => map.has(lang, path));
  if (written.length < 2) return;
  const entries = [
    ...written.map((lang) => [languages[lang].tag, addressIn(lang, path)]),
    ["x-default", path],
  ] as const;
  for (const [tag, target] of entries) {
    const link = document.createElement("link");
    link.setAttribute("rel", "alternate");
    link.setAttribute("hreflang", tag!);
    link.setAttribute("href", linkBetween(address, target!));
    document.head.append(link);
  }
}

/** Framework builds one sidebar for all pages; a page in another language links to those of its own. */
function translateShell(document: Document, address: string, lang: Lang, map: SiteMap): void {
  const toc = document.querySelector("#observablehq-toc nav > div");
  if (toc) toc.textContent = translate(lang, "shell.toc");
  const sidebar = document.querySelector("#observablehq-sidebar");
  if (!sidebar) return;
  for (const header of sidebar.querySelectorAll("summary")) {
    const group = map.groups.find(({ title }) => title[firstLanguage] === header.textContent);
    if (group) header.textContent = group.title[lang];
  }
  const pages = new Map(
    [{ title: undefined, path: "/index" }, ...map.groups.flatMap((group) => group.pages), ...map.guides].map(
      (page) => [linkBetween(address, page.path), page],
    ),
  );
  for (const link of sidebar.querySelectorAll("a")) {
    const page = pages.get(link.getAttribute("href") ?? "");
    if (!page) continue;
    if (page.title) link.textContent = page.title[lang];
    if (!map.has(lang, page.path)) continue;
    const target = addressIn(lang, page.path);
    link.setAttribute("href", linkBetween(address, target));
    if (target !== address) continue;
    link.closest("li")?.classList.add("observablehq-link-active");
    link.closest("section")?.classList.add("observablehq-section-active");
  }
}

/** Where the site opens, a reader who has chosen another language finds its pages; no other address moves. */
const goWhereChosen = `try {
  const chosen = localStorage.getItem("foothold-language");
  if (${JSON.stringify(Object.keys(languages).filter((lang) => lang !== firstLanguage))}.includes(chosen))
    location.replace("./" + chosen + "/" + location.search + location.hash);
} catch {}`;

/** Following the link to another language keeps area, period and place on the page, and is remembered. */
const keepChoice = `for (const link of document.querySelectorAll("[data-language]")) {
  const page = link.href;
  const keep = () => {
    link.href = page + location.search + location.hash;
    try { localStorage.setItem("foothold-language", link.dataset.language); } catch {}
  };
  link.addEventListener("click", keep);
  link.addEventListener("auxclick", keep);
}`;

/** The search is loaded when the reader opens it, by its button or by the key "/" outside a field. */
const openSearch = (root: string, lang: Lang): string => `{
  const button = document.querySelector(".search-open");
  const root = new URL(${JSON.stringify(root)}, location.href);
  const open = () =>
    import(new URL("search/search.js", root))
      .then(({ search }) => search(root.href, ${JSON.stringify(lang)}))
      .catch(() => { button.textContent = button.dataset.failed; });
  button.hidden = false;
  button.addEventListener("click", open);
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target.closest("input, select, textarea, dialog")) return;
    event.preventDefault();
    open();
  });
}`;
