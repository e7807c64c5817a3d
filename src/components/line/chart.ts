import * as Plot from "@observablehq/plot";
import { startOf } from "../data/view.js";
import type { Size } from "../draw/finish.js";
import { folded, textWidth } from "../draw/key.js";

export interface Series {
  /** Tells the lines apart; also the label at the line's end unless `label` says otherwise. */
  name: string;
  label?: string;
  tone: string;
  /** In time order; null leaves a gap, marked at the foot. */
  points: { period: string; value: number | null }[];
  dashed?: boolean;
  /** For plans and targets: open marks, and no line, since nothing has happened yet. */
  open?: boolean;
  /** For a line that others are judged by. */
  thin?: boolean;
}

export interface LineOptions {
  series: Series[];
  /** Spreads behind the lines, the widest first; a gap wherever an end is missing. */
  bands?: { tone: string; points: { period: string; low: number | null; high: number | null }[] }[];
  number: (value: number) => string;
  /** Levels to compare with, such as an income line. */
  rules?: { value: number; label: string }[];
  /** Periods at whose start the definition changes: drawn as an upright rule with its words. */
  breaks?: { period: string; label: string }[];
  /** Days on which something happened, numbered from 1 along the axis; the figure's notes say what. */
  events?: { date: string; number: number }[];
  /** The period that the reader chose, ringed on every line. */
  chosen?: string;
  height?: number;
  /** A dot on every value, for figures that come seldom. */
  dots?: boolean;
}

/** How much wider bold letters are than those by which texts are measured. */
const bold = 1.04;

