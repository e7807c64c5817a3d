import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseHTML } from "linkedom";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bakePage } from "../../loaders/bake/bake.ts";
import { briefPage } from "../../loaders/brief/page.ts";
import { finishPage } from "../../loaders/site/html.ts";
import { missingPage } from "../../loaders/site/missing.ts";
import { languages } from "../../src/components/data/languages.ts";
import type { ReleaseReader } from "../../src/components/data/release.ts";
import type { Lang } from "../../src/components/data/view.ts";
import { catalogs, type Key } from "../../src/locales/catalog.ts";
import { en } from "../../src/locales/en.ts";
import type { Message } from "../../src/locales/translation.ts";
import { areaPage, pagesFor } from "../../src/pages.ts";
import { dimension, type Given, releaseOf, sceneIn } from "../src/release.ts";
import { figures, reconciliation, tables } from "../src/tables.ts";
import { launch } from "./chromium.ts";

/** A language that nobody speaks: English in Hebrew letters, a third longer, so that no Latin word is the catalog's. */
const pseudo = "he" as Lang;
const strange = (word: string) =>
  [...word.toLowerCase(), ...word.slice(-Math.ceil(word.length / 3)).toLowerCase()]
    .map((letter) =>
      /[a-z]/.test(letter) ? String.fromCodePoint(0x5d0 + (letter.charCodeAt(0) - 97)) : letter,
    )
    .join("");
const inPseudo = (text: string) =>
  text.replace(/\{\w+\}|[A-Za-z]{2,}/g, (part) => (part.startsWith("{") ? part : strange(part)));
const translated = (message: Message): Message =>
  typeof message === "string"
    ? inPseudo(message)
    : { one: inPseudo(message.one), other: inPseudo(message.other) };

/** What carries words in the languages of a release also carries them in this one. */
function withPseudo<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withPseudo) as T;
  if (typeof value !== "object" || value === null) return value;
  const own = Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withPseudo(part)]));
  return (typeof own.en === "string" && "zh" in own ? { ...own, [pseudo]: inPseudo(own.en) } : own) as T;
}

/** What a source says in its own words. */
const quoted = ["area_label", "population", "source", "note"];

/** A table with, beside each column of words, one in this language. */
function alsoTold({ dimensions, rows, ...rest }: Given): Given {
  const told = dimensions.flatMap(({ name }, at) =>
    name.endsWith("_zh") || quoted.includes(name) ? [{ name: name.replace(/_zh$/, ""), at }] : [],
  );
  const own = told.map(({ name }) => dimension(`${name}_${pseudo}`));
  return {
    ...rest,
    dimensions: [...own, ...dimensions],
    rows: rows.map((row) => [...told.map(({ at }) => (row[at] === "" ? "" : strange("words"))), ...row]),
  };
}

let release: ReleaseReader;
let browser: Browser;

beforeAll(async () => {
  languages[pseudo] = { tag: pseudo, name: "Pseudo", dir: "rtl" };
  catalogs[pseudo] = Object.fromEntries(
    Object.entries(en as Record<string, Message>).map(([key, message]) => [key, translated(message)]),
  ) as Record<Key, Message>;
  const all = Object.entries({ ...tables, figures, reconciliation });
  const plain = releaseOf(Object.fromEntries(all.map(([name, given]) => [name, alsoTold(given)])));
  release = { ...plain, manifest: withPseudo(plain.manifest), codes: withPseudo(plain.codes) };
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  delete (languages as Partial<typeof languages>)[pseudo];
  delete (catalogs as Partial<typeof catalogs>)[pseudo];
});

