import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { UserError } from "../errors.ts";

/** Flags under which a browser reaches nothing by itself and runs without a screen. */
export const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-quic",
];

/** Where Chromium, Chrome and Edge are usually installed, the first choice first. */
export function usualPlaces(platform: string, env: Record<string, string | undefined>): string[] {
  if (platform === "win32")
    return [env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA]
      .filter((folder) => folder !== undefined)
      .flatMap((folder) =>
        [
          "Google/Chrome/Application/chrome.exe",
          "Chromium/Application/chrome.exe",
          "Microsoft/Edge/Application/msedge.exe",
        ].map((file) => join(folder, file)),
      );
  if (platform === "darwin")
    return ["Google Chrome", "Chromium", "Microsoft Edge"].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  return ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"]
    .map((name) => `/usr/bin/${name}`)
    .concat("/snap/bin/chromium");
}

/**
 * The browser on this machine: the one that FOOTHOLD_BROWSER names, one in the usual places, or Playwright's own.
 * Undefined where there is none; throws a UserError where the one that is named does not exist.
 */
export function findBrowser(
  env: Record<string, string | undefined>,
  { platform = process.platform as string, exists = existsSync as (path: string) => boolean } = {},
): string | undefined {
  const named = env.FOOTHOLD_BROWSER;
  if (named && !exists(named))
    throw new UserError(
      `FOOTHOLD_BROWSER names ${named}, which does not exist. Set it to the program file of Chromium, Chrome or Edge, or unset it.`,
    );
  return named || [...usualPlaces(platform, env), chromium.executablePath()].find(exists);
}

/** Starts that browser; throws a UserError that says what to install where there is none. */
export async function launchBrowser(
  env: Record<string, string | undefined>,
  find: (env: Record<string, string | undefined>) => string | undefined = findBrowser,
): Promise<Browser> {
  const executablePath = find(env);
  if (!executablePath)
    throw new UserError(
      "A PDF is printed by Chromium, Chrome or Edge, and none was found. Install one, or run " +
        '"npx playwright-core install chromium", or set FOOTHOLD_BROWSER to the program file of one.',
    );
  return chromium.launch({ executablePath, args: flags });
}
