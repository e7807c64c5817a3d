import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../loaders/brief/browser.ts";
import { type Served, serve } from "../loaders/site/serve.ts";

/** Serves `dist/` compressed and starts a browser, hands both to `use`, and ends them. */
export async function withSite<T>(use: (site: Served, browser: Browser) => Promise<T>): Promise<T> {
  const site = await serve({ folder: fileURLToPath(new URL("../dist", import.meta.url)), port: 0 });
  const browser = await launchBrowser(process.env);
  try {
    return await use(site, browser);
  } finally {
    await browser.close();
    await site.close();
  }
}

/** The p-th part of the values, 0.5 for their median. */
export function quantile(values: number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? Number.NaN;
}

/** Reads how many milliseconds of processor time a page's thread has worked; what other programs take does not count. */
export async function threadTime(page: Page): Promise<() => Promise<number>> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  return async () => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    return 1000 * metrics.find(({ name }) => name === "TaskDuration")!.value;
  };
}
