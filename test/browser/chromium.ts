import { existsSync } from "node:fs";
import { homedir, platform } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";

/** A browser that Foothold's tests may start, and the flags it needs. */
interface Found {
  executablePath: string;
  args: string[];
}

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-quic",
];

const systemPaths: Record<string, string[]> = {
  linux: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"].map(
    (name) => `/usr/bin/${name}`,
  ),
  darwin: ["Google Chrome", "Chromium"].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`),
  win32: [process.env.PROGRAMFILES, process.env["PROGRAMFILES(X86)"], process.env.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      join(folder, "Google/Chrome/Application/chrome.exe"),
      join(folder, "Microsoft/Edge/Application/msedge.exe"),
    ]),
};

/** Finds a Chromium: the one named by FOOTHOLD_CHROMIUM, the system's, the npm package's, or Playwright's. */
export async function findChromium(env: NodeJS.ProcessEnv = process.env): Promise<Found> {
  const named = env.FOOTHOLD_CHROMIUM;
  if (named) {
    if (existsSync(named)) return { executablePath: named, args: flags };
    throw new Error(
      `FOOTHOLD_CHROMIUM names ${named}, which does not exist. Set it to a Chromium or unset it.`,
    );
  }
  const system = (systemPaths[platform()] ?? []).find(existsSync);
  if (system) return { executablePath: system, args: flags };
  return (await fromPackage()) ?? fromPlaywright();
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

function fromPlaywright(): Found {
  const executablePath = chromium.executablePath();
  if (existsSync(executablePath)) return { executablePath, args: flags };
  throw new Error(
    `No Chromium was found (looked in ${join(homedir(), "…")}, the usual places and FOOTHOLD_CHROMIUM). ` +
      'Install one, for example with "npx playwright-core install chromium", or set FOOTHOLD_CHROMIUM to its path.',
  );
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
