import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Lang } from "../../src/components/data/view.ts";
import { readView } from "../../src/components/data/view.ts";
import { type Scene, sceneOf } from "../../src/components/figure/scene.ts";
import { choicesOf } from "../../src/components/filters/filters.ts";
import { areaPage } from "../../src/figures/area/page.ts";
import { readRelease } from "../bake/release-reader.ts";
import { UserError } from "../errors.ts";
import { writeAtomic } from "../files.ts";
import type { Paths } from "../paths.ts";
import { launchBrowser } from "./browser.ts";
import { briefPage } from "./page.ts";
import { print } from "./print.ts";

export interface BriefOptions {
  /** Code of the area. */
  area: string;
  lang: Lang;
  /** The collection; by default the first of the release that has pages of areas. */
  collection?: string;
  /** The file to write; by default `brief-<area>-<language>.pdf` in the current folder. */
  out?: string;
}

/** Writes the briefing of an area as a PDF of two pages, and returns the file's path. */
export async function writeBrief(
  { area, lang, collection, out = `brief-${area}-${lang}.pdf` }: BriefOptions,
  paths: Paths,
  env: Record<string, string | undefined>,
): Promise<string> {
  const release = readRelease(paths.siteData);
  const scene = briefScene(release, { area, lang, collection });
  const style = await styles(paths.root);
  const html = briefPage(scene, release.manifest.release, style);
  const browser = await launchBrowser(env);
  try {
    await writeAtomic(out, await print(browser, html, scene.view.period));
  } finally {
    await browser.close();
  }
  return out;
}

/** What the briefing of an area sees: the latest period of the release. */
export function briefScene(
  release: ReturnType<typeof readRelease>,
  { area, lang, collection }: Pick<BriefOptions, "area" | "lang" | "collection">,
): Scene {
  const { collections } = release.manifest;
  const able = Object.keys(collections).filter(
    (name) =>
      collections[name]!.root &&
      "areas" in collections[name]!.tables &&
      areaPage.filter in collections[name]!.tables,
  );
  const name = collection ?? able[0];
  if (!name || !able.includes(name))
    throw new UserError(
      `A briefing needs a collection with figures of areas: expected ${able.map((one) => `\`${one}\``).join(" or ") || "one in the release"}, found \`${name ?? "none"}\`.`,
    );
  const { root } = collections[name]!;
  const top = sceneOf(release, { collection: name, lang, area: root, period: "" });
  const known = [root, ...top.below(root)];
  if (!known.includes(area))
    throw new UserError(
      `There is no area \`${area}\` with a page in the collection ${name}: expected ${root} or one directly below it, such as ${known.slice(1, 4).join(", ")}. All codes are in ${name}/areas.csv of the release.`,
    );
  const choices = choicesOf(top, areaPage, area);
  return sceneOf(release, readView("", { collection: name, lang }, choices).view);
}

/** The site's own style sheet without the shell's, then the briefing's. */
async function styles(root: string): Promise<string> {
  const [site, own] = await Promise.all(
    [join(root, "src/style.css"), fileURLToPath(new URL("brief.css", import.meta.url))].map((file) =>
      readFile(file, "utf8"),
    ),
  );
  return `${site!.replace(/^@import.*$/m, "")}\n${own}\n`;
}
