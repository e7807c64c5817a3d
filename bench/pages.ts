import type { Browser, CDPSession } from "playwright-core";
import type { Served } from "../loaders/site/serve.ts";
import { quantile } from "./browser.ts";

/** A phone on a slow line: 1.6 Mbit/s, 150 ms to the server and back, a quarter of this processor. */
const line = { downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8, latency: 150, offline: false };
const slower = 4;
const budgets = { lcp: 1500, tbt: 50, bytes: 100_000, requests: 12 };

/** Collects from the start, as the browser tells them only once. */
const observe = `
  globalThis.seen = { lcp: 0, first: 0, tasks: [] };
  seen.told = new Promise((told) =>
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) seen.lcp = entry.startTime; told(); })
      .observe({ type: "largest-contentful-paint", buffered: true }));
  new PerformanceObserver((list) => { for (const { name, startTime } of list.getEntries()) if (name === "first-contentful-paint") seen.first = startTime; })
    .observe({ type: "paint", buffered: true });
  new PerformanceObserver((list) => { for (const { startTime, duration } of list.getEntries()) seen.tasks.push([startTime, duration]); })
    .observe({ type: "longtask", buffered: true });
`;

interface Load {
  /** Milliseconds to the largest contentful paint. */
  lcp: number;
  /** Milliseconds by which tasks after the first paint went over 50. */
  tbt: number;
  /** Bytes as they came over the line. */
  bytes: number;
  requests: number;
}

async function load(browser: Browser, url: string): Promise<Load> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 3,
    isMobile: true,
  });
  try {
    const page = await context.newPage();
    const devtools: CDPSession = await context.newCDPSession(page);
    await devtools.send("Network.enable");
    await devtools.send("Network.emulateNetworkConditions", line);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: slower });
    let [bytes, requests] = [0, 0];
    devtools.on("Network.loadingFinished", ({ encodedDataLength }) => {
      bytes += encodedDataLength;
      requests += 1;
    });
    await page.addInitScript(observe);
    await page.goto(url, { waitUntil: "networkidle" });
    // A browser tells of a paint after it, which may be later than the line falls silent. To ask for it again and
    // again would need the right to compile text, which these pages do not give.
    await page.evaluate("seen.told");
    const [lcp, first, tasks] = (await page.evaluate("[seen.lcp, seen.first, seen.tasks]")) as [
      number,
      number,
      [number, number][],
    ];
    const tbt = tasks
      .filter(([start]) => start >= first)
      .reduce((sum, [, duration]) => sum + Math.max(0, duration - 50), 0);
    return { lcp, tbt, bytes, requests };
  } finally {
    await context.close();
  }
}

export const pagesHeading = `${"page, cold, on a slow phone".padEnd(44)}${["LCP ms", "TBT ms", "KB", "requests"].map((c) => c.padStart(9)).join("")}`;

/** Loads each page so many times and tells the medians. */
export async function pagesCase(
  { url }: Served,
  browser: Browser,
  paths: string[],
  repeats: number,
  say: (line: string) => void,
): Promise<void> {
  for (const path of paths) {
    const loads: Load[] = [];
    for (let i = 0; i < repeats; i++) loads.push(await load(browser, url + path));
    const at = (name: keyof Load) =>
      quantile(
        loads.map((one) => one[name]),
        0.5,
      );
    const cells = [
      at("lcp").toFixed(0),
      at("tbt").toFixed(0),
      (at("bytes") / 1000).toFixed(1),
      String(at("requests")),
    ];
    const within = (Object.keys(budgets) as (keyof Load)[]).every((name) => at(name) <= budgets[name]);
    say(`${path.padEnd(44)}${cells.map((c) => c.padStart(9)).join("")}  ${within ? "within" : "over"}`);
  }
}
