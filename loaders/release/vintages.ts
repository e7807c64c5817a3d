import { rm } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../errors.ts";
import { exists, list, readJson, sha256, toJson, writeAtomic } from "../files.ts";
import type { Paths } from "../paths.ts";
import type { Collection, Manifest } from "./manifest.ts";

/**
 * A release that readers have seen, with the day since when. What a vintage told stays told, so each later
 * release is protected together with all of them. The list stands beside the releases, not in them.
 */
export interface Vintage {
  release: string;
  /** ISO date. */
  date: string;
}

const fileOf = (paths: Paths) => join(paths.releases, "vintages.json");

/** What the office keeps of a release to compare later ones with; never published. */
export const recordOf = (paths: Paths, release: string) => join(paths.private, "releases", release, "record");

/** The vintages, in the order in which they were published. */
export async function readVintages(paths: Paths): Promise<Vintage[]> {
  return (await readJson<{ vintages: Vintage[] }>(fileOf(paths)))?.vintages ?? [];
}

const writeVintages = (paths: Paths, vintages: Vintage[]) => writeAtomic(fileOf(paths), toJson({ vintages }));

/** Notes that a release may be seen by readers from a day on. One that is noted already keeps its day. */
export async function noteVintage(paths: Paths, vintage: Vintage): Promise<void> {
  const vintages = await readVintages(paths);
  if (vintages.some((v) => v.release === vintage.release)) return;
  await writeVintages(paths, [...vintages, vintage]);
}

/**
 * Takes releases off the list of vintages, because no reader has ever seen them.
 * @throws UserError if one is not on it
 */
export async function forgetVintages(paths: Paths, releases: string[]): Promise<void> {
  const vintages = await readVintages(paths);
  for (const release of releases) {
    if (!vintages.some((v) => v.release === release))
      throw new UserError(
        `Release ${release} does not count as published. \`npm run foothold -- releases\` lists those that do.`,
      );
  }
  await writeVintages(
    paths,
    vintages.filter((v) => !releases.includes(v.release)),
  );
}

/** Where what an older vintage told can be read: the office's own record of it, or only what was published. */
export interface Source {
  release: string;
  /** Folder of Parquet files, one a mart. */
  folder: string;
  /** Whether it holds exact values and what each contributor added. */
  exact: boolean;
}

/**
 * Where each vintage of a collection can be read.
 * @throws UserError that names a vintage of which nothing is left
 */
export async function vintageSources(paths: Paths, collection: string): Promise<Source[]> {
  const found: Source[] = [];
  for (const { release, date } of await readVintages(paths)) {
    const record = join(recordOf(paths, release), collection);
    const published = join(paths.releases, release);
    if (await exists(record)) found.push({ release, folder: record, exact: true });
    else if (await exists(join(published, collection)))
      found.push({ release, folder: join(published, collection), exact: false });
    else if (!(await exists(join(published, "manifest.json"))))
      throw new UserError(
        `Release ${release} counts as published on ${date}, but is no longer in ${paths.releases}, so what it told cannot be protected. Put its folder back from a copy, or, if nobody outside the office ever saw it, run \`npm run foothold -- forget ${release}\`.`,
      );
  }
  return found;
}

/** What a release shows of a collection, as one hash. */
const shownHash = ({ tables }: Collection) =>
  sha256(
    Object.values(tables)
      .map((t) => t.files.parquet.sha256)
      .join("\n"),
  );

/**
 * What vintages have shown of a collection other than what a release shows. Made of the same inputs beside the
 * same, it is the same.
 */
export async function toldBeside(
  paths: Paths,
  collection: string,
  shown: Collection | undefined,
): Promise<string[]> {
  const told = new Set<string>();
  for (const { release } of await readVintages(paths)) {
    const manifest = await readJson<Manifest>(join(paths.releases, release, "manifest.json"));
    const before = manifest?.collections[collection];
    if (before) told.add(shownHash(before));
    else if (!manifest) told.add(release);
  }
  if (shown) told.delete(shownHash(shown));
  return [...told];
}

/** Removes the records of releases that were replaced before anybody saw them. */
export async function dropRecords(paths: Paths, current: string): Promise<void> {
  const kept = new Set([current, ...(await readVintages(paths)).map((v) => v.release)]);
  for (const release of await list(join(paths.private, "releases"))) {
    if (!kept.has(release)) await rm(recordOf(paths, release), { recursive: true, force: true });
  }
}

/** The releases in plain words, the oldest vintage first and drafts last. */
export async function releaseLines(paths: Paths): Promise<string[]> {
  const current = (await readJson<{ release: string }>(join(paths.releases, "current.json")))?.release;
  const vintages = await readVintages(paths);
  const seen = new Set(vintages.map((v) => v.release));
  const drafts = (await list(paths.releases)).filter((r) => /^[0-9a-f]{16}$/.test(r) && !seen.has(r));
  const lines: string[] = [];
  for (const { release, date } of [...vintages, ...drafts.map((release) => ({ release, date: "" }))]) {
    const manifest = await readJson<Manifest>(join(paths.releases, release, "manifest.json"));
    const tables = Object.values(manifest?.collections ?? {}).flatMap((c) => Object.values(c.tables));
    const sum = (of: (t: (typeof tables)[number]) => number) => tables.reduce((n, t) => n + of(t), 0);
    const told = manifest
      ? `${sum((t) => t.cells.published)} values published, ${sum((t) => t.cells.withheld_size + t.cells.withheld_others)} withheld`
      : "its folder is gone";
    const standing = date ? `counts as published on ${date}` : "draft, never published";
    lines.push(`${release}  ${standing}${release === current ? ", current" : ""}; ${told}`);
  }
  return lines.length > 0 ? lines : ["There is no release yet. `npm run build` makes one."];
}
