import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { formats } from "../../../src/components/figure/format.ts";
import { pages } from "../../../src/pages.ts";
import { withPage } from "../chromium.ts";
import { type Site, soon } from "./site.ts";

/** Headline figures by page: a table of the release, a measure, its unit, and the row of it. */
const headlines = {
  employment: [
    ["employment", "workers", "persons", "industry = 'all' and kind = 'market'"],
    ["employment", "workers", "persons", "industry = 'all' and kind = 'public_post'"],
    ["wages", "median", "yuan_month", "industry = 'all'"],
  ],
  livestock: [["livestock_units", "units", "sheep_units", "scheme = 'sheep_unit' and owner = 'all'"]],
  income: [
    ["income", "median", "yuan_person_year", "true"],
    ["income", "mean", "yuan_person_year", "true"],
    ["income", "gini", "index", "true"],
  ],
  monitoring: [
    ["monitoring_stock", "households", "households", "category = 'all'"],
    ["monitoring_stock", "persons", "persons", "category = 'all'"],
  ],
  measures: [["measures_need", "needs", "needs", "risk = 'all' and answer = 'unanswered'"]],
} as const;

type Slug = keyof typeof headlines;

/** Choosing an area and a period, checked against the release that lies beside the pages. */
export function filteredPages(site: () => Site): void {
  const words = () => formats("en", site().codes);
  const released = <T>(sql: string) => site().project.query<T>(sql);
  const open = <T>(path: string, use: (page: Page) => Promise<T>) =>
    withPage(site().browser, site().at(path), async ({ page, foreign, errors }) => {
      const result = await use(page);
      expect([...foreign, ...errors]).toEqual([]);
      return result;
    });
  const choose = async (page: Page, name: "area" | "period", value: string) => {
    await page.locator(`form[data-filters] select[name=${name}]`).selectOption(value);
    await soon(() => new URL(page.url()).searchParams.get(name)).toBe(value);
  };
  const chosen = (page: Page) =>
    page
      .locator("form[data-filters] :is([name=area], [name=period])")
      .evaluateAll((all) => all.map((s) => (s as HTMLSelectElement).value));
  const status = (page: Page) => page.locator("form[data-filters] [role=status]").textContent();
  const headline = (page: Page) => page.locator("main .tile .value").allTextContents();
  const drawings = (page: Page) =>
    page.locator("main figure[data-figure] svg").evaluateAll((all) => all.map((svg) => svg.outerHTML));

  /** The headline that the release gives for a view, in the words of the page. */
  const expected = (slug: Slug, area: string, period: string) =>
    Promise.all(
      headlines[slug].map(async ([table, measure, unit, where]) => {
        const [row] = await released<Record<string, string | null>>(
          `select cast(${measure} as double) as value, ${measure}_status as status from read_csv('{dist}/data/demo/${table}.csv')
           where area = '${area}' and period = '${period}' and ${where}`,
        );
        if (!row || row.value === null) return words().label("missing", row?.status ?? "not_reported");
        return words().value(Number(row.value), unit);
      }),
    );

  test.each(Object.keys(headlines) as Slug[])(
    "choosing a township and a period on the page %s changes headline, charts, tables and address, to what the release holds",
    async (slug) => {
      const { root, tables } = site().manifest.collections.demo!;
      const [table] = headlines[slug][0];
      const { periods } = tables[table]!;
      const [latest, earlier] = [periods.at(-1)!, periods.at(-3)!];
      const [town] = await released<{ code: string; name_en: string }>(
        `select cast(code as varchar) as code, name_en from read_csv('{dist}/data/demo/areas.csv') where level = 'township' order by code limit 1 offset 1`,
      );
      await open(`demo/${slug}.html`, async (page) => {
        const holds = async (area: string, period: string) => {
          expect(await chosen(page)).toEqual([area, period]);
          const shown = (await headline(page)).map((text) => text.trim());
          for (const value of await expected(slug, area, period))
            expect(shown).toContainEqual(expect.stringContaining(value));
        };
        await holds(root, latest);
        const first = await drawings(page);
        await choose(page, "area", town!.code);
        await soon(() => status(page)).toContain(town!.name_en);
        await holds(town!.code, latest);
        const second = await drawings(page);
        await choose(page, "period", earlier);
        await soon(() => status(page)).toContain(words().period(earlier));
        await holds(town!.code, earlier);
        const third = await drawings(page);
        expect(second).not.toEqual(first);
        expect(third).not.toEqual(second);
        const captions = await page.locator("main figure table caption").allTextContents();
        expect(captions.filter((text) => text.includes(town!.name_en)).length).toBeGreaterThanOrEqual(3);

        await page.reload();
        await soon(() => status(page)).toContain(town!.name_en);
        await holds(town!.code, earlier);
        expect(await drawings(page)).toEqual(third);
        await page.goBack();
        await soon(() => chosen(page)).toEqual([town!.code, latest]);
        await holds(town!.code, latest);
        await page.goBack();
        await soon(() => chosen(page)).toEqual([root, latest]);
        await holds(root, latest);
        await page.goForward();
        await soon(() => chosen(page)).toEqual([town!.code, latest]);
      });
    },
  );

  test.each(pages.map(({ slug }) => slug).filter((slug) => slug !== "figures"))(
    "another period can be chosen on the demo county's page %s, and all its figures follow",
    (slug) =>
      open(`demo/${slug}.html`, async (page) => {
        const earlier = await page.locator("select[name=period] option").nth(1).getAttribute("value");
        await choose(page, "period", earlier!);
        await soon(() => status(page)).toContain(words().period(earlier!));
        const figures = await page.locator("main figure[data-figure]").count();
        expect(await page.locator("main figure[data-figure] table").count()).toBe(figures);
        expect(await page.locator("main figure a.csv[href^=blob]").count()).toBe(figures);
      }),
  );

  test("the table and the CSV of a figure give every number of the release for the chosen township", async () => {
    const [town] = await released<{ code: string }>(
      `select cast(code as varchar) as code from read_csv('{dist}/data/demo/areas.csv') where level = 'township' order by code limit 1`,
    );
    const rows = await released<{
      period: string;
      kind: string;
      workers: string | null;
      workers_status: string | null;
    }>(
      `select period, kind, workers, workers_status from read_csv('{dist}/data/demo/employment.csv')
       where area = '${town!.code}' and industry = 'all' and kind in ('market', 'public_post') order by kind, period`,
    );
    expect(rows.length).toBeGreaterThan(24);
    await open(`demo/employment.html?area=${town!.code}`, async (page) => {
      const figure = page.locator("#employment-trend");
      await soon(() => figure.locator("caption").textContent()).toBeTruthy();
      const [place] = await released<{ name_en: string }>(
        `select name_en from read_csv('{dist}/data/demo/areas.csv') where cast(code as varchar) = '${town!.code}'`,
      );
      await soon(() => status(page)).toContain(place!.name_en);
      const downloading = page.waitForEvent("download");
      await figure.locator("a.csv").click();
      const lines = await site().csv(await readFile(await (await downloading).path(), "utf8"));
      const key = (row: Record<string, string | null>) => `${row.kind} ${row.period}`;
      const given = new Map(lines.map((line) => [key(line), line]));
      const cells = new Map<string, string>();
      for (const text of await figure
        .locator("table tbody tr")
        .evaluateAll((all) => all.map((tr) => [...tr.children].map((cell) => cell.textContent ?? ""))))
        cells.set(`${text[1]} ${text[0]}`, text[2]!);
      for (const row of rows) {
        expect(given.get(key(row))).toMatchObject({
          workers: row.workers,
          workers_status: row.workers_status,
        });
        const name = `${words().label("work_kind", row.kind)} ${words().period(row.period)}`;
        expect(cells.get(name), name).toBe(
          row.workers === null
            ? words().label("missing", row.workers_status!)
            : words().number(Number(row.workers)),
        );
      }
    });
  });

  test("a choice made before the scripts have come is answered when they come", async () => {
    const page = await site().browser.newPage();
    try {
      let come = () => {};
      const scripts = new Promise<void>((resolve) => {
        come = resolve;
      });
      await page.route(/\.js$/, (route) => scripts.then(() => route.continue()));
      await page.goto(site().at("demo/income.html"), { waitUntil: "commit" });
      const period = site().manifest.collections.demo!.tables.income!.periods.at(-2)!;
      await page.locator("form[data-filters] select[name=period]").selectOption(period);
      come();
      await soon(() => status(page)).toContain(words().period(period));
    } finally {
      await page.close();
    }
  });

  test("the buttons beside the period go through the periods, playing runs to the last, and any other key stops it", async () => {
    const { periods } = site().manifest.collections.demo!.tables.income!;
    await open("demo/income.html", async (page) => {
      const [back, on] = [page.locator("[data-step='-1']"), page.locator("[data-step='1']")];
      const shown = () => page.locator("select[name=period]").inputValue();
      await back.click();
      await soon(() => shown()).toBe(periods.at(-2)!);
      await soon(() => new URL(page.url()).searchParams.get("period")).toBe(periods.at(-2));
      await on.press("Enter");
      await soon(() => shown()).toBe(periods.at(-1)!);
      await soon(() => on.getAttribute("aria-disabled")).toBe("true");
      await on.press("Enter");
      expect(await shown()).toBe(periods.at(-1));

      // From here on a second passes when the test says so.
      await page.clock.install();
      await page.clock.pauseAt(Date.now() + 60_000);
      const play = page.locator("[data-play]");
      await play.click();
      await soon(() => shown()).toBe(periods[0]!);
      expect(await play.textContent()).toBe("Stop");
      for (const period of periods.slice(1, 3)) {
        await page.clock.runFor(1000);
        await soon(() => shown()).toBe(period);
      }
      await page.keyboard.press("Shift");
      await soon(() => play.textContent()).toBe("Play");
      await page.clock.runFor(5000);
      expect(await shown()).toBe(periods[2]);

      await play.click();
      await soon(() => play.textContent()).toBe("Stop");
      for (const period of periods.slice(3)) {
        await page.clock.runFor(1000);
        await soon(() => shown()).toBe(period);
      }
      await soon(() => play.textContent()).toBe("Play");
      expect(await page.locator("form[data-filters] [role=status]").getAttribute("aria-live")).toBe("polite");
    });
  });

  test("a second area stands beside the first in every figure over time, in the address, and goes away again", async () => {
    const towns = await released<{ code: string; name_en: string }>(
      `select cast(code as varchar) as code, name_en from read_csv('{dist}/data/demo/areas.csv') where level = 'township' order by code limit 2`,
    );
    const [one, two] = [towns[0]!, towns[1]!];
    for (const path of ["demo/income.html", `demo/area/${one.code}.html`])
      await open(path, async (page) => {
        const trend = path.includes("area") ? "#overview-income" : "#income-trend";
        const title = () => page.locator(`${trend} h3`).textContent();
        const whole = await title();
        if (!path.includes("area")) await choose(page, "area", one.code);
        await page.locator("select[name=compare]").selectOption(two.code);
        await soon(() => new URL(page.url()).searchParams.get("compare")).toBe(two.code);
        await soon(title).toContain(`${two.name_en} `);
        expect(await title()).toContain(one.name_en);
        await soon(() => status(page)).toContain(two.name_en);
        const lines = (await page.locator(`${trend} .wide text`).allTextContents()).join(" ");
        for (const { name_en } of [one, two])
          for (const word of name_en.split(" ")) expect(lines).toContain(word);

        await page.reload();
        await soon(title).toContain(two.name_en);
        expect(await page.locator("select[name=compare]").inputValue()).toBe(two.code);
        await page.locator("select[name=compare]").selectOption("");
        await soon(() => new URL(page.url()).searchParams.has("compare")).toBe(false);
        if (path.includes("area")) await soon(title).toBe(whole);
        else await soon(title).not.toContain(two.name_en);
      });
  });

  test("the series that a figure shows are chosen by its buttons, stand in the address, and come back with it", () =>
    open("demo/employment.html", async (page) => {
      const figure = page.locator("#employment-trend");
      const pressed = () => figure.locator(".series [aria-pressed=true]").allTextContents();
      const kinds = () =>
        figure
          .locator("tbody tr")
          .evaluateAll((all) => [...new Set(all.map((row) => row.children[1]!.textContent!))]);
      const asked = () => new URL(page.url()).searchParams.get("series");
      const [first, second] = ["market", "public_post"] as const;
      const name = (code: string) => words().label("work_kind", code);
      const whole = await kinds();
      expect(whole.length).toBe(2);

      const button = figure.locator(`.series [data-series=${second}]`);
      await button.press("Enter");
      await soon(asked).toBe(second);
      await soon(kinds).toEqual([name(second)]);
      expect(await pressed()).toEqual([name(second)]);
      expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
      await choose(
        page,
        "area",
        (await page.locator("select[name=area] option").nth(1).getAttribute("value"))!,
      );
      expect(asked()).toBe(second);

      const drawing = () => figure.locator("svg:visible").evaluate((svg) => svg.outerHTML);
      const alone = await drawing();
      await page.reload();
      await soon(kinds).toEqual([name(second)]);
      await soon(drawing).toBe(alone);
      await figure.locator(`.series [data-series=${first}]`).click();
      await soon(asked).toBe(`${second},${first}`);
      await soon(kinds).toEqual(whole);
      await page.goBack();
      await soon(kinds).toEqual([name(second)]);
      await button.click();
      await soon(asked).toBeNull();
      await soon(kinds).toEqual(whole);

      await page.goto(site().at(`embed/demo/employment-trend.html?series=${first}`));
      await soon(kinds).toEqual([name(first)]);
      await figure.locator(`.series [data-series=${first}]`).click();
      await soon(kinds).toEqual(whole);
    }));

  test.each([
    ["series", "series=silver", /asks for a series that is not here/],
    ["compare", "compare=110000", /asks to compare with an area that is not here/],
    ["area", "area=110000", /asks for an area that is not here/],
    ["period", "period=1999-01", /asks for a period that is not here/],
    [
      "period",
      `period=${encodeURIComponent("<img src=x onerror=alert(1)>")}`,
      /asks for a period that is not here/,
    ],
  ])("an address with an unknown %s (?%s) shows where the page opens, and a notice", (_, asked, notice) =>
    open(`demo/employment.html?${asked}`, async (page) => {
      await soon(() => status(page)).toMatch(notice);
      const { root, tables } = site().manifest.collections.demo!;
      expect(await chosen(page)).toEqual([root, tables.employment!.periods.at(-1)]);
      expect(await page.locator("img").count()).toBe(0);
    }),
  );
}
