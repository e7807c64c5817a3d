import type { ColumnTable } from "arquero";
import type { CodeLists, Manifest, ReleaseReader } from "./release.js";

/**
 * Reads a release over HTTP from `root` (a URL that ends in a slash) with the named tables of one
 * collection; `parse` reads an Arrow file. Tables that the collection does not have are left out. Answers
 * are kept for the next call.
 */
export function releaseAt(
  root: string,
  parse: (bytes: ArrayBuffer) => ColumnTable,
  get: typeof fetch = fetch,
) {
  const kept = new Map<string, Promise<Response>>();
  const answer = async (path: string): Promise<Response> => {
    const found = kept.get(path) ?? get(new URL(path, root), { cache: "no-cache" });
    kept.set(path, found);
    const response = await found;
    if (!response.ok) {
      kept.delete(path);
      throw new Error(`${path}: ${response.status}`);
    }
    return response.clone();
  };
  const json = async <T>(path: string): Promise<T> => (await answer(path)).json();
  const tables = new Map<string, ColumnTable>();

  return async (collection: string, names: readonly string[]): Promise<ReleaseReader> => {
    const [manifest, codes] = await Promise.all([
      json<Manifest>("manifest.json"),
      json<CodeLists>("codes.json"),
    ]);
    const held = manifest.collections[collection]?.tables ?? {};
    await Promise.all(
      names.map(async (name) => {
        const path = held[name]?.files.arrow.path;
        if (!path || tables.has(path)) return;
        tables.set(path, parse(await (await answer(path)).arrayBuffer()));
      }),
    );
    return {
      manifest,
      codes,
      table(of, name) {
        const table = tables.get(manifest.collections[of]?.tables[name]?.files.arrow.path ?? "");
        if (!table) throw new Error(`No table ${name} in the collection ${of}`);
        return table;
      },
    };
  };
}
