import type { AreaMap } from "../data/release.js";
import type { Size } from "../draw/finish.js";
import { textWidth } from "../draw/key.js";
import { s } from "../draw/svg.js";
import { layout } from "./layout.js";
import { wrap } from "./words.js";

/** One area of a map. */
export interface Place {
  code: string;
  name: string;
  value: number | null;
  /** Why there is no value. */
  missing?: string;
  /** True where the value exists and is kept back: hatched, not empty. */
  withheld?: boolean;
}

export interface TilesOptions {
  /** Tells this map from the others of a page. */
  id: string;
  /** In the order in which they stand where nobody has placed them. */
  places: Place[];
  map?: AreaMap;
  number: (value: number) => string;
  /** What stands in a tile whose value is kept back, and in one that has none. */
  words: { withheld: string; none: string };
  /** Upper bounds of the lower steps of colour, at most four, ascending. */
  steps: number[];
  /** Code of an area to set off from the others. */
  chosen?: string;
}

const inks = ["var(--ink)", "var(--ink)", "var(--ink)", "var(--on-tone)", "var(--on-tone)"];

/**
 * A map of areas in steps of one colour: the outlines of the collection where it has them, else one tile for each
 * area, all of one size. A value that is kept back is hatched, one that nobody has is an empty broken frame.
 */
export function tilesChart(options: TilesOptions, size: Size): Element {
  const { places, map, steps } = options;
  const { document, width } = size;
  const step = (value: number) => steps.filter((bound) => value > bound).length;
  const top = legendHeight(options);
  const outlined = map?.outlines && places.every(({ code }) => map.outlines!.areas[code]);
  const { height, shapes } = outlined
    ? outlines(options, map.outlines!, size, step)
    : tiles(options, size, step);
  const box = { viewBox: `0 0 ${width} ${top + height}`, width, height: top + height };
  return s(
    document,
    "svg",
    { ...box, "font-size": 12, fill: "var(--ink)" },
    legend(options, document),
    s(document, "g", { transform: `translate(0,${top})` }, ...shapes),
  );
}

type Step = (value: number) => number;
interface Drawn {
  height: number;
  shapes: Element[];
}

const shade = ({ value, withheld }: Place, step: Step): Record<string, string | number> =>
  value !== null
    ? { fill: `var(--step-${step(value) + 1})`, stroke: "var(--rule)", "stroke-width": 0.5 }
    : withheld
      ? { fill: "var(--panel)", stroke: "var(--rule)" }
      : { fill: "none", stroke: "var(--rule)", "stroke-dasharray": "3 3" };

/** Keeps words upon hatching legible. */
const halo = { stroke: "var(--panel)", "stroke-width": 3, "paint-order": "stroke" };

const ring = { fill: "none", stroke: "var(--apart)", "stroke-width": 3 };

/** What a pointer held over an area reads. */
const told = (document: Document, { name, value, missing }: Place, number: (value: number) => string) =>
  s(document, "title", {}, `${name}: ${value === null ? (missing ?? "") : number(value)}`);

function tiles(
  { places, map, number, words: say, chosen }: TilesOptions,
  { width, document }: Size,
  step: Step,
): Drawn {
  const { spots, columns, rows } = layout(
    places.map(({ code }) => code),
    map?.tiles,
  );
  const gap = 3;
  const side = Math.min(120, (width + gap) / columns - gap);
  const tall = Math.min(side, Math.max(56, side * 0.66));
  const [type, line, room] = side < 80 ? [10, 11, 3] : [12, 14, 2];
  const shapes = places.flatMap((place) => {
    const [column, row] = spots.get(place.code)!;
    const [x, y] = [column * (side + gap), row * (tall + gap)];
    const ink = place.value === null ? "var(--ink)" : inks[step(place.value)]!;
    const words = wrap(place.name, ((side - 4) * 12) / type, room);
    const value = place.value === null ? say[place.withheld ? "withheld" : "none"] : number(place.value);
    const middle = x + side / 2;
    const first = y + (tall - (words.length + 1) * line) / 2 + line * 0.8;
    const text = (content: string, at: number, strong: boolean) =>
      s(
        document,
        "tspan",
        { x: middle, y: first + at * line, "font-weight": strong ? 600 : undefined },
        content,
      );
    const group = s(
      document,
      "g",
      {},
      told(document, place, number),
      s(document, "rect", { x, y, width: side, height: tall, ...shade(place, step) }),
      ...(place.withheld ? [hatch(document, x, y, side, tall)] : []),
      s(
        document,
        "text",
        {
          "text-anchor": "middle",
          "font-size": type,
          fill: ink,
          ...(place.withheld ? halo : {}),
        },
        ...words.map((word, at) => text(word, at, false)),
        ...wrap(value, ((side - 2) * 12) / type, 1).map((word) =>
          text(word, words.length, place.value !== null),
        ),
      ),
    );
    if (place.code === chosen)
      group.append(
        s(document, "rect", { x: x + 1.5, y: y + 1.5, width: side - 3, height: tall - 3, ...ring }),
      );
    return [group];
  });
  return { height: rows * (tall + gap) - gap + 2, shapes };
}

