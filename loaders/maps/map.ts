import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { AreaMap } from "../release/manifest.ts";
import { readOutlines } from "./outlines.ts";
import { type Given, type KnownArea, readTiles } from "./tiles.ts";

type Read<T> = (text: string, given: Given) => T;

/**
 * How the areas of a collection can be drawn: `<collection>.tiles.csv` and `<collection>.geojson` of the folder
 * `data/areas`, where they are there.
 * @throws UserError where one of them does not fit the areas
 */
export async function readMap(
  root: string,
  collection: string,
  areas: KnownArea[],
  log: (line: string) => void,
): Promise<AreaMap | undefined> {
  const read = async <T>(name: string, use: Read<T>) => {
    const file = `data/areas/${collection}.${name}`;
    const text = await readFile(join(root, file), "utf8").catch(() => undefined);
    return text === undefined ? undefined : use(text, { file, areas, log });
  };
  const tiles = await read("tiles.csv", readTiles);
  const outlines = await read("geojson", readOutlines);
  return tiles || outlines ? { tiles, outlines } : undefined;
}
