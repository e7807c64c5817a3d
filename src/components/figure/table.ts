import type { Row } from "../data/rows.js";
import { h } from "../draw/dom.js";
import type { Scene } from "./scene.js";
import type { Column, FigureState } from "./spec.js";

/** A figure's rows as an HTML table: caption, column units, and in words why a number is missing. */
export function tableOf(document: Document, state: FigureState, scene: Scene): HTMLElement {
  const head = state.columns.map(({ label, kind, unit }) =>
    h(
      document,
      "th",
      { scope: "col", class: kind === "number" ? "number" : null },
      label,
      unit && h(document, "span", { class: "unit" }, ` ${scene.unit(unit === "ratio" ? "percent" : unit)}`),
    ),
  );
  const body = state.rows.map((row) =>
    h(
      document,
      "tr",
      {},
      ...state.columns.map((column, index) =>
        index === 0
          ? h(document, "th", { scope: "row" }, shown(column, row, scene))
          : h(document, "td", cellAttributes(column, row), shown(column, row, scene)),
      ),
    ),
  );
  return h(
    document,
    "div",
    {
      class: "scroll",
      tabindex: 0,
      role: "region",
      "aria-label": scene.t("figure.table.label", { title: state.title }),
    },
    h(
      document,
      "table",
      {},
      h(document, "caption", {}, caption(state)),
      h(document, "thead", {}, h(document, "tr", {}, ...head)),
      h(document, "tbody", {}, ...body),
    ),
  );
}

function caption({ title, population, area, period, collection }: FigureState): string {
  return [title, population, area, period, collection].filter((part) => part !== "").join(" · ");
}

function cellAttributes({ name, kind }: Column, row: Row): Record<string, string | null> {
  if (kind !== "number") return {};
  return { class: row[name] === null ? "number missing" : "number" };
}

function shown({ name, kind, unit, names }: Column, row: Row, scene: Scene): string {
  const value = row[name];
  if (kind === "number") {
    if (typeof value === "number") return scene.cell(value, unit ?? "");
    return scene.label("missing", String(row[`${name}_status`] || "not_reported"));
  }
  if (value === null || value === undefined) return "";
  if (kind === "period") return scene.period(String(value));
  return names ? names(String(value)) : String(value);
}