/** Diagonal lines over a tile. */
function hatch(document: Document, x: number, y: number, width: number, height: number): Element {
  const lines: string[] = [];
  for (let at = 10; at < width + height; at += 10) {
    const [x1, y1] = at <= height ? [0, at] : [at - height, height];
    const [x2, y2] = at <= width ? [at, 0] : [width, at - width];
    lines.push(`M${x + x1},${y + y1}L${x + x2},${y + y2}`);
  }
  return s(document, "path", { d: lines.join(""), stroke: "var(--rule)", fill: "none" });
}

function outlines(
  { id, places, number, words: say, chosen }: TilesOptions,
  { width: wide, height: high, areas }: NonNullable<AreaMap["outlines"]>,
  { width, document }: Size,
  step: Step,
): Drawn {
  const scale = Math.min(width / wide, (width > 480 ? 520 : 420) / high);
  const left = (width - wide * scale) / 2;
  const hatched = `hatch-${id}-${width}`;
  const cell = 7 / scale;
  const steady = { "vector-effect": "non-scaling-stroke" };
  const drawn = (place: Place, look: Record<string, string | number>) =>
    s(
      document,
      "path",
      { d: areas[place.code]!.path, "fill-rule": "evenodd", ...steady, ...look },
      told(document, place, number),
    );
  const own = places.filter(({ code }) => code === chosen);
  const shape = s(
    document,
    "g",
    { transform: `translate(${left},0) scale(${scale})` },
    s(
      document,
      "pattern",
      { id: hatched, width: cell, height: cell, patternUnits: "userSpaceOnUse" },
      s(document, "path", {
        d: `M0,${cell}L${cell},0`,
        stroke: "var(--rule)",
        "stroke-width": 1 / scale,
        fill: "none",
      }),
    ),
    ...places.map((place) => drawn(place, { ...shade(place, step), stroke: "var(--paper)" })),
    ...places
      .filter(({ value }) => value === null)
      .map((place) =>
        drawn(place, {
          fill: place.withheld ? `url(#${hatched})` : "none",
          stroke: "var(--rule)",
          ...(place.withheld ? {} : { "stroke-dasharray": "3 3" }),
        }),
      ),
    ...own.map((place) => drawn(place, ring)),
  );
  const labels = places.flatMap((place) => {
    const { at, room } = areas[place.code]!;
    const space = room * scale;
    const words = wrap(place.name, space, 2);
    const value = place.value === null ? say[place.withheld ? "withheld" : "none"] : number(place.value);
    const broad = Math.max(textWidth(value), ...words.map(textWidth));
    if (words.some((word) => /[-…]$/.test(word)) || Math.hypot(broad, words.length * 14 + 8) > space)
      return [];
    const [x, y] = [left + at[0] * scale, at[1] * scale];
    return s(
      document,
      "text",
      {
        "text-anchor": "middle",
        fill: place.value === null ? "var(--ink)" : inks[step(place.value)]!,
        ...(place.withheld ? halo : {}),
      },
      ...[...words, value].map((word, row) =>
        s(document, "tspan", { x, y: y + 4 + (row - words.length / 2) * 14 }, word),
      ),
    );
  });
  return { height: high * scale + 2, shapes: [shape, ...labels] };
}

const missings = ({ places }: TilesOptions) => [
  ...new Map(
    places
      .filter(({ value, missing }) => value === null && missing)
      .map((place) => [place.missing!, place.withheld === true] as const),
  ),
];

const legendHeight = (options: TilesOptions) => 46 + (missings(options).length > 0 ? 20 : 0);

/** Swatches of the steps with the values at which they meet, then one for each reason why a value is missing. */
function legend(options: TilesOptions, document: Document): Element {
  const { places, steps, number } = options;
  const known = places.flatMap(({ value }) => (value === null ? [] : [value]));
  const group = s(document, "g", {});
  if (known.length > 0) {
    const bounds = [Math.min(...known), ...steps, Math.max(...known)].map(number);
    const swatch = Math.max(30, 8 + Math.max(...bounds.map(textWidth)));
    const left = textWidth(bounds[0]!) / 2;
    steps.concat(0).forEach((_, at) => {
      const box = { x: left + at * swatch, y: 0, width: swatch, height: 12 };
      group.append(
        s(document, "rect", {
          ...box,
          fill: `var(--step-${at + 1})`,
          stroke: "var(--rule)",
          "stroke-width": 0.5,
        }),
      );
    });
    bounds.forEach((bound, at) => {
      const place = { x: left + at * swatch, y: 26, "text-anchor": "middle" };
      group.append(s(document, "text", { ...place, fill: "var(--ink-2)" }, bound));
    });
  }
  let x = 0;
  for (const [word, withheld] of missings(options)) {
    const look = { code: "", name: "", value: null, withheld };
    group.append(
      s(document, "rect", { x: x + 0.5, y: 36.5, width: 22, height: 12, ...shade(look, () => 0) }),
    );
    if (withheld) group.append(hatch(document, x + 0.5, 36.5, 22, 12));
    group.append(s(document, "text", { x: x + 28, y: 47 }, word));
    x += 28 + textWidth(word) + 18;
  }
  return group;
}
