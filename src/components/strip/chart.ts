import * as Plot from "@observablehq/plot";
import { months } from "../data/view.js";
import type { Size } from "../draw/finish.js";
import { addKey, folded, type KeyItem, keyHeight, textWidth } from "../draw/key.js";

/** How a cell looks, told apart by shape as well as by colour, so that it reads in print. */
export type Look =
  | "plain" // a filled box: nothing to notice
  | "marked" // a darker box with a dot, or with its text where that fits
  | "crossed" // an empty box with a cross: it should be here
  | "open"; // an empty box in a thin line: nothing can be said

export interface StripCell {
  row: string;
  period: string;
  look: Look;
  /** A few letters, written into a marked cell that is wide enough. */
  text?: string;
}

export interface StripOptions {
  /** In the order in which they are shown; each may have cells of a month, a quarter or a year. */
  rows: string[];
  cells: StripCell[];
  key: KeyItem[];
  /** A row to set off from the others. */
  chosen?: string;
}

/** Key items of the looks. */
export const lookKey = (look: Look, text: string): KeyItem =>
  ({
    plain: { text, tone: "var(--step-3)", shape: "box" as const },
    marked: { text, tone: "var(--apart)", shape: "marked" as const },
    crossed: { text, tone: "var(--limit)", shape: "crossed" as const },
    open: { text, tone: "var(--rule)", shape: "hollow" as const },
  })[look];

/** One row of boxes per name over calendar time: a quarter is as wide as its three months. */
export function stripChart({ rows, cells, key, chosen }: StripOptions, { width, document }: Size): Element {
  const longest = Math.max(...rows.map(textWidth));
  const beside = Math.min(width * 0.42, longest + 14);
  const above = width <= 480 && (rows.length <= 16 || longest + 14 > beside);
  const marginLeft = above ? 1 : beside;
  const label = (name: string) => folded(name, above ? width : marginLeft - 12).join("\n");
  /** Pixels by which the longest name needs more than one line. */
  const more = 13 * (Math.max(...rows.map((name) => label(name).split("\n").length)) - 1);
  const rowHeight = (above ? 36 : 22) + more;
  const marginTop = keyHeight(key, width) + (above ? 20 : 16);
  const boxes = cells.map((cell) => {
    const { first, last } = months(cell.period);
    return { ...cell, x1: first, x2: last + 1, middle: (first + last + 1) / 2 };
  });
  const start = Math.min(...boxes.map(({ x1 }) => x1));
  const end = Math.max(...boxes.map(({ x2 }) => x2));
  const perMonth = (width - marginLeft - 2) / (end - start);
  const inset = {
    insetTop: above ? 19 + more : 3,
    insetBottom: above ? 2 : 3,
    insetLeft: 0.75,
    insetRight: 0.75,
  };
  const dy = above ? 8 + more / 2 : 0;
  const of = (...looks: Look[]) => boxes.filter(({ look }) => looks.includes(look));
  const fits = ({ text, x1, x2 }: { text?: string; x1: number; x2: number }) =>
    text !== undefined && textWidth(text) + 4 < (x2 - x1) * perMonth;
  const rect = (look: Look, paint: Record<string, string | number>) =>
    Plot.barX(of(look), { x1: "x1", x2: "x2", y: "row", ...inset, ...paint });
  const years = Array.from({ length: Math.ceil(end / 12) - Math.floor(start / 12) }, (_, index) => {
    const year = Math.floor(start / 12) + index;
    return { year: String(year), x: Math.max(start, year * 12) };
  }).filter(({ x }) => end - x > 40 / perMonth);
  const svg = Plot.plot({
    document,
    width,
    height: marginTop + rows.length * rowHeight + 4,
    marginTop,
    marginLeft,
    marginRight: 1,
    marginBottom: 4,
    x: { domain: [start, end], axis: null },
    y: { domain: rows, axis: null, padding: 0 },
    marks: [
      rect("plain", { fill: "var(--step-3)" }),
      rect("marked", { fill: "var(--apart)" }),
      rect("crossed", { fill: "var(--paper)", stroke: "var(--limit)", strokeWidth: 1.5 }),
      rect("open", { fill: "var(--paper)", stroke: "var(--rule)", strokeWidth: 0.75 }),
      Plot.text(of("marked").filter(fits), {
        x: "middle",
        y: "row",
        text: "text",
        dy,
        fill: "var(--on-tone)",
        fontWeight: 600,
        fontVariant: "tabular-nums",
      }),
      Plot.dot(
        of("marked").filter((box) => !fits(box)),
        { x: "middle", y: "row", dy, r: 2.25, fill: "var(--on-tone)" },
      ),
      Plot.dot(of("crossed"), {
        x: "middle",
        y: "row",
        dy,
        symbol: "times",
        r: 3,
        stroke: "var(--limit)",
        strokeWidth: 1.5,
      }),
      Plot.ruleX(
        years.filter(({ x }) => x > start),
        { x: "x", stroke: "var(--ink-2)", strokeWidth: 1, insetTop: -12 },
      ),
      Plot.text(years, {
        x: "x",
        text: "year",
        frameAnchor: "top",
        textAnchor: "start",
        dx: 3,
        dy: above ? -12 : -8,
        fill: "var(--ink-2)",
      }),
      ...[true, false].map((strong) =>
        Plot.text(
          rows.filter((name) => (name === chosen) === strong),
          {
            y: (name: string) => name,
            text: label,
            frameAnchor: "left",
            textAnchor: above ? "start" : "end",
            dx: above ? 0 : -8,
            dy: above ? -9 : 0,
            stroke: "var(--paper)",
            strokeWidth: 3,
            fontWeight: strong ? 700 : 400,
            fill: "var(--ink)",
          },
        ),
      ),
    ],
  });
  return addKey(svg, key, width);
}
