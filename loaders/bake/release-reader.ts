import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ColumnTable, fromArrow } from "arquero";
import type { ReleaseReader } from "../../src/components/data/release.ts";
import { UserError } from "../errors.ts";
import type { CodeLists, Manifest } from "../release/manifest.ts";

/** Reads the release in a folder. A table's file is read when it is first asked for, and only once. */
export function readRelease(folder: string): ReleaseReader {
  const json = <T>(name: string): T => JSON.parse(read(join(folder, name)).toString("utf8"));
  const manifest = json<Manifest>("manifest.json");
  const kept = new Map<string, ColumnTable>();
  return {
    manifest,
    codes: json<CodeLists>("codes.json"),
    table(collection, name) {
      const path = manifest.collections[collection]?.tables[name]?.files.arrow.path;
      if (!path) throw new UserError(`The release has no table ${name} in the collection ${collection}.`);
      const table = kept.get(path) ?? fromArrow(read(join(folder, path)));
      kept.set(path, table);
      return table;
    },
  };
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UserError(
      `The release is incomplete: ${file} cannot be read (${(error as Error).message}). Build it again.`,
    );
  }
}
