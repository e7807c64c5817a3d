import type { Feature, FeatureCollection, Polygon, Position } from "geojson";
import { UserError } from "../errors.ts";
import type { AreaMap, Outline } from "../release/manifest.ts";
import { widest } from "./room.ts";
import { simplify } from "./simplify.ts";
import { few, type Given } from "./tiles.ts";

/** Width of the box that outlines are drawn in, and characters that all of them may take together. */
const box = 1000;
const budget = 24_000;
const biggestFile = 20 * 2 ** 20;

type Ring = Position[];

/**
 * Reads the boundaries of areas from a GeoJSON FeatureCollection: polygons that carry the area's `code` as a
 * property, in degrees (WGS 84) or on a plane whose y grows northwards. They are fitted into a box, degrees by an
 * equirectangular projection at the middle latitude, simplified until a page can carry them, and returned as paths.
 * Features of other areas are passed over and logged. The direction of a ring does not matter; boundaries on both sides of the 180th meridian are put together.
 * @throws UserError that names the feature, what was expected and what to do
 */
export function readOutlines(text: string, given: Given): NonNullable<AreaMap["outlines"]> {
  const rings = polygons(text, given);
  const placed = fitted(rings);
  for (let tolerance = 0.5; ; tolerance *= 1.5) {
    const lines = simplify([...placed.rings.values()].flat(), tolerance);
    const drawn = [...placed.rings].map(([code, own]): [string, Outline] => [
      code,
      outline(lines.splice(0, own.length)),
    ]);
    const size = drawn.reduce((sum, [, { path }]) => sum + path.length, 0);
    if (size <= budget || tolerance > 50)
      return { width: box, height: placed.height, areas: Object.fromEntries(drawn) };
  }
}

/** All rings of each area, checked. */
function polygons(text: string, { file, areas, log }: Given): Map<string, Ring[]> {
  if (text.length > biggestFile)
    throw new UserError(
      `${file} is larger than 20 MB. Simplify it first, for instance to 100 metres: a page draws it a few centimetres wide.`,
    );
  let json: FeatureCollection;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new UserError(`${file} is not JSON: ${(error as Error).message}`);
  }
  if (json?.type !== "FeatureCollection" || !Array.isArray(json.features))
    throw new UserError(
      `${file}: expected a GeoJSON FeatureCollection, found ${JSON.stringify(json?.type) ?? "none"}.`,
    );
  const parents = new Map(areas.map(({ code, parent }) => [code, parent]));
  const found = new Map<string, Ring[]>();
  const unknown: string[] = [];
  json.features.forEach((feature, at) => {
    const where = `${file}, feature ${at + 1}`;
    const code = String(feature?.properties?.code ?? "");
    if (code === "")
      throw new UserError(
        `${where}: it has no property \`code\`. Give each feature the code of its area, as text or number.`,
      );
    const rings = ringsOf(feature, where);
    if (parents.has(code)) found.set(code, [...(found.get(code) ?? []), ...rings]);
    else unknown.push(code);
  });
  if (unknown.length > 0) log(`${file}: passed over, since the collection has no area ${few(unknown)}`);
  const drawn = new Set([...found.keys()].map((code) => parents.get(code)));
  const missing = areas.filter(({ code, parent }) => drawn.has(parent) && !found.has(code));
  if (found.size === 0)
    throw new UserError(
      `${file}: none of its ${json.features.length} features has the code of an area of the collection. Correct the property \`code\`, or remove the file.`,
    );
  if (missing.length > 0)
    throw new UserError(
      `${file}: no boundary for ${few(missing.map(({ code }) => code))}, though others below the same area have one. Add them, or remove the file to draw tiles.`,
    );
  return found;
}

function ringsOf({ geometry }: Feature, where: string): Ring[] {
  if (geometry?.type !== "Polygon" && geometry?.type !== "MultiPolygon")
    throw new UserError(
      `${where}: expected a Polygon or a MultiPolygon, found ${geometry?.type ?? "no geometry"}.`,
    );
  const parts: Polygon["coordinates"][] =
    geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const rings = parts.flat();
  for (const ring of rings)
    if (
      !Array.isArray(ring) ||
      ring.length < 4 ||
      ring.some((point) => !Number.isFinite(point?.[0]) || !Number.isFinite(point?.[1]))
    )
      throw new UserError(`${where}: a ring needs at least four points, each of two numbers.`);
  return rings;
}

/** Fits all rings into the box, north up. */
function fitted(found: Map<string, Ring[]>): { rings: Map<string, Ring[]>; height: number } {
  const all = [...found.values()].flat(2);
  const degrees = all.every(([x, y]) => Math.abs(x!) <= 360 && Math.abs(y!) <= 90);
  const xs = all.map(([x]) => x!);
  // A span of more than half the earth is one that goes the other way round.
  const turned = degrees && span(xs) > 180;
  const east = (x: number) => (turned && x < 0 ? x + 360 : x);
  const [west, width] = [least(xs.map(east)), span(xs.map(east))];
  const ys = all.map(([, y]) => y!);
  const north = least(ys) + span(ys);
  const shrink = degrees ? Math.cos(((north - span(ys) / 2) * Math.PI) / 180) : 1;
  const scale = box / Math.max(width * shrink, span(ys), Number.MIN_VALUE);
  const place = ([x, y]: Position) => [(east(x!) - west) * shrink * scale, (north - y!) * scale];
  return {
    rings: new Map([...found].map(([code, rings]) => [code, rings.map((ring) => ring.map(place))])),
    height: Math.max(1, Math.round(span(ys) * scale)),
  };
}

const least = (values: number[]) => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
const span = (values: number[]) =>
  values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY) - least(values);

/** One path of all rings, and the widest room in it as the place of its label. */
function outline(rings: Ring[]): Outline {
  const kept = rings.filter((ring) => ring.length > 3);
  const drawn = kept.length > 0 ? kept : rings.slice(0, 1);
  const path = drawn.map(
    (ring) =>
      `M${ring
        .slice(0, -1)
        .map(([x, y]) => `${Math.round(x!)},${Math.round(y!)}`)
        .join("L")}Z`,
  );
  const { x, y, radius } = widest(drawn);
  return {
    path: path.join(""),
    at: [Math.round(x), Math.round(y)],
    room: Math.max(0, Math.round(2 * radius)),
  };
}
