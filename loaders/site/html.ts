import { createHash } from "node:crypto";
import { parseHTML } from "linkedom";
import { languageOf } from "../../src/components/data/languages.ts";
import type { Lang } from "../../src/components/data/view.ts";
import { translate } from "../../src/locales/catalog.ts";
import type { SiteMap } from "./config.ts";
import { introduce } from "./introduce.ts";
import { localize } from "./localize.ts";

/** What is done to a page before it is written: figures drawn in, by `loaders/bake`. */
export type Bake = (document: Document, path: string) => void;

const noPages: SiteMap = { groups: [], guides: [], places: [], has: () => false };

/**
 * Finishes one page that Framework has built: bakes its figures, and sets what Framework cannot: language,
 * a viewport that allows zoom, and the content-security policy. `path` is the page's address without ending,
 * like `/demo/employment`; `map` holds all pages. Returns the whole HTML.
 */
export function finishPage(html: string, path: string, bake: Bake, map: SiteMap = noPages): string {
  const { document } = parseHTML(withoutTimes(html)) as unknown as { document: Document };
  bake(document, path);
  localize(document, path, map);
  introduce(document, path, map);
  document
    .querySelector('meta[name="viewport"]')
    ?.setAttribute("content", "width=device-width, initial-scale=1");
  nameLandmarks(document, languageOf(path).lang);
  openSidebar(document);
  addSkip(document, languageOf(path).lang);
  const policy = document.createElement("meta");
  policy.setAttribute("http-equiv", "Content-Security-Policy");
  const scripts = inlineScripts(document);
  policy.setAttribute(
    "content",
    contentPolicy(scripts, { compiles: compilers.test(html), hasInputs: html.includes("/stdlib/inputs.") }),
  );
  document.querySelector("meta[charset]")!.after(policy);
  return document.toString();
}

/** Keeps what the switch of the sidebar says of itself in step with it; the width is Framework's. */
const switchState = `
{
  const toggle = document.querySelector("#observablehq-sidebar-toggle");
  const wide = matchMedia("(min-width: calc(640px + 6rem + 272px))");
  const tell = () => toggle.setAttribute("aria-pressed", String(toggle.indeterminate ? wide.matches : toggle.checked));
  toggle.addEventListener("change", tell);
  wide.addEventListener("change", tell);
  tell();
}`;

/**
 * Names for a screen reader what Framework leaves without one, takes a label out of a list, and makes the
 * checkbox that shows the sidebar the button that it is to its user.
 */
function nameLandmarks(document: Document, lang: Lang): void {
  const names = {
    "#observablehq-sidebar": "shell.pages",
    "#observablehq-sidebar-toggle": "shell.toggle",
    "#observablehq-toc nav": "shell.toc",
  } as const;
  for (const [selector, key] of Object.entries(names))
    document.querySelector(selector)?.setAttribute("aria-label", translate(lang, key));
  document
    .querySelector("#observablehq-sidebar")
    ?.prepend(...document.querySelectorAll("#observablehq-sidebar-close"));
  const toggle = document.querySelector("#observablehq-sidebar-toggle");
  if (!toggle) return;
  toggle.setAttribute("role", "button");
  toggle.setAttribute("aria-pressed", "false");
  toggle.setAttribute("title", translate(lang, "shell.toggle"));
}

/**
 * Framework opens the sidebar with a script in the middle of the page, where the parser waits for the style sheet
 * before it may run. As a module it runs as soon as it is read, and the page is taken in while the style sheet is on
 * its way: on a slow phone that is nearly half a second in which the page would not answer.
 */
function openSidebar(document: Document): void {
  const script = [...document.querySelectorAll("script")].find(({ textContent }) =>
    textContent?.includes("#observablehq-sidebar-toggle"),
  );
  if (!script) return;
  script.setAttribute("type", "module");
  script.setAttribute("async", "");
  script.textContent += switchState;
}

/** The first stop of the keyboard leads past the list of pages. */
function addSkip(document: Document, lang: Lang): void {
  const main = document.querySelector("main");
  if (!main) return;
  const link = document.createElement("a");
  link.setAttribute("class", "skip");
  link.setAttribute("href", `#${main.id}`);
  link.textContent = translate(lang, "shell.skip");
  document.body.prepend(link);
}

const inlineScripts = (document: Document): string[] =>
  [...document.querySelectorAll("script:not([src])")].map((script) => script.textContent ?? "");

/** Libraries that turn text into code: Arquero the expressions of its verbs, the others WebAssembly. */
const compilers = /_npm\/(?:arquero|parquet-wasm|@duckdb\/)|stdlib\/duckdb\./;

/**
 * A policy under which a page can reach only the server it came from, and runs only the scripts that were
 * built into it. `unsafe-eval` is for a page that `compiles`, which a notebook may and a dashboard never does;
 * `blob:` is for DuckDB's worker and for downloads; inline styles are Plot's. A page that uses Observable
 * Inputs writes its handlers as attributes for a moment, so there these are allowed.
 */
export function contentPolicy(scripts: string[], { compiles = false, hasInputs = false } = {}): string {
  const hashes = scripts.map((script) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`);
  return [
    "default-src 'none'",
    ["script-src 'self'", ...(compiles ? ["'unsafe-eval'"] : []), ...new Set(hashes)].join(" "),
    ...(hasInputs ? ["script-src-attr 'unsafe-inline'"] : []),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'self'",
    "form-action 'none'",
    "object-src 'none'",
  ].join("; ");
}

/** Framework notes when a file was last changed on this machine; the same inputs must give the same page. */
const withoutTimes = (html: string): string => html.replace(/,"lastModified":\d+(?=[,}])/g, "");
