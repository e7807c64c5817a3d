import { cp, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { version as duckdb } from "@duckdb/node-api";
import { exists, list, readJson, sha256, sha256File, walk } from "../files.ts";
import { lakeFiles, refFiles } from "../marts/catalog.ts";
import { stampOf } from "../marts/run.ts";
import type { Paths } from "../paths.ts";
import { currentRelease, filesOf } from "./current.ts";
import type { Collection, Manifest } from "./manifest.ts";
import type { CollectionParts } from "./release.ts";

/**
 * Protecting a collection takes minutes and depends on nothing but its inputs, so a collection whose inputs have
 * not changed is taken over from the current release.
 */

/** By collection, in the order of the manifest: a SHA-256 over all that its part of the release is made of. */
export type Made = Record<string, string>;

/** The current release, with what it was made of, where all of it is still there and as it was written. */
export interface Reusable {
  folder: string;
  manifest: Manifest;
  made: Made;
  /** By collection: what other releases had told before. */
  told: Record<string, string[]>;
  /** The sealed list of required widths. */
  sealed: string;
}

const loaders = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Hashes all that each collection's part of a release is made of: marts, rules, code lists and this code. */
export async function madeOf(parts: CollectionParts[], paths: Paths, version: string): Promise<Made> {
  const code = ["attention", "audit", "contracts", "disclosure", "marts", "release"];
  const rules = [join(paths.root, "disclosure.yml"), join(paths.root, "attention.yml")];
  const refs = Object.values(await refFiles(join(paths.root, "data")));
  const shared = [
    version,
    duckdb(),
    await hashOf((await Promise.all(code.map(filesBelow))).flat()),
    await hashOf([...rules, ...refs, ...(await list(paths.codes)).map((f) => join(paths.codes, f))]),
  ];
  const made: Made = {};
  for (const { config, taken, marts } of parts) {
    const { areas = [] } = await lakeFiles(paths.lake, config.name);
    const sources = taken.map(({ dataset, accounts }) => [dataset.origin, accounts.map((a) => a.sha256)]);
    const files = marts.flatMap(({ file }) => [file, stampOf(file)]);
    made[config.name] = sha256(JSON.stringify([shared, config, sources, await hashOf([...files, ...areas])]));
  }
  return made;
}

const filesBelow = async (folder: string) =>
  (await walk(join(loaders, folder))).map((file) => join(loaders, folder, file));

/** A file that is missing counts as empty. */
async function hashOf(files: string[]): Promise<string> {
  const contents = await Promise.all(files.map((file) => readFile(file).catch(() => "")));
  return sha256(contents.map((content) => sha256(content)).join("\n"));
}

/** The current release if every file of it is as the manifest says, and what it was made of is on record. */
export async function reusable(paths: Paths): Promise<Reusable | undefined> {
  const current = await currentRelease(paths);
  if (!current) return undefined;
  const { folder, manifest } = current;
  const kept = join(paths.private, "releases", manifest.release);
  const { made, told = {} } =
    (await readJson<Pick<Reusable, "made" | "told">>(join(kept, "made.json"))) ?? {};
  const sealed = join(kept, "required.parquet");
  if (!made || !(await exists(sealed)) || !(await exists(join(folder, "codes.json")))) return undefined;
  for (const { path, sha256 } of filesOf(manifest)) {
    const found = await sha256File(join(folder, path)).catch(() => "");
    if (found !== sha256) return undefined;
  }
  return { folder, manifest, made, told, sealed };
}

/** Copies one collection of a release into a draft; returns its entry in the manifest. */
export async function takeOver(
  { folder, manifest }: Reusable,
  name: string,
  draft: string,
): Promise<Collection> {
  await cp(join(folder, name), join(draft, name), { recursive: true });
  return manifest.collections[name]!;
}