/** Lines over time from a zero base, each named at its end; a gap wherever a value is missing. */
export function lineChart(options: LineOptions, { width, document, reach = 0 }: Size): Element {
  const { number, bands = [], rules = [], breaks = [], events = [], chosen } = options;
  // Of a series that is not shown nothing is left.
  const series = options.series.filter((one) => one.points.length > 0);
  const wide = width > 480;
  const height = options.height ?? (wide ? 300 : 240);
  const points = series.flatMap(({ name, tone, dashed, points: own }) =>
    own.map(({ period, value }) => ({ name, tone, dashed, period, date: startOf(period), value })),
  );
  const planned = new Set(series.filter(({ open }) => open).map(({ name }) => name));
  const drawn = series.filter(({ open }) => !open);
  const done = points.filter(({ name }) => !planned.has(name));
  const top = Math.max(
    reach,
    1.06 *
      Math.max(
        1,
        ...points.map(({ value }) => value ?? 0),
        ...bands.flatMap((band) => band.points.map(({ high }) => high ?? 0)),
        ...rules.map(({ value }) => value),
      ),
  );
  const dates = points.map(({ date }) => date).sort((a, b) => Number(a) - Number(b));
  const happened = events.map(({ date, number: at }) => ({
    day: new Date(Math.min(Date.parse(date), Number(dates.at(-1)))),
    number: at,
  }));
  const marginTop = 24;
  const marginBottom = 28;
  const marginRight = Math.min(
    width * 0.34,
    14 + bold * Math.max(...series.map(({ name, label = name }) => textWidth(label))),
  );
  const inner = height - marginTop - marginBottom;
  const ends = series
    .flatMap((one) => {
      const last = one.points.findLast(({ value }) => value !== null);
      return last && one.label !== ""
        ? [
            {
              tone: one.tone,
              lines: folded(one.label ?? one.name, (marginRight - 12) / bold),
              y: marginTop + inner * (1 - last.value! / top),
            },
          ]
        : [];
    })
    .sort((a, b) => a.y - b.y);
  const high = (at: number) => ends[at]?.lines.length ?? 1;
  for (let i = 1; i < ends.length; i++)
    ends[i]!.y = Math.max(ends[i]!.y, ends[i - 1]!.y + 2 + 7 * (high(i) + high(i - 1)));
  const foot = marginTop + inner + 8 - 7 * (high(ends.length - 1) - 1);
  for (let i = ends.length - 1, below = foot; i >= 0; i--) {
    ends[i]!.y = Math.min(ends[i]!.y, below);
    below = ends[i]!.y - 2 - 7 * (high(i) + high(i - 1));
  }
  return Plot.plot({
    document,
    width,
    height,
    marginTop,
    marginBottom,
    marginRight,
    // 5000万 on the way to 1.5亿 is wider than either end.
    marginLeft: 12 + Math.max(...[top, round(top / 2), round(top / 3)].map((at) => textWidth(number(at)))),
    x: { type: "utc", domain: [dates[0]!, dates.at(-1)!] },
    y: { domain: [0, top] },
    marks: [
      Plot.gridY({ ticks: 4, stroke: "var(--grid)", strokeOpacity: 1 }),
      Plot.axisY({ ticks: 4, tickSize: 0, tickFormat: number, label: null, fill: "var(--ink-2)" }),
      Plot.axisX({
        ticks: timeTicks(dates, width),
        tickSize: 4,
        stroke: "var(--rule)",
        tickFormat: (date: Date) => String(date.getUTCFullYear()),
        label: null,
        fill: "var(--ink-2)",
      }),
      bands.map(({ tone, points: spread }) =>
        Plot.areaY(spread, {
          x: ({ period }) => startOf(period),
          y1: ({ low, high }) => (high === null ? null : low),
          y2: ({ low, high }) => (low === null ? null : high),
          fill: tone,
          fillOpacity: 0.35,
        }),
      ),
      Plot.ruleY([0], { stroke: "var(--rule)" }),
      Plot.ruleX(breaks, {
        x: ({ period }) => startOf(period),
        stroke: "var(--ink-2)",
        strokeDasharray: "2 3",
      }),
      Plot.text(breaks, {
        x: ({ period }) => startOf(period),
        text: "label",
        frameAnchor: "top",
        textAnchor: "start",
        dx: 4,
        fill: "var(--ink-2)",
      }),
      Plot.ruleX(happened, { x: "day", stroke: "var(--rule)", strokeDasharray: "1 3" }),
      Plot.ruleX(happened, { x: "day", stroke: "var(--ink)", strokeWidth: 1.5, insetBottom: inner - 6 }),
      Plot.text(happened, {
        x: "day",
        text: ({ number }) => String(number),
        frameAnchor: "top",
        lineAnchor: "bottom",
        dy: -2,
        fill: "var(--ink)",
        fontWeight: 600,
      }),
      Plot.ruleY(rules, { y: "value", stroke: "var(--limit)", strokeWidth: 1.5, strokeDasharray: "5 3" }),
      Plot.text(rules, {
        y: "value",
        text: "label",
        frameAnchor: "left",
        textAnchor: "start",
        dx: 4,
        dy: -8,
        fill: "var(--limit)",
      }),
      ...drawn.map(({ name, tone, dashed, thin }) =>
        Plot.line(
          points.filter((point) => point.name === name),
          {
            x: "date",
            y: "value",
            stroke: tone,
            strokeWidth: thin ? 1.25 : 2.25,
            strokeDasharray: dashed ? "5 4" : undefined,
          },
        ),
      ),
      Plot.dot(
        points.filter(({ name, value }) => planned.has(name) && value !== null),
        { x: "date", y: "value", r: 4, fill: "var(--paper)", stroke: "tone", strokeWidth: 1.75 },
      ),
      Plot.dot(options.dots ? done.filter(({ value }) => value !== null) : lonely(done), {
        x: "date",
        y: "value",
        r: 2.5,
        fill: "tone",
      }),
      Plot.dot(
        points.filter(({ value }) => value === null),
        { x: "date", y: 0, dy: -6, symbol: "times", r: 3.5, stroke: "tone", strokeWidth: 1.5 },
      ),
      Plot.dot(
        points.filter(({ period, value }) => period === chosen && value !== null),
        { x: "date", y: "value", r: 4, fill: "var(--paper)", stroke: "tone", strokeWidth: 2.25 },
      ),
      ends.map(({ lines, tone, y }) =>
        Plot.text([lines.join("\n")], {
          frameAnchor: "top-right",
          textAnchor: "start",
          lineAnchor: "middle",
          dx: 8,
          dy: y - marginTop,
          fill: tone,
          fontWeight: 600,
        }),
      ),
    ],
  });
}

const round = (value: number) => Number(value.toPrecision(1));

/** Values with a gap on both sides: a line alone would not show them. */
function lonely<P extends { name: string; value: number | null }>(points: P[]): P[] {
  const gap = (at: number, point: P) => points[at]?.name !== point.name || points[at]?.value === null;
  return points.filter((point, at) => point.value !== null && gap(at - 1, point) && gap(at + 1, point));
}

/** The first day of each year in the span, thinned to at most eight. */
function timeTicks(dates: Date[], width: number): Date[] {
  const first = dates[0]!;
  const last = dates.at(-1)!.getUTCFullYear();
  const start = first.getUTCFullYear() + (first.getUTCMonth() === 0 ? 0 : 1);
  const step = Math.max(1, Math.ceil((last - start + 1) / (width < 450 ? 4 : 8)));
  const ticks: Date[] = [];
  for (let year = start; year <= last; year += step) ticks.push(new Date(Date.UTC(year, 0, 1)));
  return ticks.length > 0 ? ticks : [first];
}
