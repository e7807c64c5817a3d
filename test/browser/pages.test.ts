import { copyFile, mkdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import axe from "axe-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { walk } from "../../loaders/files.ts";
import { serve } from "../../loaders/site/serve.ts";
import { withPage } from "./chromium.ts";
import { briefings } from "./pages/briefings.ts";
import { everyChoice } from "./pages/choices.ts";
import { everyonesPages } from "./pages/everyone.ts";
import { filteredPages } from "./pages/filters.ts";
import { languagePages } from "./pages/languages.ts";
import { mappedPages } from "./pages/maps.ts";
import { openSite, type Site, soon } from "./pages/site.ts";
import { stillPages } from "./pages/still.ts";
import { takenAlong } from "./pages/taken.ts";
import { withheldCells } from "./pages/withheld.ts";
import { type Checkout, checkout, jail, type Ran } from "./site.ts";

let project: Checkout;
let site: Site;
let again: Ran;
let before: Map<string, number>;

/** When each file of the site was last written. */
const written = async () => {
  const files = await walk(project.paths.dist);
  const times = files.map(async (file) => (await stat(join(project.paths.dist, file))).mtimeMs);
  return new Map(await Promise.all(times.map(async (time, i) => [files[i]!, await time] as const)));
};

beforeAll(async () => {
  project = await checkout();
  const size = { townships: 4, villages: 24, households: 3200, monitored: 320, months: 15 };
  const flags = Object.entries(size).flatMap(([name, n]) => [`--${name}`, String(n)]);
  const offline = await jail(project.paths.root);
  for (const args of [["demo", ...flags], ["build"]]) {
    const { code, said } = await project.foothold(args, offline);
    expect(code, said).toBe(0);
  }
  before = await written();
  again = await project.foothold(["build"]);
  site = await openSite(project);
  // Protecting and attacking fifteen months takes most of it.
}, 600_000);
afterAll(async () => {
  await site?.close();
  await project?.remove();
});

describe("`foothold build`", () => {
  test("makes, with the network off, a page for each collection and slug that has data", () => {
    expect(Object.keys(site.manifest.collections)).toEqual(["demo", "reported"]);
    const paths = site.dashboards.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(["demo/income.html", "reported/figures.html"]));
    expect(site.pages.filter((page) => /^(demo|reported)\//.test(page)).sort()).toEqual(paths.sort());
  });

  test("touches nothing where nothing has changed, and says so", async () => {
    expect(again).toMatchObject({ code: 0, said: expect.stringContaining("nothing has changed") });
    expect(await written()).toEqual(before);
  });

  test("without a collection of the reader's own opens on the demo county, with the reported figures one click away", () =>
    withPage(site.browser, site.at(""), async ({ page }) => {
      const { demo, reported } = site.manifest.collections;
      expect(await page.textContent("main .eyebrow")).toBe(demo!.title.en);
      await page.locator('#observablehq-sidebar a[href$="reported/"]').click();
      await soon(() => page.textContent("main .eyebrow")).toBe(reported!.title.en);
    }));
});

/** What each page did while it loaded, before any reader acted, and what axe says of it. */
interface Look {
  path: string;
  asked: string[];
  errors: string[];
  /** Bytes of each answer, compressed. */
  loaded: number[];
  faults: string[];
}

async function look(path: string): Promise<Look> {
  const context = await site.browser.newContext();
  const page = await context.newPage();
  const [asked, errors, loaded]: [string[], string[], Promise<number>[]] = [[], [], []];
  await context.route(
    (url) => url.origin !== new URL(site.at("")).origin && !["blob:", "data:"].includes(url.protocol),
    (route) => {
      asked.push(route.request().url());
      return route.abort();
    },
  );
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  const isDashboard = site.dashboards.some((page) => [page.path, `zh/${page.path}`].includes(path));
  page.on("response", (response) => {
    if (isDashboard) loaded.push(response.body().then((body) => gzipSync(body).length));
  });
  await page.goto(site.at(path), { waitUntil: "load" });
  // What a page loads late comes while axe reads it.
  const quiet = page.waitForLoadState("networkidle");
  // Axe says nothing of what is hidden, yet walks through it; the first rows of a closed table stand for all.
  await page.evaluate(
    'for (const row of document.querySelectorAll("details:not([open]) tbody tr:nth-child(n + 4)")) row.remove()',
  );
  // What is far from the screen has no size until it comes near; axe looks at it where the reader will.
  await page.evaluate(
    'for (const late of document.querySelectorAll("main .figure, main section, main [data-block]")) late.style.contentVisibility = "visible"',
  );
  await page.evaluate(axe.source);
  const faults: string[] = [];
  // What a page is made of is the same in the dark; only its colours are not.
  for (const [colorScheme, rules] of [
    // Axe looks at the size of targets (WCAG 2.2, 2.5.8) only where it is told to.
    ["light", { rules: { "target-size": { enabled: true } } }],
    ["dark", { runOnly: ["color-contrast", "link-in-text-block"] }],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    // Only of what it finds fault with does axe have to say where it stands.
    const asked = JSON.stringify({ ...rules, resultTypes: ["violations"] });
    const violations = (await page.evaluate(
      `axe.run(${asked}).then(({ violations }) => violations)`,
    )) as axe.Result[];
    for (const { id, nodes } of violations)
      faults.push(`${path}, ${colorScheme}: ${id} at ${nodes.map(({ target }) => target).join(", ")}`);
  }
  await quiet;
  const sizes = await Promise.all(loaded);
  await context.close();
  return { path, asked, errors, loaded: sizes, faults };
}

describe("every page", () => {
  const looks: Look[] = [];
  beforeAll(async () => {
    // Axe reads every page twice, in both languages; two at a time, as there are two cores.
    const left = [...site.pages];
    const lookOn = async () => {
      for (let path = left.shift(); path !== undefined; path = left.shift()) looks.push(await look(path));
    };
    await Promise.all([lookOn(), lookOn()]);
  }, 600_000);

  test("asks no other host for anything, writes no error and breaks no policy", () => {
    expect(looks.length).toBe(site.pages.length);
    expect(
      looks.flatMap(({ path, asked, errors }) => [...asked, ...errors].map((what) => `${path}: ${what}`)),
    ).toEqual([]);
  });

  test("is without fault to axe, in light and in dark", () => {
    expect(looks.flatMap(({ faults }) => faults)).toEqual([]);
  });

  test("of the dashboards may turn no text into code, in either language", async () => {
    for (const { path } of site.dashboards)
      for (const own of [path, `zh/${path}`]) {
        const html = await readFile(site.file(own), "utf8");
        expect(html, own).toContain("script-src 'self' 'sha256-");
        expect(html, own).not.toContain("unsafe-eval");
      }
  });

  test("of the dashboards has no script before its end that would wait for the style sheet, and the page with it", async () => {
    for (const { path } of site.dashboards) {
      const html = await readFile(site.file(path), "utf8");
      const taken = html.slice(html.indexOf('rel="stylesheet"'), html.indexOf('class="printed"'));
      expect(taken, path).toContain("<h1");
      expect(/<script(?![^>]*type="module")/.exec(taken), path).toBeNull();
    }
  });

  test("says in its head what it is, with its headline figures and, where it is so, that they are synthetic", async () => {
    for (const path of site.pages) {
      const html = await readFile(site.file(path), "utf8");
      const said = /<meta [^>]*og:description[^>]*>/.exec(html)?.[0] ?? "";
      expect(said.length, path).toBeGreaterThan(60);
      expect(html, path).toContain("canonical");
      if (/^demo\/(income|area)/.test(path)) expect(said).toMatch(/SYNTHETIC · .*\d.* \(/);
      if (/^zh\/demo\/(income|area)/.test(path)) expect(said).toMatch(/合成数据 · .*\d.*（/);
    }
  });

  test("of the dashboards loads at most 100 KB, compressed, in at most 12 requests, before the reader acts", () => {
    const heavy = looks
      .map(({ path, loaded }) => ({
        path,
        requests: loaded.length,
        bytes: loaded.reduce((a, b) => a + b, 0),
      }))
      .filter(({ requests, bytes }) => requests > 12 || bytes > 100_000);
    expect(heavy).toEqual([]);
    expect(looks.filter(({ loaded }) => loaded.length > 0).length).toBe(2 * site.dashboards.length);
  });

  test("works under a sub-path, its filters and links included", async () => {
    const folder = join(project.paths.scratch, "www");
    await mkdir(join(folder, "some"), { recursive: true });
    await writeFile(join(folder, "index.html"), "<!doctype html>");
    await copyFile(site.file("404.html"), join(folder, "404.html"));
    await symlink(project.paths.dist, join(folder, "some/where"), "junction");
    const served = await serve({ folder, port: 0 });
    try {
      await withPage(site.browser, `${served.url}some/where/`, async ({ page, foreign, errors }) => {
        await page.locator('#observablehq-sidebar a[href$="demo/income.html"]').click();
        await page.waitForURL("**/some/where/demo/income.html");
        const area = page.locator("select[name=area]");
        const town = (await area.locator("option").nth(1).textContent())!;
        await area.selectOption({ index: 1 });
        await soon(() => page.locator("[role=status]").first().textContent()).toContain(town);
        expect(await page.locator("main figure caption").first().textContent()).toContain(town);
        expect(new URL(page.url()).pathname).toBe("/some/where/demo/income.html");
        expect([...foreign, ...errors]).toEqual([]);
      });
      await withPage(site.browser, `${served.url}some/where/demo/no/such.html`, async ({ page, foreign }) => {
        const homes = page.locator("main a");
        await soon(() => homes.first().getAttribute("href")).toBe("/some/where/");
        expect(await homes.evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).pathname))).toEqual([
          "/some/where/",
          "/some/where/zh/",
        ]);
        expect(foreign).toEqual([]);
      });
    } finally {
      await served.close();
    }
  });
});

describe("in two languages", () => languagePages(() => site));
describe("without scripts", () => stillPages(() => site));
describe("every page", () => everyChoice(() => site));
describe("with filters", () => filteredPages(() => site));
describe("for everyone", () => everyonesPages(() => site));
describe("on maps", () => mappedPages(() => site));
describe("on paper", () => briefings(() => site));
describe("taken along", () => takenAlong(() => site));
describe("to protect households", () => withheldCells(() => site));
