import * as Plot from "@observablehq/plot";
import type { Size } from "../draw/finish.js";
import { folded, textWidth } from "../draw/key.js";

export interface Cell {
  row: string;
  column: string;
  value: number | null;
  /** Set off by a frame. */
  framed?: boolean;
}

export interface MatrixOptions {
  cells: Cell[];
  /** Both in the order in which they are shown. */
  rows: string[];
  columns: string[];
  number: (value: number) => string;
  /** Upper bounds of the lower steps of colour, at most four, ascending. */
  steps: number[];
  /** A row to set off from the others. */
  chosen?: string;
}

const inks = ["var(--ink)", "var(--ink)", "var(--ink)", "var(--on-tone)", "var(--on-tone)"];

/** A table drawn in steps of one colour; a missing value is an empty cell with a cross. */
export function matrixChart(options: MatrixOptions, { width, document }: Size): Element {
  const { cells, rows, columns, number, steps, chosen } = options;
  const wide = width > 480;
  const step = ({ value }: Cell) => steps.filter((bound) => value! > bound).length;
  const marginLeft = Math.min(width * (wide ? 0.34 : 0.42), 14 + Math.max(...rows.map(textWidth)));
  const label = (name: string) => folded(name, marginLeft - 10).join("\n");
  const rowHeight = Math.max(20, 8 + 13 * Math.max(...rows.map((name) => label(name).split("\n").length)));
  const columnWidth = (width - marginLeft) / columns.length;
  const lines = wide ? 3 : 1;
  const marginTop = wide ? 18 + lines * 14 : 28 + Math.max(...columns.map(textWidth));
  const known = cells.filter(({ value }) => value !== null);
  return Plot.plot({
    document,
    width,
    height: marginTop + rows.length * rowHeight + 4,
    marginTop,
    marginLeft,
    marginRight: wide ? 0 : 8,
    marginBottom: 4,
    x: { domain: columns, axis: null, padding: 0.03 },
    y: { domain: rows, axis: null, padding: 0.08 },
    marks: [
      Plot.cell(known, { x: "column", y: "row", fill: (cell: Cell) => `var(--step-${step(cell) + 1})` }),
      wide
        ? Plot.text(known, {
            x: "column",
            y: "row",
            text: (cell: Cell) => number(cell.value!),
            fill: (cell: Cell) => inks[step(cell)],
            fontVariant: "tabular-nums",
          })
        : null,
      Plot.cell(
        cells.filter(({ framed }) => framed),
        { x: "column", y: "row", fill: "none", stroke: "var(--apart)", strokeWidth: 2, inset: 1 },
      ),
      Plot.dot(
        cells.filter(({ value }) => value === null),
        { x: "column", y: "row", symbol: "times", r: 3, stroke: "var(--ink-2)" },
      ),
      Plot.text(columns, {
        x: (name: string) => name,
        text: (name: string) => name,
        frameAnchor: "top",
        lineAnchor: "bottom",
        textAnchor: wide ? "middle" : "start",
        rotate: wide ? 0 : -90,
        dy: wide ? -4 : -6,
        lineWidth: wide ? columnWidth / 11 : 99,
        fill: "var(--ink-2)",
      }),
      ...[true, false].map((strong) =>
        Plot.text(
          rows.filter((name) => (name === chosen) === strong),
          {
            y: (name: string) => name,
            text: label,
            frameAnchor: "left",
            textAnchor: "end",
            dx: -6,
            fontWeight: strong ? 700 : 400,
            fill: "var(--ink)",
          },
        ),
      ),
    ],
  });
}

/** Four bounds that part the values into five steps of about equal number. */
export function quintiles(values: number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return [1, 2, 3, 4].map((part) => sorted[Math.floor((sorted.length * part) / 5)] ?? 0);
}
