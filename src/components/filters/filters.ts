import type { Choices } from "../data/view.js";
import { h } from "../draw/dom.js";
import type { Scene } from "../figure/scene.js";

/** What a page offers: the top area, then those below it in administrative order; the filter table's periods. */
export function choicesOf(scene: Scene, table: string): Choices {
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
