import { h } from "../../components/draw/dom.js";
import type { Scene } from "../../components/figure/scene.js";
import { type Figure, grouped, published, statedValue } from "./figures.js";

/** Figures that disagree, side by side, each with its source; nothing is averaged and none is preferred. */
export function conflicts(scene: Scene, document: Document): HTMLElement {
  const groups = grouped(
    published(scene).filter(({ conflict }) => conflict !== ""),
    ({ conflict }) => conflict,
  );
  return h(
    document,
    "div",
    { class: "conflicts" },
    ...[...groups].map(([conflict, figures]) =>
      h(
        document,
        "section",
        {},
        h(document, "h3", {}, scene.label("conflict", conflict)),
        h(
          document,
          "ul",
          {},
          ...figures.map((figure) =>
            h(
              document,
              "li",
              {},
              h(document, "p", { class: "figure-value" }, statedValue(scene, figure)),
              h(document, "p", {}, `${figure.title} · ${figure.area} · ${figure.period}`),
              h(document, "p", {}, scene.t("figure.population", { population: figure.population })),
              h(
                document,
                "p",
                {},
                scene.t("reported.said", { source: figure.source, tier: scene.label("tier", figure.tier) }),
              ),
              figure.note && h(document, "p", { class: "note-line" }, figure.note),
            ),
          ),
        ),
      ),
    ),
  );
}

/** Published figures as one table, of one topic or of all; rows carry what `table-filter` looks for. */
export function figureList(topic?: string) {
  return (scene: Scene, document: Document): HTMLElement => {
    const figures = published(scene, topic ? { topic } : {});
    const titled = (
      ["figure", "area", "period", "value", "tier", "population", "basis", "source"] as const
    ).map((name) => h(document, "th", { scope: "col" }, scene.t(`reported.column.${name}`)));
    return h(
      document,
      "div",
      { class: "scroll tall", tabindex: 0, role: "region", "aria-label": scene.t("reported.list.label") },
      h(
        document,
        "table",
        { "data-filterable": true },
        h(
          document,
          "caption",
          {},
          scene.t("reported.list.caption", { number: scene.number(figures.length) }),
        ),
        h(document, "thead", {}, h(document, "tr", {}, ...titled)),
        h(document, "tbody", {}, ...figures.map((figure) => line(scene, document, figure))),
      ),
    );
  };
}

function line(scene: Scene, document: Document, figure: Figure): HTMLElement {
  const { id, topic, tier, title, area, period, population, basis, source, note } = figure;
  const cells = [
    area,
    period,
    statedValue(scene, figure),
    scene.label("tier", tier),
    population,
    scene.label("basis", basis),
  ];
  return h(
    document,
    "tr",
    { id, "data-topic": topic, "data-tier": tier, "data-area": area, ...years(figure) },
    h(document, "th", { scope: "row" }, title),
    ...cells.map((cell) => h(document, "td", {}, cell)),
    h(document, "td", {}, source, note && h(document, "span", { class: "unit" }, ` ${note}`)),
  );
}

/** First and last year that a figure covers. */
const years = ({ row, end }: Figure) => ({
  "data-start": String(row.date_start ?? end).slice(0, 4),
  "data-end": end.slice(0, 4),
});

/** The form that narrows the table: area, years, tier, words, and topic where there is more than one. Shown only where scripts run. */
export function listFilter(topic?: string) {
  return (scene: Scene, document: Document): HTMLElement => {
    const figures = published(scene, topic ? { topic } : {});
    const present = (name: "topic" | "tier" | "area") => [...new Set(figures.map((figure) => figure[name]))];
    const all = figures.map(years).flatMap((y) => [y["data-start"], y["data-end"]]);
    const known = [...new Set(all)].sort();
    const select = (
      name: "topic" | "tier" | "area" | "from" | "to",
      options: [value: string, text: string][],
    ) =>
      h(
        document,
        "label",
        {},
        h(document, "span", {}, scene.t(`reported.filter.${name}`)),
        h(
          document,
          "select",
          { name },
          h(document, "option", { value: "" }, scene.t("all")),
          ...options.map(([value, text]) => h(document, "option", { value }, text)),
        ),
      );
    const coded = (name: "topic" | "tier") =>
      select(
        name,
        scene
          .codes(name)
          .filter((code) => present(name).includes(code))
          .map((code) => [code, scene.label(name, code)]),
      );
    const year = (name: "from" | "to") =>
      select(
        name,
        known.map((one) => [one, one]),
      );
    return h(
      document,
      "form",
      {
        class: "filters",
        "data-table-filter": true,
        "aria-label": scene.t("reported.filter.label"),
        autocomplete: "off",
      },
      !topic && coded("topic"),
      select(
        "area",
        present("area").map((name) => [name, name]),
      ),
      year("from"),
      year("to"),
      coded("tier"),
      h(
        document,
        "label",
        {},
        h(document, "span", {}, scene.t("reported.filter.words")),
        h(document, "input", { type: "search", name: "words" }),
      ),
      h(
        document,
        "p",
        { role: "status", class: "shown" },
        scene.t("reported.list.caption", { number: scene.number(figures.length) }),
      ),
    );
  };
}
