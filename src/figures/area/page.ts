import { h } from "../../components/draw/dom.js";
import type { Scene } from "../../components/figure/scene.js";
import type { PageSpec } from "../../components/figure/spec.js";
import { areaAddress } from "../../components/page/place.js";
import { bought, reach, returns } from "../assets/kinds.js";
import { use } from "../assets/use.js";
import { topFindings } from "../attention/lists.js";
import { industries } from "../employment/industries.js";
import { trend } from "../employment/work.js";
import { strip } from "../exchange/delivery.js";
import { poverty } from "../income/poverty.js";
import { deprivations, multidimensional } from "../income/spread.js";
import { answers } from "../measures/answers.js";
import { covered } from "../measures/places.js";
import { terms } from "../measures/terms.js";
import { accountOf } from "../monitoring/account.js";
import { finding, waiting } from "../monitoring/finding.js";
import { year } from "../monitoring/flows.js";
import { risks } from "../monitoring/risks.js";
import { villages } from "../monitoring/villages.js";
import { herds, incomes, monitored } from "../overview/figures.js";
import { changes, headline, headlines } from "../overview/headlines.js";
import { oneArea } from "../quality/completeness.js";
import { origins } from "../resettlement/allotted.js";
import { compare } from "../resettlement/beside.js";
import { dividends } from "../resettlement/yields.js";

/** Everything that Foothold says of one place, each topic with a way to its own page. */
export const areaPage: PageSpec = {
  slug: "area",
  filter: "employment",
  terse: true,
  tables: [
    ...["employment", "employment_place", "income", "livestock_units", "resettlement", "assets", "asset_use"],
    ...["monitoring_stock", "monitoring_year", "monitoring_risk", "monitoring_found", "monitoring_days"],
    ...["monitoring_gap", "monitoring_village", "measures_need", "measures_coverage", "measures_term"],
    ...["multidimensional", "deprivation", "completeness"],
    ...["exchange", "exchange_month", "attention", "attention_rules"],
  ],
  headline,
  texts: { changes, beside, account: accountOf },
  blocks: { contents, attention: (scene, document) => topFindings(scene, document, []), places },
  figures: [
    ...[monitored, year, risks, finding, waiting, villages, answers, covered, terms],
    ...[incomes, trend, industries, herds, poverty, multidimensional, deprivations],
    ...[bought, use, returns, reach, strip, oneArea],
    ...[compare, origins, dividends],
  ],
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

/** Ways to the parts of the page that stand for this place. */
function contents(scene: Scene, document: Document): HTMLElement {
  const parts = [...document.querySelectorAll("main h2[id]")].filter((head) => !isEmpty(head));
  return h(
    document,
    "nav",
    { class: "contents", "aria-label": scene.t("area.contents") },
    h(
      document,
      "ul",
      {},
      ...parts.map(({ id, textContent }) =>
        h(document, "li", {}, h(document, "a", { href: `#${id}` }, (textContent ?? "").trim())),
      ),
    ),
  );
}

/** Whether there is nothing to say under a heading: its section holds sentences only, and none. */
const isEmpty = (head: Element): boolean =>
  [...(head.closest("section")?.children ?? [])].some(
    (part) => part.hasAttribute("data-text") && (part.textContent ?? "").trim() === "",
  );

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
