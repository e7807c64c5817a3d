import type { Row } from "../data/rows.js";
import type { Scene } from "./scene.js";
import type { FigureState } from "./spec.js";

/**
 * A figure's rows as CSV (RFC 4180, UTF-8, CRLF). Beside each coded column stands its label, beside each
 * number its unit and the reason if it is missing; every line carries population, tier, qualifier, source,
 * collection and whether the data are synthetic, so that no line loses what it is when it is copied out.
 */
export function csvOf(state: FigureState, scene: Scene): string {
  const cells: [string, (row: Row) => string][] = state.columns.flatMap(({ name, kind, unit, names }) => {
    const own: [string, (row: Row) => string] = [name, (row) => String(row[name] ?? "")];
    if (kind === "number") {
      return [
        own,
        [`${name}_status`, (row: Row) => String(row[`${name}_status`] ?? "")],
        [`${name}_unit`, () => unit ?? ""],
      ] as [string, (row: Row) => string][];
    }
    if (!names) return [own];
    return [own, [`${name}_label`, (row: Row) => (row[name] === null ? "" : names(String(row[name])))]];
  });
  const constant: [string, string][] = [
    ["figure", state.title],
    ["area_shown", state.area],
    ["population", state.population],
    ["tier", state.tiers.join(";")],
    ["qualifier", state.qualifiers.join(";")],
    ["source", state.source],
    ["collection", state.collection],
    ["synthetic", scene.t(state.synthetic ? "csv.mark" : "csv.real")],
  ];
  const head = [...cells.map(([name]) => name), ...constant.map(([name]) => name)];
  const body = state.rows.map((row) => [
    ...cells.map(([, read]) => read(row)),
    ...constant.map(([, value]) => value),
  ]);
  return [head, ...body].map((line) => `${line.map(field).join(",")}\r\n`).join("");
}

const number = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;

/**
 * One field. Text that a spreadsheet would run as a formula, in half or full width, gets an apostrophe in front, numbers stay as
 * they are.
 */
export function field(text: string): string {
  const harmless = /^[=+\-@\t\r\n＝＋－＠]/.test(text) && !number.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
