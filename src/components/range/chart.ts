import * as Plot from "@observablehq/plot";
import type { Size } from "../draw/finish.js";
import { addKey, type KeyItem, keyHeight, textWidth } from "../draw/key.js";

export interface Range {
  label: string;
  low: number | null;
  middle: number | null;
  high: number | null;
  missing?: string;
}

export interface RangeOptions {
  ranges: Range[];
  number: (value: number) => string;
  key?: KeyItem[];
  rules?: { value: number; label: string }[];
}

/** A line from low to high with a dot at the middle, one row each, on a scale from zero. */
export function rangeChart(
  { ranges, number, key = [], rules = [] }: RangeOptions,
  { width, document, reach = 0 }: Size,
): Element {
  const above = width <= 480;
  const rowHeight = above ? 40 : 28;
  const marginTop = keyHeight(key, width) + (rules.length > 0 ? 16 : 0);
  const marginLeft = above
    ? 8
    : Math.min(width * 0.4, 18 + Math.max(...ranges.map(({ label }) => textWidth(label))));
  const top = Math.max(
    1,
    reach,
    ...ranges.map(({ high, middle }) => high ?? middle ?? 0),
    ...rules.map(({ value }) => value),
  );
  const drawn = ranges.filter(({ middle }) => middle !== null);
  const dy = above ? 7 : 0;
  const svg = Plot.plot({
    document,
    width,
    height: marginTop + ranges.length * rowHeight + 26,
    marginTop,
    marginBottom: 26,
    marginLeft,
    marginRight: 14 + textWidth(number(top)),
    x: { domain: [0, top] },
    y: { type: "band", domain: ranges.map(({ label }) => label), axis: null, padding: 0 },
    marks: [
      Plot.gridX({ ticks: above ? 3 : 5, stroke: "var(--grid)", strokeOpacity: 1 }),
      Plot.axisX({
        ticks: above ? 3 : 5,
        tickSize: 0,
        tickFormat: number,
        label: null,
        fill: "var(--ink-2)",
      }),
      Plot.ruleX(rules, { x: "value", stroke: "var(--limit)", strokeWidth: 1.5, strokeDasharray: "5 3" }),
      Plot.text(rules, {
        x: "value",
        text: "label",
        frameAnchor: "top",
        lineAnchor: "bottom",
        dy: -4,
        fill: "var(--limit)",
      }),
      Plot.link(drawn, {
        x1: "low",
        x2: "high",
        y1: "label",
        y2: "label",
        stroke: "var(--main-soft)",
        strokeWidth: 7,
        strokeLinecap: "round",
        dy,
      }),
      Plot.dot(drawn, { x: "middle", y: "label", r: 4.5, fill: "var(--main)", stroke: "var(--paper)", dy }),
      Plot.text(drawn, {
        x: ({ high, middle }) => high ?? middle,
        y: "label",
        text: ({ middle }) => number(middle!),
        textAnchor: "start",
        dx: 10,
        dy,
        fill: "var(--ink)",
      }),
      Plot.text(
        ranges.filter(({ middle }) => middle === null),
        {
          x: 0,
          y: "label",
          text: ({ missing }) => missing ?? "",
          textAnchor: "start",
          dx: 4,
          dy,
          fill: "var(--ink-2)",
          fontStyle: "italic",
        },
      ),
      Plot.text(ranges, {
        y: "label",
        text: "label",
        frameAnchor: "left",
        textAnchor: above ? "start" : "end",
        dx: above ? -8 : -12,
        dy: above ? -11 : 0,
        fill: "var(--ink)",
      }),
    ],
  });
  return addKey(svg, key, width);
}
