import type { Scene } from "../../components/figure/scene.js";
import type { PageSpec, Tile } from "../../components/figure/spec.js";
import { tileOf } from "../../components/headline/tile.js";
import { site, siteChickens, siteUnits } from "../livestock/reported.js";
import { barFigure } from "../reported/bars.js";
import { figureList, listFilter } from "../reported/lists.js";
import { reportedTiles } from "../reported/page.js";
import { areaOf, land, origins, sheds } from "./allotted.js";
import { compare, herds, workPlaces } from "./beside.js";
import { table } from "./sites.js";
import { dividends, work } from "./yields.js";

/** Households at a site: where they came from, what they were allotted, what it yields; beside their county. */
export const resettlementPage: PageSpec = {
  slug: "resettlement",
  filter: table,
  tables: [table, "income", "livestock", "livestock_units", "employment_place", "figures"],
  headline: (scene) => (scene.has(table) ? headline(scene) : reportedTiles(scene, stated)),
  blocks: { published: figureList("resettlement"), filter: listFilter("resettlement") },
  figures: [
    ...[compare, origins, land, sheds, dividends, work, workPlaces, herds],
    ...[settled("site", "households_relocated_and_settled"), settled("region", "xj_relocated_persons_cum")],
    ...[site, siteUnits, siteChickens],
  ],
};

const stated = [
  "households_relocated_and_settled",
  "origin_townships",
  "livestock_stock_sheep",
  "xj_relocated_persons_cum",
];

/** One published count of those who moved. */
function settled(name: "site" | "region", series: string) {
  return barFigure({
    id: `resettlement-reported-${name}`,
    series: [series],
    label: (_, { title }) => title,
    title: (scene, figures) =>
      scene.t(`resettlement.reported.${name}`, { value: scene.number(figures[0]!.value) }),
    alt: (scene) => scene.t("resettlement.reported.alt"),
    notes: (scene) => [scene.t("resettlement.reported.note")],
  });
}

function headline(scene: Scene): Tile[] {
  const tile = (measure: string, label: "households" | "sheds" | "dividend" | "work") =>
    tileOf(scene, table, measure, { origin: "all" }, scene.t(`resettlement.tile.${label}`));
  const where = { area: scene.view.area, period: scene.at(table), origin: "all" };
  const mu = scene.rows(table, where)[0]?.land;
  return [
    tile("households", "households"),
    tileOf(
      scene,
      table,
      "land",
      { origin: "all" },
      scene.t("resettlement.tile.land"),
      typeof mu === "number" ? scene.t("resettlement.tile.mu", areaOf(scene, mu, 0)) : undefined,
    ),
    tile("sheds", "sheds"),
    tile("dividend", "dividend"),
    tile("workers_near", "work"),
  ];
}
