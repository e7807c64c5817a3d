import * as Plot from "@observablehq/plot";
import type { Size } from "../draw/finish.js";
import { textWidth } from "../draw/key.js";

export interface Group {
  title: string;
  /** One for each place, in the same order in every group. `text` is the value ready to read. */
  bars: { label: string; value: number | null; text: string; tone: string }[];
}

interface Line {
  key: string;
  title?: string;
  label: string;
  text: string;
  tone: string;
  /** Part of the group's largest value, null where there is no value. */
  part: number | null;
}

/**
 * A few places side by side in several measures. Every measure has its own unit and so its own scale, from
 * zero to its largest value: bars are compared within a group, never between groups.
 */
export function besideChart({ groups }: { groups: Group[] }, { width, document }: Size): Element {
  const lines = groups.flatMap(linesOf);
  const longest = Math.max(...lines.map(({ label }) => textWidth(label)));
  const marginLeft = Math.min(width * 0.42, longest + 14);
  const rowHeight = 24;
  const bars = lines.filter(({ title }) => title === undefined);
  const drawn = bars.filter(({ part }) => part !== null);
  return Plot.plot({
    document,
    width,
    height: 14 + lines.length * rowHeight + 6,
    marginTop: 14,
    marginBottom: 6,
    marginLeft,
    marginRight: 12 + Math.max(...bars.map(({ text, part }) => (part === null ? 0 : textWidth(text)))),
    x: { domain: [0, 1], axis: null },
    y: { domain: lines.map(({ key }) => key), axis: null, padding: 0 },
    marks: [
      Plot.barX(drawn, { x: "part", y: "key", fill: "tone", insetTop: 4, insetBottom: 4 }),
      Plot.ruleX(bars, { x: 0, y1: "key", y2: "key", stroke: "var(--rule)" }),
      ...[true, false].map((known) =>
        Plot.text(
          bars.filter(({ part }) => (part !== null) === known),
          {
            x: ({ part }: Line) => part ?? 0,
            y: "key",
            text: "text",
            textAnchor: "start",
            dx: 6,
            fill: known ? "var(--ink)" : "var(--ink-2)",
            fontStyle: known ? "normal" : "italic",
          },
        ),
      ),
      Plot.text(bars, {
        y: "key",
        text: "label",
        frameAnchor: "left",
        textAnchor: "end",
        dx: -8,
        lineWidth: (marginLeft - 8) / 12,
        textOverflow: "ellipsis",
        fill: "var(--ink)",
      }),
      Plot.text(
        lines.filter(({ title }) => title !== undefined),
        {
          y: "key",
          text: "title",
          frameAnchor: "left",
          textAnchor: "start",
          dx: -marginLeft,
          dy: 3,
          fontWeight: 600,
          fill: "var(--ink)",
        },
      ),
    ],
  });
}

function linesOf({ title, bars }: Group, group: number): Line[] {
  const most = Math.max(0, ...bars.map(({ value }) => value ?? 0)) || 1;
  return [
    { key: `${group}`, title, label: "", text: "", tone: "", part: null },
    ...bars.map(({ label, value, text, tone }, at) => ({
      key: `${group} ${at}`,
      label,
      text,
      tone,
      part: value === null ? null : value / most,
    })),
  ];
}
