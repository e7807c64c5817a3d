import { platform } from "node:os";
import { type Browser, chromium, type Page } from "playwright-core";
import { findBrowser, flags } from "../../loaders/brief/browser.ts";

/**
 * A browser that Foothold's tests may start: the one that is asked for, else the one that the lock file pins, so that
 * everybody's tests see the same, else one found as the product finds it. The package's own flags are left aside: they
 * put all pages into one process, whose end is everybody's, and drop the web's security.
 */
export async function findChromium(): Promise<string> {
  const pinned = process.env.FOOTHOLD_BROWSER ? undefined : await fromPackage();
  const executablePath = pinned ?? findBrowser(process.env);
  if (executablePath) return executablePath;
  throw new Error(
    'No Chromium was found in the usual places. Install one, for example with "npx playwright-core install chromium", or set FOOTHOLD_BROWSER to its path.',
  );
}

/** The package carries a Linux build for x64. */
async function fromPackage(): Promise<string | undefined> {
  if (platform() !== "linux" || process.arch !== "x64") return undefined;
  const { default: packaged } = await import("@sparticuz/chromium");
  return packaged.executablePath();
}

export const launch = async (): Promise<Browser> =>
  chromium.launch({ executablePath: await findChromium(), args: flags });

/** What a page did while it was watched. */
export interface Watched {
  page: Page;
  /** Addresses on other hosts that it asked for; each was refused. */
  foreign: string[];
  /** Uncaught errors, and what it wrote to the console as an error, policy violations among them. */
  errors: string[];
}

interface PageOptions {
  javaScriptEnabled?: boolean;
  viewport?: { width: number; height: number };
}

/** Opens a page that can reach only the host of `url`, hands it to `use`, and closes it. */
export async function withPage<T>(
  browser: Browser,
  url: string,
  use: (watched: Watched) => Promise<T>,
  options: PageOptions = {},
): Promise<T> {
  const context = await browser.newContext({ locale: "en-GB", ...options });
  try {
    const watched: Watched = { page: await context.newPage(), foreign: [], errors: [] };
    const { origin } = new URL(url);
    await context.route(
      (asked) => asked.origin !== origin && !["blob:", "data:"].includes(asked.protocol),
      (route) => {
        watched.foreign.push(route.request().url());
        return route.abort();
      },
    );
    watched.page.on("pageerror", (error) => watched.errors.push(String(error)));
    watched.page.on("console", (message) => {
      if (message.type() === "error") watched.errors.push(message.text());
    });
    await watched.page.goto(url, { waitUntil: "load" });
    return await use(watched);
  } finally {
    await context.close();
  }
}
