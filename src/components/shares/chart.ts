import * as Plot from "@observablehq/plot";
import type { Size } from "../draw/finish.js";
import { addKey, type KeyItem, keyHeight, textWidth } from "../draw/key.js";

export interface Part {
  name: string;
  tone: string;
  /** Drawn hollow: the part about which nothing is known. */
  unknown?: boolean;
}

export interface ShareOptions {
  parts: Part[];
  /** One bar each; values by part name, in the parts' order. `missing` says why a bar cannot be drawn. */
  bars: { label: string; values: Record<string, number>; missing?: string }[];
  percent: (ratio: number) => string;
}

/** Bars that each add to a whole, with every part's share written in it where it fits. */
export function shareChart({ parts, bars, percent }: ShareOptions, { width, document }: Size): Element {
  const key: KeyItem[] = parts.map(({ name, tone, unknown }) => ({
    text: name,
    tone,
    shape: unknown ? "hollow" : "box",
  }));
  const above = width <= 480;
  const rowHeight = above ? 46 : 38;
  const marginTop = keyHeight(key, width);
  const marginLeft = above
    ? 0
    : Math.min(width * 0.4, 14 + Math.max(...bars.map(({ label }) => textWidth(label))));
  const pieces = bars.flatMap(({ label, values, missing }) => {
    const whole = parts.reduce((sum, { name }) => sum + (values[name] ?? 0), 0);
    let from = 0;
    return missing || whole === 0
      ? []
      : parts.map((part) => {
          const share = (values[part.name] ?? 0) / whole;
          const piece = { ...part, label, share, from, to: from + share };
          from += share;
          return piece;
        });
  });
  const inset = above ? { insetTop: 18, insetBottom: 4 } : { insetTop: 6, insetBottom: 6 };
  const shown = pieces.filter(({ share }) => share > 0);
  const fits = shown.filter(({ share }) => share * (width - marginLeft) > 36);
  const svg = Plot.plot({
    document,
    width,
    height: marginTop + bars.length * rowHeight + 6,
    marginTop,
    marginBottom: 6,
    marginLeft,
    marginRight: 2,
    x: { domain: [0, 1], axis: null },
    y: { domain: bars.map(({ label }) => label), axis: null, padding: 0 },
    marks: [
      Plot.barX(
        shown.filter(({ unknown }) => !unknown),
        { x1: "from", x2: "to", y: "label", fill: "tone", insetRight: 1, ...inset },
      ),
      Plot.barX(
        shown.filter(({ unknown }) => unknown),
        {
          x1: "from",
          x2: "to",
          y: "label",
          fill: "var(--paper)",
          stroke: "tone",
          strokeDasharray: "4 3",
          insetRight: 1,
          ...inset,
        },
      ),
      Plot.text(fits, {
        x: ({ from, to }) => (from + to) / 2,
        y: "label",
        text: ({ share }) => percent(share),
        fill: ({ unknown }) => (unknown ? "var(--ink-2)" : "var(--on-tone)"),
        dy: above ? 7 : 0,
        fontWeight: 600,
      }),
      Plot.text(
        bars.filter(({ missing }) => missing),
        {
          x: 0,
          y: "label",
          text: "missing",
          textAnchor: "start",
          dx: 4,
          dy: above ? 7 : 0,
          fill: "var(--ink-2)",
          fontStyle: "italic",
        },
      ),
      Plot.text(bars, {
        y: "label",
        text: "label",
        frameAnchor: "left",
        textAnchor: above ? "start" : "end",
        dx: above ? 0 : -8,
        dy: above ? -14 : 0,
        fill: "var(--ink)",
      }),
    ],
  });
  return addKey(svg, key, width);
}
