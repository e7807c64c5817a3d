import type { Row } from "../data/rows.js";
import { between } from "../data/view.js";
import type { Scene } from "./scene.js";

/** Every period of a table, with those in between that never came. */
export function timeline(scene: Scene, table: string): string[] {
  const { periods } = scene.meta(table);
  return periods.length === 0 ? [] : between(periods[0]!, periods.at(-1)!);
}

/**
 * One row for each combination of the listed values, in their order, with the named measures and their
 * statuses. A table has no row where nothing was counted: such a count is 0 if the table's total for that
 * area and period exists, and not reported otherwise, like every measure that is not a count or a sum.
 */
export function grid(
  scene: Scene,
  table: string,
  measures: string[],
  fixed: Record<string, string>,
  over: Record<string, readonly string[]>,
): Row[] {
  const meta = scene.meta(table);
  const names = Object.keys(over);
  const keyOf = (row: Row, by: string[]) => by.map((name) => String(row[name])).join("\u0000");
  const found = new Map(scene.rows(table, { ...fixed, ...over }).map((row) => [keyOf(row, names), row]));
  const totals = Object.fromEntries(
    meta.dimensions.flatMap(({ name, total }) => (total ? [[name, total]] : [])),
  );
  const anchor = ["area", "period"].filter((name) => name in over);
  const where = Object.fromEntries(
    Object.entries({ ...fixed, ...over }).filter(([name]) => name === "area" || name === "period"),
  );
  const counted = new Set(
    Object.keys(totals).length === 0
      ? []
      : scene.rows(table, { ...where, ...totals }).map((row) => keyOf(row, anchor)),
  );
  const additive = new Set(
    meta.measures.flatMap(({ name, kind }) => (kind === "count" || kind === "sum" ? [name] : [])),
  );
  return combinations(over).map((combination) => {
    const row: Row = { ...fixed, ...combination };
    const held = found.get(keyOf(row, names));
    const known = counted.has(keyOf(row, anchor));
    for (const name of measures) {
      const zero = !held && known && additive.has(name);
      row[name] = held ? (held[name] ?? null) : zero ? 0 : null;
      row[`${name}_status`] = held ? (held[`${name}_status`] ?? "") : zero ? "" : "not_reported";
    }
    return row;
  });
}

function combinations(over: Record<string, readonly string[]>): Record<string, string>[] {
  return Object.entries(over).reduce<Record<string, string>[]>(
    (found, [name, values]) => found.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
}
