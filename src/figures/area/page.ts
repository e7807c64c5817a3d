import { h } from "../../components/draw/dom.js";
import type { Scene } from "../../components/figure/scene.js";
import type { PageSpec } from "../../components/figure/spec.js";
import { areaAddress } from "../../components/page/place.js";
import { topFindings } from "../attention/lists.js";
import { industries } from "../employment/industries.js";
import { trend } from "../employment/work.js";
import { answers } from "../measures/answers.js";
import { herds, incomes, monitored } from "../overview/figures.js";
import { changes, headline, headlines } from "../overview/headlines.js";

/** Everything that Foothold says of one place, each topic with a way to its own page. */
export const areaPage: PageSpec = {
  slug: "area",
  filter: "employment",
  tables: [
    "employment",
    "income",
    "livestock_units",
    "monitoring_stock",
    "measures_need",
    "attention",
    "attention_rules",
  ],
  headline,
  texts: { changes, beside },
  blocks: { attention: (scene, document) => topFindings(scene, document, []), places },
  figures: [monitored, incomes, answers, trend, industries, herds],
};

/** How the place stands beside the whole: a level beside the whole's level, a count as its share. */
function beside(scene: Scene): string[] {
  const { root } = scene.collection;
  if (scene.view.area === root) return [];
  return headlines.flatMap(({ table, measure, where, name }) => {
    if (!scene.has(table)) return [];
    const meta = scene.meta(table).measures.find((entry) => entry.name === measure);
    const at = (area: string) => scene.rows(table, { area, period: scene.at(table), ...where })[0]?.[measure];
    const [own, whole] = [at(scene.view.area), at(root)];
    if (!meta || typeof own !== "number" || typeof whole !== "number") return [];
    const adds = meta.kind === "count" || meta.kind === "sum";
    if (adds && whole === 0) return [];
    const said = { what: scene.t(`overview.tile.${name}`), whole: scene.area(root) };
    return adds
      ? scene.t("area.share", { ...said, share: scene.percent(own / whole, 1) })
      : scene.t("area.level", {
          ...said,
          own: scene.value(own, meta.unit),
          value: scene.value(whole, meta.unit),
        });
  });
}

/** Ways to the other places: from the whole to each of its parts, from a part back and to its siblings. */
function places(scene: Scene, document: Document): HTMLElement {
  const { collection, view } = scene;
  const link = (code: string) =>
    h(
      document,
      "a",
      {
        href: areaAddress(document, view, code),
        "aria-current": code === view.area ? "page" : undefined,
      },
      scene.area(code),
    );
  const parts = scene.below(collection.root);
  return h(
    document,
    "nav",
    { class: "places", "aria-label": scene.t("area.places") },
    h(document, "p", {}, link(collection.root)),
    h(document, "ul", {}, ...parts.map((code) => h(document, "li", {}, link(code)))),
  );
}
