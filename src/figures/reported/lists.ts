import type { Row } from "../../components/data/rows.js";
import { h } from "../../components/draw/dom.js";
import type { Scene } from "../../components/figure/scene.js";
import { type Figure, grouped, published, statedValue } from "./figures.js";

/**
 * Figures that disagree, side by side, each with its source; nothing is averaged and none is preferred. First
 * those that a rule finds, then those that were grouped by hand because no rule can see them.
 */
export function conflicts(scene: Scene, document: Document): HTMLElement {
  const byHand = grouped(
    published(scene).filter(({ conflict }) => conflict !== ""),
    ({ conflict }) => conflict,
  );
  return h(
    document,
    "div",
    { class: "conflicts" },
    ...foundByRule(scene, document),
    ...[...byHand].map(([conflict, figures]) =>
      disagreement(scene, document, scene.label("conflict", conflict), [scene.t("reported.byhand")], figures),
    ),
  );
}

function foundByRule(scene: Scene, document: Document): HTMLElement[] {
  if (!scene.has("reconciliation")) return [];
  const figures = new Map(published(scene).map((figure) => [figure.id, figure]));
  const groups = grouped(scene.rows("reconciliation"), (row) => `${row.rule} ${row.conflict}`);
  const rank = (rows: Row[]) => scene.codes("reconciliation_rule").indexOf(String(rows[0]!.rule));
  return [...groups.values()]
    .sort((a, b) => rank(a) - rank(b))
    .map((rows) => {
      const role = (row: Row) => scene.codes("reconciliation_role").indexOf(String(row.role));
      const sides = [...rows]
        .sort((a, b) => role(a) - role(b))
        .map((row) => figures.get(String(row.figure))!);
      const [{ rule, verdict }] = rows as [Row];
      const given = rows.find(({ recomputed }) => typeof recomputed === "number")?.recomputed;
      return disagreement(
        scene,
        document,
        scene.t("reported.found.title", {
          rule: scene.label("reconciliation_rule", String(rule)),
          figure: sides[0]!.title,
          period: sides[0]!.when,
        }),
        [
          scene.t("reported.byrule", { verdict: scene.label("reconciliation_verdict", String(verdict)) }),
          ...(typeof given === "number"
            ? [
                scene.t("reported.recomputed", {
                  value: scene.number(given, 2),
                  unit: scene.unit(sides[0]!.unit),
                }),
              ]
            : []),
        ],
        sides,
      );
    });
}

function disagreement(
  scene: Scene,
  document: Document,
  title: string,
  said: string[],
  figures: Figure[],
): HTMLElement {
  const sides = figures.map((figure) => stated(scene, document, figure));
  return sideBySide(document, title, said, sides);
}

/** Sides of one question under its title, with what is said of them. */
export const sideBySide = (
  document: Document,
  title: string,
  said: string[],
  sides: HTMLElement[],
): HTMLElement =>
  h(
    document,
    "section",
    {},
    h(document, "h3", {}, title),
    h(document, "p", { class: "note-line" }, said.join(" ")),
    h(document, "ul", {}, ...sides),
  );

/** A published figure as one side. */
export const stated = (scene: Scene, document: Document, figure: Figure): HTMLElement =>
  h(
    document,
    "li",
    {},
    h(document, "p", { class: "figure-value" }, statedValue(scene, figure)),
    h(document, "p", {}, `${figure.title} · ${figure.area} · ${figure.when}`),
    h(document, "p", {}, scene.t("figure.population", { population: figure.population })),
    h(
      document,
      "p",
      {},
      scene.t("reported.said", { source: figure.source, tier: scene.label("tier", figure.tier) }),
    ),
    figure.note && h(document, "p", { class: "note-line", lang: langOf(scene, figure.note) }, figure.note),
  );

/** Published figures as one table, of one topic or of all. */
export function figureList(topic?: string) {
  return (scene: Scene, document: Document): HTMLElement => {
    const figures = published(scene, topic ? { topic } : {});
    const caption = scene.t("reported.list.caption", { number: scene.number(figures.length) });
    return figureTable(scene, document, figures, caption, scene.t("reported.list.label"));
  };
}

/** Some published figures as a table; rows carry what `table-filter` looks for. */
export function figureTable(
  scene: Scene,
  document: Document,
  figures: readonly Figure[],
  caption: string,
  label: string,
): HTMLElement {
  const titled = (
    ["figure", "area", "period", "value", "tier", "population", "basis", "source"] as const
  ).map((name) => h(document, "th", { scope: "col" }, scene.t(`reported.column.${name}`)));
  return h(
    document,
    "div",
    { class: "scroll tall", tabindex: 0, role: "region", "aria-label": label },
    h(
      document,
      "table",
      { "data-filterable": true },
      h(document, "caption", {}, caption),
      h(document, "thead", {}, h(document, "tr", {}, ...titled)),
      h(document, "tbody", {}, ...figures.map((figure) => line(scene, document, figure))),
    ),
  );
}

function line(scene: Scene, document: Document, figure: Figure): HTMLElement {
  const { id, topic, tier, title, area, when, population, basis, source, note } = figure;
  const cells = [
    area,
    when,
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
    ...cells.map((cell) => h(document, "td", { lang: langOf(scene, cell) }, cell)),
    h(
      document,
      "td",
      { lang: langOf(scene, source) },
      source,
      note && h(document, "span", { class: "unit" }, ` ${note}`),
    ),
  );
}

/** Marks, on a page in another language, what a source wrote in English. */
const langOf = (scene: Scene, text: string): string | null =>
  scene.lang !== "en" && /[A-Za-z]{2}/.test(text) && !/\p{Script=Han}/u.test(text) ? "en" : null;

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
