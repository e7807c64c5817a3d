import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { walk } from "../../../loaders/files.ts";
import { withPage } from "../chromium.ts";
import { type Site, soon } from "./site.ts";

const id = "employment-industries";

/** What a reader takes along from a page: a figure as a file, its address, and a frame for another site. */
export function takenAlong(site: () => Site): void {
  const save = async (page: Page, control: string) => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.locator(`#${id} ${control}`).click(),
    ]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  };

  test.each([
    ["demo/employment.html", "SYNTHETIC", "Source: "],
    ["zh/demo/employment.html", "合成数据", "来源："],
  ])("%s gives its figures as SVG and as PNG, as they are shown", (path, mark, source) =>
    withPage(site().browser, site().at(path), async ({ page, errors, foreign }) => {
      const opened = await save(page, "a.svg");
      expect(opened.name).toBe(`${id}.svg`);
      expect(opened.bytes.toString()).toContain(mark);
      expect(opened.bytes.toString()).toContain(source);
      const before = await page.locator(`#${id} .scope`).textContent();
      await page.locator("form[data-filters] [data-step='-1']").click();
      await soon(() => page.locator(`#${id} .scope`).textContent()).not.toBe(before);
      await page.locator(`#${id} a.svg[href^=blob]`).waitFor();
      const chosen = await save(page, "a.svg");
      expect(chosen.bytes.toString()).toContain(await page.locator(`#${id} .scope`).textContent());
      const { name, bytes } = await save(page, "[data-act=png]");
      expect(name).toBe(`${id}.png`);
      expect(bytes.subarray(1, 4).toString()).toBe("PNG");
      expect(bytes.readUInt32BE(16)).toBe(2400);
      expect([...errors, ...foreign]).toEqual([]);
    }),
  );

  test("the link of a figure opens it as it was shown, its table too, and back leads where the reader came from", () =>
    withPage(site().browser, site().at("demo/employment.html"), async ({ page }) => {
      const scope = page.locator(`#${id} .scope`);
      const opened = await scope.textContent();
      await page.locator("form[data-filters] [data-step='-1']").click();
      await soon(() => scope.textContent()).not.toBe(opened);
      const shown = await scope.textContent();
      await page.locator(`#${id} summary`).click();
      await page.locator(`#${id} .permalink`).click();
      await soon(() => page.locator(`#${id} .actions [role=status]`).textContent()).toMatch(/address/);
      const address = page.url();
      expect(address).toMatch(/\?period=[\d-]+&view=table#employment-industries$/);
      await page.goto("about:blank");
      await page.goto(address);
      await soon(() => scope.textContent()).toBe(shown);
      const open = await page
        .locator(".actions > details[open]")
        .evaluateAll((all) => all.map((one) => one.closest("figure")!.id));
      expect(open).toEqual([id]);
      await page.locator("form[data-filters] [data-step='1']").click();
      await soon(() => scope.textContent()).toBe(opened);
      // The address follows what is seen.
      await soon(() => page.url()).not.toBe(address);
      await page.goBack();
      await soon(() => scope.textContent()).toBe(shown);
      await page.goForward();
      await soon(() => scope.textContent()).toBe(opened);
    }));

  test("another site may frame one figure alone, for the period it asks for, and no other page", async () => {
    const period = site().manifest.collections.demo!.tables.employment!.periods[0]!;
    const other = createServer((_, response) => {
      response.setHeader("Content-Type", "text/html");
      response.end(
        `<iframe id="figure" src="${site().at(`embed/demo/${id}.html?period=${period}`)}"></iframe>` +
          `<iframe id="page" src="${site().at("demo/employment.html")}"></iframe>`,
      );
    });
    await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
    const context = await site().browser.newContext({ locale: "en-GB" });
    try {
      const page = await context.newPage();
      const refused = page.waitForEvent("console", (said) => /frame-ancestors/.test(said.text()));
      await page.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`);
      const figure = page.frameLocator("#figure");
      await soon(() => figure.locator(".scope").textContent()).toContain(period.slice(0, 4));
      await soon(() => figure.locator(".whole a").getAttribute("href")).toContain(`?period=${period}#${id}`);
      expect(await figure.locator(".synthetic").textContent()).toContain("Synthetic");
      expect((await refused).text()).toContain("'self'");
      expect(await page.frameLocator("#page").locator("main").count()).toBe(0);
    } finally {
      await context.close();
      other.close();
    }
  });

  test("every figure has such a page in each language, whose links lead somewhere and whose marks stand without scripts", async () => {
    const files = await walk(site().project.paths.dist);
    const known = new Set(files);
    const alone = files.filter((file) => /^(zh\/)?embed\//.test(file));
    expect(alone.filter((file) => file.startsWith("zh/")).length).toBe(alone.length / 2);
    for (const file of alone) {
      const html = await readFile(site().file(file), "utf8");
      const links = [...html.matchAll(/(?:href|src)="([^"#]+)/g)].map(([, link]) => link!);
      for (const link of links.filter((link) => !link.startsWith("data:"))) {
        const target = new URL(link, `http://site/${file}`).pathname.slice(1);
        expect(known.has(target.endsWith("/") ? `${target}index.html` : target), `${file}: ${link}`).toBe(
          true,
        );
      }
      if (file.includes("embed/demo/")) expect(html, file).toMatch(/class="synthetic"/);
    }
    for (const file of [`embed/demo/${id}.html`, `zh/embed/demo/${id}.html`])
      await withPage(site().browser, site().at(file), async ({ page, errors }) => {
        await page.evaluate(axe.source);
        const { violations } = (await page.evaluate("axe.run()")) as axe.AxeResults;
        expect(violations.map((one) => one.id)).toEqual([]);
        expect(errors).toEqual([]);
      });
  });
}
