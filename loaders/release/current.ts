import { cp, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { exists, readJson, walk } from "../files.ts";
import type { Paths } from "../paths.ts";
import type { Manifest } from "./manifest.ts";

/** The manifest and folder of the current release, or undefined before the first. */
export async function currentRelease(
  paths: Paths,
): Promise<{ folder: string; manifest: Manifest } | undefined> {
  const current = await readJson<{ release: string }>(join(paths.releases, "current.json"));
  if (!current) return undefined;
  const folder = join(paths.releases, current.release);
  const manifest = await readJson<Manifest>(join(folder, "manifest.json"));
  return manifest && { folder, manifest };
}

/**
 * Copies a release to where the site reads it, file by file, each in one rename, the manifest last; then
 * removes what is no longer in it. Files that are the same stay untouched, so that a preview reloads only
 * what changed.
 */
export async function publishTo(
  folder: string,
  release: { folder: string; manifest: Manifest },
): Promise<void> {
  const old = await readJson<Manifest>(join(folder, "manifest.json"));
  if (old?.release === release.manifest.release) return;
  const unchanged = new Set<string>();
  for (const file of filesOf(old)) unchanged.add(`${file.path} ${file.sha256}`);
  const files = filesOf(release.manifest);
  for (const { path, sha256 } of files) {
    if (unchanged.has(`${path} ${sha256}`) && (await exists(join(folder, path)))) continue;
    await copyFile(join(release.folder, path), join(folder, path));
  }
  for (const name of ["codes.json", "manifest.json"])
    await copyFile(join(release.folder, name), join(folder, name));
  const kept = new Set(["codes.json", "manifest.json", ...files.map((f) => f.path)]);
  for (const path of await walk(folder)) if (!kept.has(path)) await rm(join(folder, path));
}

async function copyFile(from: string, to: string): Promise<void> {
  await mkdir(join(to, ".."), { recursive: true });
  await cp(from, `${to}.part`);
  await rename(`${to}.part`, to);
}

/** Every file of the tables of a manifest. */
export const filesOf = (manifest: Manifest | undefined) =>
  Object.values(manifest?.collections ?? {}).flatMap((c) =>
    Object.values(c.tables).flatMap((t) => Object.values(t.files)),
  );
