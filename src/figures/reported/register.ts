import type { Row } from "../../components/data/rows.js";
import { h } from "../../components/draw/dom.js";
import type { Scene } from "../../components/figure/scene.js";
import { reason, sourceOf } from "../../components/figure/spec.js";
import { type Figure, published } from "./figures.js";
import { sideBySide, stated } from "./lists.js";

/** Published figures beside the register's own values: first those that differ, each side with its source. */
export function besideRegister(scene: Scene, document: Document): HTMLElement {
  const figures = new Map(published(scene).map((figure) => [figure.id, figure]));
  const rank = (row: Row) => scene.codes("register_verdict").indexOf(String(row.verdict));
  const sections = scene
    .rows("register_check")
    .sort((a, b) => rank(a) - rank(b))
    .map((row) => {
      const figure = figures.get(String(row.figure))!;
      const title = scene.t("reported.register.title", {
        verdict: scene.label("register_verdict", String(row.verdict)),
        figure: figure.title,
        period: figure.when,
      });
      const sides = [stated(scene, document, figure), counted(scene, document, row, figure)];
      return sideBySide(document, title, [scene.t("reported.register.found")], sides);
    });
  return h(document, "div", { class: "conflicts" }, ...sections);
}

/** The register's side: its published value, of which table, place and period, and what it is made from. */
function counted(scene: Scene, document: Document, row: Row, { unit }: Figure): HTMLElement {
  const { lang } = scene;
  const meta = scene.meta(String(row.source));
  const measure = meta.measures.find(({ name }) => name === row.measure)!;
  const value =
    typeof row.value === "number"
      ? scene.t("reported.value", { value: scene.number(row.value), unit: scene.unit(unit) })
      : reason(scene, row.value_status);
  const words = [
    measure.label[lang],
    scene.area(String(row.area)),
    scene.period(String(row.period)),
    scene.label("qualifier", measure.qualifier),
  ];
  return h(
    document,
    "li",
    {},
    h(document, "p", { class: "figure-value" }, value),
    h(document, "p", {}, words.join(" · ")),
    h(document, "p", {}, scene.t("figure.population", { population: meta.population[lang] })),
    h(
      document,
      "p",
      {},
      scene.t("reported.said", {
        source: sourceOf(scene, meta, scene.collection),
        tier: scene.label("tier", measure.tier),
      }),
    ),
  );
}