/** A page's places, without the prose around them, as it stands in the folder of the language. */
async function built(slug: string): Promise<string> {
  const file = slug === areaPage.slug ? "area/[area]" : slug;
  const markdown = await readFile(join("src/[collection]", `${file}.md`), "utf8");
  const places = markdown.match(/^<\/?(?:div|section|figure|nav)[^>]*>.*$/gm)!.join("\n");
  const ours = places.replace(/ aria-label="[^"]*"/g, "");
  const address = `/${pseudo}/test/${slug === areaPage.slug ? "area/901" : slug}`;
  const html = `<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="viewport"><title>${strange(slug)} | Foothold</title></head><body><div id="observablehq-center"><main id="observablehq-main">${ours}</main></div></body></html>`;
  return finishPage(html, address, (document, path) => bakePage(document, path, release, () => {}));
}

const slugs = [...pagesFor({ ...tables, figures }).map(({ slug }) => slug), areaPage.slug];

/** Words that stay as they are in every language, and the code of the test's one dataset. */
const names = /[Rr]eturns|Parquet|Arrow|CSV|SVG|PNG|FGT|ILO|Foothold|manifest|\w+\.csv/g;

test.each(slugs)("a further language needs no more than its catalog and an entry: %s", async (slug) => {
  const { document } = parseHTML(await built(slug));
  expect([document.documentElement.lang, document.documentElement.dir]).toEqual([pseudo, "rtl"]);
  expect(document.querySelectorAll("[data-figure], [data-block] > *").length).toBeGreaterThan(0);
  const said = [...document.querySelectorAll("main [aria-label]")].map((one) =>
    one.getAttribute("aria-label"),
  );
  for (const part of document.querySelectorAll("script, style, code, [lang=en]")) part.remove();
  const text = [document.querySelector("main")!.textContent, ...said].join(" ");
  expect(text).toMatch(/\p{Script=Hebrew}/u);
  expect([...new Set(text.replace(names, "").match(/[A-Za-z]{3,}/g))]).toEqual([]);
});

/** What is wider than the screen, and drawings whose labels would hang on the wrong side of their anchors. */
const faults = `(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  const wide = [...document.querySelectorAll("main *")]
    .filter((one) => scrollWidth > clientWidth && one.getBoundingClientRect().left < 0 && !one.closest(".scroll, svg"))
    .map((one) => one.tagName + "." + one.className + " is wider than the screen");
  const turned = [...document.querySelectorAll("main svg.plot")]
    .filter((svg) => getComputedStyle(svg).direction !== "ltr")
    .map((svg) => svg.closest("figure").id + " is turned round");
  return [...wide, ...turned];
})()`;

test("from right to left, pages start on the right, charts keep their labels, and nothing is wider than a phone or a desk", async () => {
  const css = (await readFile("src/style.css", "utf8")).replace(/^@import.*$/m, "");
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const found: string[] = [];
  try {
    for (const slug of slugs) {
      const html = (await built(slug)).replace(/<meta http-equiv[^>]*>/, "");
      await page.setContent(html.replace("</head>", `<style>${css}</style></head>`));
      for (const width of [320, 1200]) {
        await page.setViewportSize({ width, height: 800 });
        const here = (await page.evaluate(faults)) as string[];
        found.push(...here.map((fault) => `${slug} at ${width}: ${fault}`));
      }
      const [first, second] = (await page.evaluate(
        `[...document.querySelectorAll(".tile")].map((one) => one.getBoundingClientRect().right)`,
      )) as number[];
      if (first !== undefined && second !== undefined) expect(first, slug).toBeGreaterThan(second);
    }
  } finally {
    await context.close();
  }
  expect(found).toEqual([]);
});

test("the briefing and the page for a missing address run the way of their language", () => {
  const brief = parseHTML(briefPage(sceneIn(release, { lang: pseudo }), "0", "")).document;
  expect([brief.documentElement.lang, brief.documentElement.dir]).toEqual(["he", "rtl"]);
  const missing = parseHTML(missingPage()).document;
  expect([...missing.querySelectorAll("section")].map(({ lang, dir }) => [lang, dir])).toEqual([
    ["en", "ltr"],
    ["zh-Hans", "ltr"],
    ["he", "rtl"],
  ]);
});
