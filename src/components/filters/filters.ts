import type { Choices } from "../data/view.js";
import { h } from "../draw/dom.js";
import type { Scene } from "../figure/scene.js";
import type { PageSpec } from "../figure/spec.js";

/** The table that a page's filter follows: the page's own, else the first with areas and periods. */
export function filterTable(scene: Scene, { filter, tables }: PageSpec): string | undefined {
  return [filter, ...tables].find((name) => {
    if (!scene.has(name)) return false;
    const { periods, dimensions } = scene.meta(name);
    return periods.length > 0 && dimensions.some((dimension) => dimension.name === "area");
  });
}

/** What a page offers: the top area, then those below it in administrative order; the filter table's periods. */
export function choicesOf(scene: Scene, table: string | undefined): Choices {
  if (!table) return { areas: [], periods: [] };
  const { root } = scene.collection;
  return { areas: root === "" ? [] : [root, ...scene.below(root)], periods: scene.meta(table).periods };
}

/** The form that chooses area and period, the latest period first, with a place that says what is shown. */
export function filters(document: Document, scene: Scene, choices: Choices): HTMLElement {
  const { t, view } = scene;
  const option = (value: string, text: string, chosen: string) =>
    h(document, "option", { value, selected: value === chosen }, text);
  const select = (name: "area" | "period", options: HTMLElement[]) =>
    h(
      document,
      "label",
      {},
      h(document, "span", {}, t(`filters.${name}`)),
      h(document, "select", { name }, ...options),
    );
  const years = [...new Set(choices.periods.map((period) => period.slice(0, 4)))].reverse();
  const shown = { area: scene.area(view.area), period: scene.period(view.period) };
  return h(
    document,
    "form",
    { class: "filters", "data-filters": true, "aria-label": t("filters.label"), autocomplete: "off" },
    select(
      "area",
      choices.areas.map((code) => option(code, scene.area(code), view.area)),
    ),
    select(
      "period",
      years.map((year) =>
        h(
          document,
          "optgroup",
          { label: year },
          ...choices.periods
            .filter((period) => period.startsWith(year))
            .reverse()
            .map((period) => option(period, scene.period(period), view.period)),
        ),
      ),
    ),
    h(document, "p", { role: "status", class: "shown" }, t("filters.shown", shown)),
    h(document, "noscript", {}, t("filters.noscript", shown)),
  );
}
