import type { Browser, Page } from "playwright-core";
import type { Served } from "../loaders/site/serve.ts";
import { quantile, threadTime } from "./browser.ts";

/** Milliseconds of one frame. */
const frame = 16;
export const filterHeading = `${"a choice of area or period, CPU not slowed".padEnd(44)}${["median", "p95", "cpu p95"].map((c) => c.padStart(9)).join("")}`;

/**
 * Chooses areas and periods in turn. Tells how long the page works from the event until all that its reader sees is laid
 * out anew, as time on the wall; and how much processor time the page's thread takes until it has painted that too, which
 * does not count other programs. What lies below is drawn after that in slices of half a frame; it waits while this
 * measures.
 */
export async function filterCase(
  { url }: Served,
  browser: Browser,
  paths: string[],
  changes: number,
  say: (line: string) => void,
): Promise<void> {
  for (const path of paths) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(url + path, { waitUntil: "networkidle" });
    if ((await page.locator("form[data-filters] select").count()) === 0) {
      await page.close();
      continue;
    }
    await page.evaluate(helpers);
    for (let i = 0; i < 12; i++) await change(page, i);
    const busy = await threadTime(page);
    const [wall, cpu]: [number[], number[]] = [[], []];
    for (let i = 0; i < changes; i++) {
      await page.evaluate("settled()");
      const before = await busy();
      wall.push((await page.evaluate(`choose(${i})`)) as number);
      cpu.push((await busy()) - before);
    }
    await page.close();
    const p95 = quantile(wall, 0.95);
    const cells = [quantile(wall, 0.5), p95, quantile(cpu, 0.95)].map((ms) => ms.toFixed(1).padStart(9));
    say(`${path.padEnd(44)}${cells.join("")}  ${p95 <= frame ? "within" : "over"}`);
  }
}

const change = async (page: Page, at: number) => {
  await page.evaluate("settled()");
  await page.evaluate(`choose(${at})`);
};

/** What is to be done later is held back until the measure is taken. */
const helpers = `{
  const later = globalThis.setTimeout;
  let held = [];
  globalThis.setTimeout = (work, ms = 0, ...args) => (ms === 0 ? held.push(work) : later(work, ms, ...args));
  globalThis.settled = async () => {
    while (held.length > 0) { held.shift()(); await new Promise((r) => later(r)); }
    await new Promise((r) => requestAnimationFrame(() => later(r)));
  };
  globalThis.choose = async (at) => {
    const name = at % 2 === 0 ? "period" : "area";
    const select = document.querySelector("form[data-filters] select[name=" + name + "]")
      ?? document.querySelector("form[data-filters] select");
    select.selectedIndex = (at * 7 + 1) % select.options.length;
    const start = performance.now();
    select.dispatchEvent(new Event("change", { bubbles: true }));
    await null; await null; await null; await null;
    document.body.offsetHeight;
    return performance.now() - start;
  };
}`;
