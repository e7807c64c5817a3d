import { csvParse } from "d3";
import { UserError } from "../errors.ts";
import type { AreaMap } from "../release/manifest.ts";

export interface KnownArea {
  code: string;
  parent: string;
}

/** What a reader of drawing files is told: the name of the file for its messages, and the collection's areas. */
export interface Given {
  file: string;
  areas: KnownArea[];
  log: (line: string) => void;
}

/** The first codes of a list, and how many more there are. */
export const few = (codes: string[]): string =>
  codes.length <= 5 ? codes.join(", ") : `${codes.slice(0, 5).join(", ")} and ${codes.length - 5} more`;

/**
 * Reads where each area's tile stands: columns `code`, `column`, `row`, whole numbers from 0. Areas below one parent
 * are placed all or none, each on a spot of its own; codes that the collection does not have are passed over. Both
 * are logged.
 * @throws UserError that names the row and what to do
 */
export function readTiles(text: string, { file, areas, log }: Given): NonNullable<AreaMap["tiles"]> {
  const table = csvParse(text.replace(/^\uFEFF/, ""));
  const missing = ["code", "column", "row"].filter((name) => !table.columns.includes(name));
  if (missing.length > 0)
    throw new UserError(
      `${file}: no column ${missing.join(", ")}; found ${table.columns.join(", ") || "nothing"}. Give each area its code, column and row.`,
    );
  const parents = new Map(areas.map(({ code, parent }) => [code, parent]));
  const tiles: NonNullable<AreaMap["tiles"]> = {};
  const unknown: string[] = [];
  const taken = new Map<string, string>();
  table.forEach(({ code = "", column = "", row = "" }, at) => {
    const where = `${file}, row ${at + 2}`;
    if (!parents.has(code)) {
      unknown.push(code || where);
      return;
    }
    if (!/^\d{1,2}$/.test(column) || !/^\d{1,2}$/.test(row))
      throw new UserError(
        `${where}: expected whole numbers from 0 to 99, found column \`${column}\`, row \`${row}\`.`,
      );
    const spot = `${parents.get(code)} ${Number(column)} ${Number(row)}`;
    const other = taken.get(spot) ?? (tiles[code] && code);
    if (other)
      throw new UserError(
        `${where}: ${other === code ? `area ${code} stands here twice` : `areas ${other} and ${code} stand on one spot`}. Give each a spot of its own.`,
      );
    taken.set(spot, code);
    tiles[code] = [Number(column), Number(row)];
  });
  if (unknown.length > 0) log(`${file}: passed over, since the collection has no area ${few(unknown)}`);
  const placed = new Set(Object.keys(tiles).map((code) => parents.get(code)));
  const forgotten = areas.filter(({ code, parent }) => placed.has(parent) && !tiles[code]);
  if (forgotten.length > 0)
    log(
      `${file}: no place for ${few(forgotten.map(({ code }) => code))}; until they have one, all tiles beside them stand in order of code`,
    );
  const partly = new Set(forgotten.map(({ parent }) => parent));
  return Object.fromEntries(Object.entries(tiles).filter(([code]) => !partly.has(parents.get(code)!)));
}
