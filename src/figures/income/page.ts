import type { Scene } from "../../components/figure/scene.js";
import type { PageSpec, Tile } from "../../components/figure/spec.js";
import { tileOf } from "../../components/headline/tile.js";
import { median } from "../maps/map.js";
import { figureList, listFilter } from "../reported/lists.js";
import { reportedTiles } from "../reported/page.js";
import { gini, townships, trend } from "./level.js";
import { components, distribution, shares } from "./parts.js";
import { poverty } from "./poverty.js";
import { accountings, areas, lines, region, stated } from "./reported.js";
import { deciles, deprivations, multidimensional } from "./spread.js";

/** How much, from what, for whom and below which line: per-capita income on the registry's accounting. */
export const incomePage: PageSpec = {
  slug: "income",
  filter: "income",
  tables: [
    "income",
    "income_component",
    "income_distribution",
    "income_deciles",
    "multidimensional",
    "deprivation",
    "figures",
  ],
  headline: (scene) => (scene.has("income") ? headline(scene) : reportedTiles(scene, published)),
  blocks: { published: figureList("income"), filter: listFilter("income") },
  figures: [
    trend,
    poverty,
    distribution,
    components,
    shares,
    gini,
    deciles,
    multidimensional,
    deprivations,
    townships,
    median,
    region,
    areas,
    stated,
    accountings,
    lines,
  ],
};

const published = [
  "xj_rural_income",
  "cn_rural_income",
  "cn_poor_areas_rural_income",
  "xj_lifted_population_net_income",
];

function headline(scene: Scene): Tile[] {
  return (["median", "mean", "below_line", "headcount", "gini"] as const).map((measure) =>
    tileOf(scene, "income", measure, {}, scene.t(`income.tile.${measure}`)),
  );
}
