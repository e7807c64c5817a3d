import { mkdirSync, writeFileSync } from "node:fs";
import { cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { UserError } from "../errors.ts";
import { exists, readJson, sha256, toJson, walk, writeAtomic } from "../files.ts";
import { pathsOf } from "../paths.ts";
import type { Manifest } from "../release/manifest.ts";
import { type SiteMap, siteMap } from "./config.ts";
import { runFrameworkBuild } from "./framework.ts";
import { type Bake, finishPage } from "./html.ts";
import { missingFile, missingPage } from "./missing.ts";
import { pageMistake } from "./mistakes.ts";
import { prepareOffline } from "./offline.ts";
import { searchPages } from "./search.ts";

export interface SiteOptions {
  /** The project's folder. */
  root: string;
  /** Where the site is to be; the one that is there is replaced at once, and only by a whole one. */
  dist: string;
  /** Hears what is being done, in a few words. */
  log: (message: string) => void;
}

/**
 * Builds the pages from the release that lies in `src/data`. Returns `false` where the site was already the one that these inputs
 * give. On any failure the site at `dist` is as it was.
 */
export async function buildSite({ root, dist, log }: SiteOptions): Promise<boolean> {
  const { siteData: release, scratch } = pathsOf(root);
  const next = `${dist}.next`;
  const previous = `${dist}.prev`;
  const manifest = await readJson<Manifest>(join(release, "manifest.json"));
  if (!manifest)
    throw new UserError(
      `There is no release in ${release} yet, so there is nothing to show. Build one first.`,
    );
  if (!(await exists(dist)) && (await exists(previous))) await rename(previous, dist);
  const stampFile = join(scratch, "site.json");
  const stamp = { site: await siteStamp(root, manifest.release, dist) };
  if ((await exists(dist)) && (await readJson<typeof stamp>(stampFile))?.site === stamp.site) return false;
  try {
    await rm(next, { recursive: true, force: true });
    log("libraries");
    await prepareOffline(root);
    await runFrameworkBuild(root, outputPath(root, next), log);
    log("figures");
    const search = searchPages();
    const draw = await baker(release, next);
    const bake: Bake = (document, path) => {
      draw(document, path);
      search.add(document, path);
    };
    const map = siteMap(root);
    for (const file of await walk(next))
      if (file.endsWith(".html")) await finishFile(root, next, file, bake, map);
    await search.write(next);
    await writeFile(join(next, missingFile), missingPage());
    await cp(release, join(next, "data"), { recursive: true });
    if ((await siteStamp(root, manifest.release, dist)) !== stamp.site)
      throw new UserError(
        "The pages' sources were changed while the site was being built, so parts of it would not fit together. Build again. The site that was there is unchanged.",
      );
    await swap(dist, next, previous);
    await writeAtomic(stampFile, toJson(stamp));
    return true;
  } catch (error) {
    await rm(next, { recursive: true, force: true }).catch(() => {});
    throw asSentence(error, dist);
  }
}

/** A hash over everything that the site is made of. */
async function siteStamp(root: string, release: string, dist: string): Promise<string> {
  const parts = [release, dist];
  for (const folder of ["src", "loaders/site", "loaders/bake", "loaders/contracts"])
    for (const file of await walk(join(root, folder))) {
      if (folder === "src" && file.startsWith("data/")) continue;
      parts.push(`${folder}/${file} ${sha256(await readFile(join(root, folder, file)))}`);
    }
  for (const file of ["observablehq.config.ts", "package-lock.json"])
    parts.push(`${file} ${sha256(await readFile(join(root, file)))}`);
  return sha256(parts.join("\n"));
}

/** Framework wants its output folder relative to the project, with forward slashes. */
const outputPath = (root: string, folder: string): string => relative(root, folder).split(sep).join("/");

/** Draws figures with the code that draws them in the browser; loaded late, since most runs have nothing to build. */
async function baker(release: string, folder: string): Promise<Bake> {
  const { bakePage } = await import("../bake/bake.ts");
  const { readRelease } = await import("../bake/release-reader.ts");
  const reader = readRelease(release);
  return (document, path) =>
    bakePage(document, path, reader, (file, text) => {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    });
}

async function finishFile(
  root: string,
  folder: string,
  file: string,
  bake: Bake,
  map: SiteMap,
): Promise<void> {
  const html = await readFile(join(folder, file), "utf8");
  const path = `/${file.slice(0, -".html".length)}`;
  const mistake = await pageMistake(root, path, html);
  if (mistake) throw new UserError(mistake);
  await writeFile(join(folder, file), finishPage(html, path, bake, map));
}

/** Puts the new site in the place of the old one; if that fails half-way, the old one goes back. */
async function swap(dist: string, next: string, previous: string): Promise<void> {
  await rm(previous, { recursive: true, force: true });
  const had = await exists(dist);
  if (had) await rename(dist, previous);
  try {
    await mkdir(dirname(dist), { recursive: true });
    await rename(next, dist);
  } catch (error) {
    if (had) await rename(previous, dist);
    throw error;
  }
  await rm(previous, { recursive: true, force: true }).catch(() => {});
}

/** What the file system or Framework says, in one sentence a person can act on. */
function asSentence(error: unknown, dist: string): unknown {
  const message = error instanceof Error ? error.message : String(error);
  const kept = "The site that was there is unchanged.";
  if (/ENOSPC|no space left/i.test(message))
    return new UserError(
      `The disk is full: there is no room for the site in ${dist}. Free some space and build again. ${kept}`,
    );
  if (/EACCES|EPERM|EROFS|EBUSY|ENOTDIR|EEXIST/.test(message))
    return new UserError(
      `The site cannot be written to ${dist} (${message}). Make the folder writable, close what holds it open, and build again. ${kept}`,
    );
  return error;
}
