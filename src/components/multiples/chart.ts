import * as Plot from "@observablehq/plot";
import { startOf } from "../data/view.js";
import type { Size } from "../draw/finish.js";
import { textWidth } from "../draw/key.js";

export interface Panel {
  name: string;
  points: { period: string; value: number | null }[];
}

export interface MultiplesOptions {
  panels: Panel[];
  number: (value: number) => string;
  /** The same base and top for every panel (the default), or each panel's own top. */
  ownScale?: boolean;
  tone?: string;
}

/** Room above the highest line, for a panel's name. */
const headroom = 1.5;

/** One small line per panel, in the given order, all over the same time and from zero; ends are labelled. */
export function multiplesChart(options: MultiplesOptions, { width, document, reach = 0 }: Size): Element {
  const { number, ownScale = false, tone = "var(--main)" } = options;
  // Of a series that is not shown nothing is left.
  const panels = options.panels.filter((one) => one.points.length > 0);
  const across = Math.min(panels.length, width > 900 ? (panels.length > 8 ? 5 : 4) : width > 480 ? 3 : 2);
  const down = Math.ceil(panels.length / across);
  const highest =
    Math.max(reach / headroom, ...panels.flatMap(({ points }) => points.map(({ value }) => value ?? 0))) || 1;
  const points = panels.flatMap(({ name, points: own }, index) => {
    const top = ownScale ? Math.max(0, ...own.map(({ value }) => value ?? 0)) || 1 : 1;
    return own.map(({ period, value }) => ({
      name,
      fx: index % across,
      fy: Math.floor(index / across),
      date: startOf(period),
      value,
      height: value === null ? null : value / top,
    }));
  });
  const lasts = panels.flatMap(
    ({ name }) => points.findLast((p) => p.name === name && p.value !== null) ?? [],
  );
  // The label at a line's end stands between its panel and the next.
  const label = 14 + Math.max(0, ...lasts.map(({ value }) => textWidth(number(value!))));
  const place = { fx: "fx", fy: "fy" };
  return Plot.plot({
    document,
    width,
    height: 20 + down * (width > 480 ? 116 : 104),
    marginTop: 20,
    marginBottom: 8,
    marginLeft: 2,
    marginRight: label,
    x: { type: "utc", axis: null },
    y: { domain: [0, (ownScale ? 1 : highest) * headroom], axis: null },
    fx: {
      axis: null,
      paddingInner: Math.min(0.6, (label * across) / (width - 2)),
      paddingOuter: 0,
      domain: Array.from({ length: across }, (_, i) => i),
    },
    fy: { axis: null, padding: 0.1, domain: Array.from({ length: down }, (_, i) => i) },
    marks: [
      Plot.ruleY(lasts, { ...place, y: 0, stroke: "var(--rule)" }),
      Plot.areaY(points, { ...place, x: "date", y1: 0, y2: "height", fill: tone, fillOpacity: 0.12 }),
      Plot.line(points, { ...place, x: "date", y: "height", stroke: tone, strokeWidth: 1.75 }),
      Plot.dot(
        points.filter(({ value }) => value === null),
        { ...place, x: "date", y: 0, dy: -5, symbol: "times", r: 2.5, stroke: "var(--ink-2)" },
      ),
      Plot.dot(lasts, { ...place, x: "date", y: "height", r: 2.5, fill: tone }),
      Plot.text(lasts, {
        ...place,
        x: "date",
        y: "height",
        text: ({ value }) => number(value!),
        textAnchor: "start",
        dx: 5,
        fill: "var(--ink)",
      }),
      Plot.text(
        panels.map(({ name }, index) => ({ name, fx: index % across, fy: Math.floor(index / across) })),
        {
          ...place,
          text: "name",
          frameAnchor: "top-left",
          textAnchor: "start",
          lineAnchor: "top",
          lineWidth: width > 480 ? 18 : 13,
          fill: "var(--ink)",
        },
      ),
    ],
  });
}
