import axe from "axe-core";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { withPage } from "../chromium.ts";
import type { Site } from "./site.ts";

/** Phones, keyboards and readers with settings of their own. */
export function everyonesPages(site: () => Site): void {
  test("no page is wider than a phone of 320 pixels, in either language", async () => {
    const wide: string[] = [];
    const context = await site().browser.newContext({
      viewport: { width: 320, height: 640 },
      javaScriptEnabled: false,
    });
    const page = await context.newPage();
    for (const path of site().pages) {
      await page.goto(site().at(path));
      const beyond = await page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth",
      );
      if (beyond !== 0) wide.push(`${path}: ${beyond}`);
    }
    await context.close();
    expect(wide).toEqual([]);
  });

  test.each([
    ["demo/income.html", 1280],
    ["zh/demo/index.html", 820],
    ["reported/figures.html", 1280],
    ["demo/employment.html", 600],
  ])(
    "the keyboard's first stop on %s, %i wide, leads to the content, and every other can be seen, is not covered, and is left again",
    (path, width) =>
      withPage(site().browser, site().at(path), ({ page }) => walkByKeyboard(page), {
        viewport: { width, height: 720 },
      }),
  );

  test("with the dark colours that a system forces, every mark of a chart stands out from the ground", () =>
    withPage(site().browser, site().at("demo/employment.html"), async ({ page }) => {
      await page.emulateMedia({ colorScheme: "dark", forcedColors: "active" });
      expect(await faint(page)).toEqual([]);
    }));

  test.each(["light", "dark"] as const)(
    "who asks for more contrast gets text of seven to one and marks and rules of three to one, in the %s",
    (colorScheme) =>
      withPage(site().browser, site().at("demo/income.html"), async ({ page }) => {
        await page.emulateMedia({ colorScheme, contrast: "more" });
        await page.evaluate(axe.source);
        const { violations } = (await page.evaluate(
          `axe.run({ runOnly: ["color-contrast-enhanced"] })`,
        )) as axe.AxeResults;
        expect(violations.flatMap(({ nodes }) => nodes.map(({ html }) => html))).toEqual([]);
        expect(await faint(page)).toEqual([]);
      }),
  );

  test("who asks for less motion sees nothing that moves by itself or on the way, and is offered none", () =>
    withPage(site().browser, site().at("demo/income.html"), async ({ page }) => {
      const play = page.locator(".filters .play");
      expect(await play.isVisible()).toBe(true);
      await page.emulateMedia({ reducedMotion: "reduce" });
      expect(await play.isVisible()).toBe(false);
      expect(await page.evaluate(moving)).toEqual([]);
    }));
}

/** Elements that take time to change. */
const moving = `[...document.querySelectorAll("*")].flatMap((element) => {
  const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
  const still = /^(0s(, )?)+$/.test(transitionDuration) && animationName === "none" && scrollBehavior === "auto";
  return still ? [] : [element.tagName + "." + element.className + " " + transitionDuration + " " + animationName];
})`;

/** Elements of the content that take part in the order of the keyboard. */
const countStops = `[...document.querySelectorAll("main :is(a[href], button, select, input, summary, [tabindex='0'])")]
  .filter((element) => element.checkVisibility() && !element.closest("details:not([open]) > :not(summary)")).length`;

/** Goes through a page with the tab key alone. */
async function walkByKeyboard(page: Page): Promise<void> {
  await page.keyboard.press("Tab");
  expect(await page.evaluate("document.activeElement.className")).toBe("skip");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  expect(await page.evaluate("Boolean(document.activeElement.closest('main'))")).toBe(true);
  const stops = (await page.evaluate(countStops)) as number;
  expect(stops).toBeGreaterThan(10);
  const hidden: string[] = [];
  const met = new Set<string>();
  for (let i = 0; i < stops + 5; i++) {
    const { name, fault } = (await page.evaluate(lookAtFocus)) as { name: string; fault: string };
    if (fault) hidden.push(`${name}: ${fault}`);
    if (name === "BODY") break;
    met.add(name);
    await page.keyboard.press("Tab");
  }
  expect(hidden).toEqual([]);
  expect(met.size).toBeGreaterThan(stops * 0.9);
}

/** Says of the element that has the focus what keeps its reader from seeing so. */
const lookAtFocus = `(() => {
  const element = document.activeElement;
  if (element === document.body) return { name: "BODY", fault: "" };
  const all = [...document.querySelectorAll("*")];
  const name = element.tagName + " " + all.indexOf(element) + " " + (element.textContent || element.name || "").trim().slice(0, 30);
  const { left, top, width, height } = element.getBoundingClientRect();
  if (getComputedStyle(element).outlineStyle === "none") return { name, fault: "no outline" };
  const inside = top < innerHeight && top + height > 0;
  if (!inside) return { name, fault: "outside the window" };
  const x = left + Math.min(width, innerWidth) / 2;
  const y = Math.min(innerHeight - 1, Math.max(top, 0) + Math.min(height, innerHeight) / 2);
  const there = document.elementFromPoint(x, y);
  const free = !there || element.contains(there) || there.contains(element);
  return { name, fault: free ? "" : "covered by " + there.tagName + "." + there.className };
})()`;

/** Fills and strokes with a contrast below 3 to 1 to the page's ground, but for the lines of the grid. */
const faint = (page: Page) =>
  page.evaluate(`(() => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const luminance = (colour) => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
      const linear = (c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
      return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    };
    const ground = luminance(getComputedStyle(document.documentElement).backgroundColor);
    const contrast = (colour) => {
      const own = luminance(colour);
      return (Math.max(own, ground) + 0.05) / (Math.min(own, ground) + 0.05);
    };
    const found = new Set();
    for (const mark of document.querySelectorAll("main .plot :is(path, circle, text, tspan)")) {
      if (!mark.checkVisibility()) continue;
      const { fill, stroke, fillOpacity } = getComputedStyle(mark);
      // Words upon a mark have the mark for their ground.
      if (mark.closest("[fill='var(--on-tone)']")) continue;
      const colours = [stroke, fill].filter((colour) => colour !== "none");
      if (Number(fillOpacity) < 1 || colours.length === 0) continue;
      if (Math.max(...colours.map(contrast)) < 3) found.add(mark.tagName + " " + colours.join(" "));
    }
    return [...found];
  })()`);
