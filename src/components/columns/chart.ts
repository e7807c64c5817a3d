import * as Plot from "@observablehq/plot";
import type { Size } from "../draw/finish.js";
import { addKey, type KeyItem, keyHeight, textWidth } from "../draw/key.js";

export interface ColumnOptions {
  /** Adjoining classes in ascending order; `to` of the last is where the drawing ends. */
  columns: { from: number; to: number; value: number | null; before?: number | null; tone?: string }[];
  number: (value: number) => string;
  rules?: { value: number; label: string; tone?: string }[];
  key?: KeyItem[];
}

/** A histogram: upright bars over classes of one scale, with earlier values as level ticks and lines to compare against. */
export function columnChart(
  { columns, number, rules = [], key = [] }: ColumnOptions,
  { width, document }: Size,
): Element {
  const height = width > 480 ? 280 : 230;
  const top = Math.max(1, ...columns.flatMap(({ value, before }) => [value ?? 0, before ?? 0]));
  const svg = Plot.plot({
    document,
    width,
    height,
    marginTop: keyHeight(key, width) + 6 + 15 * rules.length,
    marginBottom: 28,
    marginLeft: 12 + textWidth(number(top)),
    marginRight: 16,
    x: { domain: [columns[0]?.from ?? 0, columns.at(-1)?.to ?? 1] },
    y: { domain: [0, top * 1.08] },
    marks: [
      Plot.gridY({ ticks: 4, stroke: "var(--grid)", strokeOpacity: 1 }),
      Plot.axisY({ ticks: 4, tickSize: 0, tickFormat: number, label: null, fill: "var(--ink-2)" }),
      Plot.axisX({
        ticks: width > 480 ? 7 : 4,
        tickSize: 4,
        stroke: "var(--rule)",
        tickFormat: number,
        label: null,
        fill: "var(--ink-2)",
      }),
      Plot.rectY(
        columns.filter(({ value }) => value !== null),
        {
          x1: "from",
          x2: "to",
          y: "value",
          fill: ({ tone }) => tone ?? "var(--main)",
          insetLeft: 0.5,
          insetRight: 0.5,
        },
      ),
      Plot.dot(
        columns.filter(({ value }) => value === null),
        {
          x: ({ from, to }) => (from + to) / 2,
          y: 0,
          dy: -6,
          symbol: "times",
          r: 3.5,
          stroke: "var(--ink-2)",
        },
      ),
      Plot.ruleY(
        columns.filter(({ before }) => typeof before === "number"),
        {
          x1: "from",
          x2: "to",
          y: "before",
          stroke: "var(--before)",
          strokeWidth: 2.5,
          insetLeft: 1,
          insetRight: 1,
        },
      ),
      Plot.ruleY([0], { stroke: "var(--rule)" }),
      ...rules.map(({ value, label, tone = "var(--limit)" }, index) => [
        Plot.ruleX([value], {
          stroke: tone,
          strokeWidth: 1.5,
          strokeDasharray: "5 3",
          insetTop: -12 - 15 * index,
        }),
        Plot.text([label], {
          x: value,
          frameAnchor: "top",
          textAnchor: "start",
          dx: 4,
          dy: -8 - 15 * index,
          fill: tone,
        }),
      ]),
    ],
  });
  return addKey(svg, key, width);
}
