import type { Collection, ReleaseReader, Table } from "../data/release.js";
import { type Row, rows, type Where } from "../data/rows.js";
import { periodOf, type View } from "../data/view.js";
import { type Format, formats } from "./format.js";

/** All that a figure may know: one release, seen from one view, in one language. */
export interface Scene extends Format {
  view: View;
  collection: Collection;
  has(table: string): boolean;
  /** The same release seen otherwise. */
  seen(change: Partial<View>): Scene;
  /** The manifest's entry of a table of this collection. */
  meta(table: string): Table;
  rows(table: string, where?: Where): Row[];
  /** The table's own period that answers the view's: the last one not after it. */
  at(table: string): string;
  /** The codes of a list, in display order. */
  codes(list: string): string[];
  /** The name of an area, by code. */
  area(code: string): string;
  /** Codes of the areas directly below one, in administrative order. */
  below(code: string): string[];
  /** An area and all that hold it, the smallest first. */
  above(code: string): string[];
}

export function sceneOf(release: ReleaseReader, view: View): Scene {
  const collection = release.manifest.collections[view.collection];
  if (!collection) throw new Error(`No collection ${view.collection}`);
  const meta = (name: string): Table => {
    const table = collection.tables[name];
    if (!table) throw new Error(`No table ${name} in the collection ${view.collection}`);
    return table;
  };
  const areas = collection.tables.areas ? rows(release.table(view.collection, "areas")) : [];
  const byCode = new Map(areas.map((area) => [area.code, area]));
  return {
    ...formats(view.lang, release.codes),
    view,
    collection,
    seen: (change) => sceneOf(release, { ...view, ...change }),
    has: (name) => collection.tables[name] !== undefined,
    meta,
    rows: (name, where) => rows(release.table(view.collection, name), where),
    at: (name) => periodOf(meta(name), view.period) ?? "",
    codes: (list) => (release.codes[list] ?? []).map(({ code }) => code),
    area: (code) => String(byCode.get(code)?.[`name_${view.lang}`] ?? byCode.get(code)?.name_zh ?? code),
    below: (code) =>
      areas
        .filter((area) => area.parent === code)
        .map((area) => String(area.code))
        .sort(),
    above: (code) => {
      const found: string[] = [];
      for (let at = code; at !== "" && !found.includes(at); at = String(byCode.get(at)?.parent ?? ""))
        found.push(at);
      return found;
    },
  };
}
