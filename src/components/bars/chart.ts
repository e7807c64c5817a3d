import * as Plot from "@observablehq/plot";
import type { Size } from "../draw/finish.js";
import { addKey, folded, type KeyItem, keyHeight, textWidth } from "../draw/key.js";

export interface Bar {
  label: string;
  value: number | null;
  /** The earlier value, drawn as an upright tick. */
  before?: number | null;
  /** Why there is no value, in words, shown in the bar's place. */
  missing?: string;
  /** What stands at the bar's end in place of the value alone. */
  text?: string;
  tone?: string;
  /** Hollow for what is only planned or apart from the rest. */
  hollow?: boolean;
}

export interface BarOptions {
  bars: Bar[];
  number: (value: number) => string;
  key?: KeyItem[];
}

/**
 * Horizontal bars from zero in the given order, each with its value. The name stands beside its bar, or above it on a
 * phone and where the longest name would take too much of the width.
 */
export function barChart(
  { bars, number, key = [] }: BarOptions,
  { width, document, reach = 0 }: Size,
): Element {
  const longest = Math.max(0, ...bars.map(({ label }) => textWidth(label)));
  const above = width <= 480 || longest + 14 > width * 0.4;
  const marginLeft = above ? 0 : longest + 14;
  const label = (bar: Bar) => folded(bar.label, above ? width : longest).join("\n");
  /** Pixels by which the longest label needs more than one line. */
  const more = 14 * (Math.max(1, ...bars.map((bar) => label(bar).split("\n").length)) - 1);
  const rowHeight = above ? 40 + more : 28;
  const marginTop = keyHeight(key, width);
  const top = Math.max(reach, ...bars.flatMap(({ value, before }) => [value ?? 0, before ?? 0])) || 1;
  const words = (bar: Bar) => bar.text ?? number(bar.value!);
  const drawn = bars.filter(({ value }) => value !== null);
  const marginRight = 12 + Math.max(textWidth(number(top)), ...drawn.map((bar) => textWidth(words(bar))));
  const perUnit = (width - marginLeft - marginRight) / top;
  /** The bar's end, where its value stands unless an earlier value's tick would run through it. */
  const endOf = (bar: Bar) => {
    const room = ((bar.before ?? 0) - bar.value!) * perUnit;
    return room < 0 || room > textWidth(words(bar)) + 12 ? bar.value! : (bar.before ?? bar.value!);
  };
  const y = (bar: Bar) => bar.label;
  const inset = above ? { insetTop: 18 + more, insetBottom: 6 } : { insetTop: 5, insetBottom: 5 };
  const middle = above ? 6 + more / 2 : 0;
  const svg = Plot.plot({
    document,
    width,
    height: marginTop + bars.length * rowHeight + 8,
    marginTop,
    marginBottom: 8,
    marginLeft,
    marginRight,
    x: { domain: [0, top], axis: null },
    y: { domain: bars.map(y), axis: null, padding: 0 },
    marks: [
      Plot.barX(
        drawn.filter(({ hollow }) => !hollow),
        { x: "value", y, fill: (bar: Bar) => bar.tone ?? "var(--main)", ...inset },
      ),
      Plot.barX(
        drawn.filter(({ hollow }) => hollow),
        {
          x: "value",
          y,
          fill: "var(--paper)",
          stroke: (bar: Bar) => bar.tone ?? "var(--apart)",
          strokeDasharray: "4 2",
          ...inset,
        },
      ),
      Plot.tickX(
        bars.filter(({ before }) => typeof before === "number"),
        {
          x: "before",
          y,
          stroke: "var(--before)",
          strokeWidth: 2.5,
          insetTop: inset.insetTop - 3,
          insetBottom: inset.insetBottom - 3,
        },
      ),
      Plot.text(drawn, {
        x: endOf,
        y,
        text: words,
        textAnchor: "start",
        dx: 6,
        dy: middle,
        fill: "var(--ink)",
      }),
      Plot.text(
        bars.filter(({ value }) => value === null),
        {
          // Behind the tick of an earlier value, where there is room behind it.
          x: ({ before }: Bar) => (typeof before === "number" && before < top / 2 ? before : 0),
          y,
          text: (bar: Bar) => bar.missing ?? "",
          textAnchor: "start",
          dx: 6,
          dy: middle,
          fill: "var(--ink-2)",
          fontStyle: "italic",
        },
      ),
      Plot.ruleX([0], { stroke: "var(--rule)" }),
      Plot.text(bars, {
        y,
        text: label,
        frameAnchor: "left",
        textAnchor: above ? "start" : "end",
        dx: above ? 0 : -8,
        dy: above ? -12 : 0,
        fill: "var(--ink)",
      }),
    ],
  });
  return addKey(svg, key, width);
}
