import type { Asked, Choices } from "../data/view.js";
import { h } from "../draw/dom.js";
import type { Scene } from "../figure/scene.js";
import type { PageSpec } from "../figure/spec.js";
import { areaAddress } from "../page/place.js";

/** The table that a page's filter follows: the page's own, else the first with periods. */
export function filterTable(scene: Scene, { filter, tables }: PageSpec): string | undefined {
  return [filter, ...tables].find((name) => scene.has(name) && scene.meta(name).periods.length > 0);
}

/** Codes of everything by which the tables of a page tell one series from another: dimensions, measures, published series. */
function seriesIn(scene: Scene, { tables }: PageSpec): string[] {
  const own = tables.filter(scene.has);
  const metas = own.map(scene.meta);
  const codes = metas.flatMap(({ dimensions, measures }) => [
    ...dimensions.flatMap(({ codes: list, total, subtotals = {} }) => [
      ...Object.keys(subtotals),
      ...(list ? scene.codes(list) : []),
      ...(total ? [total] : []),
    ]),
    ...measures.map(({ name }) => name),
  ]);
  const published = own.includes("figures") ? scene.rows("figures").map(({ series }) => String(series)) : [];
  return [...new Set([...codes, ...published])];
}

/**
 * What a page offers: the one area that it is about, or the top area and then those below it of which the filter
 * table speaks in its last period, in administrative order; and the table's periods. A table that knows no areas
 * leaves the top area alone.
 */
export function choicesOf(scene: Scene, page: PageSpec, area?: string): Choices {
  return { ...placesOf(scene, filterTable(scene, page), area), series: seriesIn(scene, page) };
}

function placesOf(scene: Scene, table: string | undefined, area?: string): Choices {
  if (!table) return { areas: [], periods: [] };
  const { periods, dimensions } = scene.meta(table);
  const { root } = scene.collection;
  const beside = [root, ...scene.below(root)];
  if (area) return { areas: [area], periods, compare: root === "" ? [] : beside };
  if (root === "") return { areas: [], periods };
  if (!dimensions.some(({ name }) => name === "area")) return { areas: [root], periods };
  const known = new Set(scene.rows(table, { period: periods.at(-1)! }).map(({ area }) => area));
  const areas = [root, ...scene.below(root).filter((code) => known.has(code))];
  return { areas, periods, compare: areas };
}

/**
 * The form that chooses area and period, the latest period first, and a second area to set beside; buttons that go
 * through the periods; and a place that says what is shown.
 */
export function filters(document: Document, scene: Scene, choices: Choices): HTMLElement {
  const { t, view } = scene;
  const option = (value: string, text: string, chosen: string) =>
    h(document, "option", { value, selected: value === chosen }, text);
  const select = (name: Exclude<Asked, "series">, options: HTMLElement[]) =>
    h(
      document,
      "label",
      {},
      h(document, "span", {}, t(`filters.${name}`)),
      h(document, "select", { name }, ...options),
    );
  const years = [...new Set(choices.periods.map((period) => period.slice(0, 4)))].reverse();
  const shown = { area: scene.area(view.area), period: scene.period(view.period) };
  const others = choices.compare ?? [];
  return h(
    document,
    "form",
    { class: "filters", "data-filters": true, "aria-label": t("filters.label"), autocomplete: "off" },
    choices.areas.length > 1 &&
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
    choices.periods.length > 1 && steps(document, scene, choices),
    others.length > 1 &&
      select("compare", [
        option("", t("filters.compare.none"), view.compare ?? ""),
        ...others.map((code) => option(code, scene.area(code), view.compare ?? "")),
      ]),
    h(document, "p", { role: "status", class: "shown" }, t("filters.shown", shown)),
    h(
      document,
      "noscript",
      {},
      h(document, "p", {}, t("filters.noscript", shown)),
      choices.areas.length > 1 && areaLinks(document, scene, choices),
    ),
  );
}

/** The choice of an area as a reader without scripts makes it: a page of its own for each. */
const areaLinks = (document: Document, scene: Scene, { areas }: Choices): HTMLElement =>
  h(
    document,
    "details",
    {},
    h(document, "summary", {}, scene.t("filters.noscript.areas")),
    h(
      document,
      "ul",
      {},
      ...areas.map((code) =>
        h(
          document,
          "li",
          {},
          h(document, "a", { href: areaAddress(document, scene.view, code) }, scene.area(code)),
        ),
      ),
    ),
  );

/** One period back, one forward, and all to the end, one a second. They need a script, and are hidden without. */
function steps(document: Document, { t, view }: Scene, { periods }: Choices): HTMLElement {
  const at = periods.indexOf(view.period);
  const button = (attributes: Record<string, string | boolean>, sign: string) =>
    h(document, "button", { type: "button", ...attributes }, sign);
  const step = (by: -1 | 1, sign: string) =>
    button(
      {
        "data-step": String(by),
        "aria-label": t(by < 0 ? "filters.previous" : "filters.next"),
        "aria-disabled": String(!periods[at + by]),
      },
      sign,
    );
  const words = { "data-play": t("filters.play"), "data-stop": t("filters.stop") };
  return h(
    document,
    "div",
    { class: "steps", role: "group", "aria-label": t("filters.steps") },
    step(-1, "‹"),
    step(1, "›"),
    button({ class: "play", ...words }, t("filters.play")),
  );
}
