import type { Row } from "../data/rows.js";
import type { Scene } from "./scene.js";
import type { Column } from "./spec.js";

/** One of the series that a figure draws side by side, and whether its reader chose it. */
export interface Choice {
  code: string;
  name: string;
  chosen: boolean;
}

/** Of codes, those that the reader asks for; all where none of them is asked for. */
export function shownOf(scene: Scene, codes: readonly string[]): string[] {
  const asked = codes.filter((code) => scene.view.series?.includes(code));
  return asked.length > 0 ? asked : [...codes];
}

/**
 * A figure's columns and rows with only the series that its reader asks for, and all that may be asked for. The series
 * are the codes of one text column, or several number columns.
 */
export function narrowed(
  scene: Scene,
  { columns, rows }: { columns: Column[]; rows: Row[] },
  by: string | readonly string[] | undefined,
): { columns: Column[]; rows: Row[]; series?: Choice[] } {
  if (by === undefined) return { columns, rows };
  const byRow = typeof by === "string";
  const all = byRow ? [...new Set(rows.map((row) => String(row[by])))] : by;
  const shown = shownOf(scene, all);
  const column = (name: string) => columns.find((one) => one.name === name);
  const nameOf = (code: string) => (byRow ? column(by)?.names?.(code) : column(code)?.label) ?? code;
  return {
    columns: byRow ? columns : columns.filter(({ name }) => !all.includes(name) || shown.includes(name)),
    rows: byRow ? rows.filter((row) => shown.includes(String(row[by]))) : rows,
    series: all.map((code) => ({
      code,
      name: nameOf(code),
      chosen: scene.view.series?.includes(code) ?? false,
    })),
  };
}

/** The series to show once one of them has been chosen, or left again; none stands for all. */
export function toggled(series: readonly string[], code: string): string[] {
  return series.includes(code) ? series.filter((one) => one !== code) : [...series, code];
}
