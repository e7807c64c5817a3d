import { platform } from "node:os";
import { type Browser, chromium, type Page } from "playwright-core";
import { findBrowser, flags } from "../../loaders/brief/browser.ts";

/** A browser that Foothold's tests may start, and the flags it needs. */
interface Found {
  executablePath: string;
  args: string[];
}

/** Finds a browser as the product does, or takes the one that an npm package carries. */
async function findChromium(): Promise<Found> {
  const executablePath = findBrowser(process.env);
  const found = executablePath ? { executablePath, args: flags } : await fromPackage();
  if (found) return found;
  throw new Error(
    'No Chromium was found in the usual places. Install one, for example with "npx playwright-core install chromium", or set FOOTHOLD_BROWSER to its path.',
  );
}

/** The package carries a Linux build for x64. */
async function fromPackage(): Promise<Found | undefined> {
  if (platform() !== "linux" || process.arch !== "x64") return undefined;
  const { default: packaged } = await import("@sparticuz/chromium");
  const executablePath = await packaged.executablePath();
  return {
    executablePath,
    args: [...packaged.args.filter((flag) => !flag.startsWith("--headless")), ...flags],
  };
}

export async function launch(): Promise<Browser> {
  const { executablePath, args } = await findChromium();
  return chromium.launch({ executablePath, args });
}

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
