import type { Scene } from "../../components/figure/scene.js";
import type { PageSpec, Tile } from "../../components/figure/spec.js";
import { tileOf } from "../../components/headline/tile.js";
import { figureList, listFilter } from "../reported/lists.js";
import { reportedTiles } from "../reported/page.js";
import { singleFigure } from "../reported/single.js";
import { account } from "./account.js";
import { finding, waiting } from "./finding.js";
import { flows, movement, year } from "./flows.js";
import { risks } from "./risks.js";
import { stock, townships } from "./stock.js";
import { villages } from "./villages.js";

/** The three categories of monitored household: stock, flows, risks, how found, how long it took. */
export const monitoringPage: PageSpec = {
  slug: "monitoring",
  filter: "monitoring_stock",
  tables: [
    "monitoring_stock",
    "monitoring_flow",
    "monitoring_year",
    "monitoring_risk",
    "monitoring_found",
    "monitoring_days",
    "monitoring_gap",
    "monitoring_village",
    "figures",
  ],
  headline: (scene) => (scene.has("monitoring_stock") ? headline(scene) : reportedTiles(scene, published)),
  blocks: { published: figureList("monitoring"), filter: listFilter("monitoring") },
  figures: [
    ...[stock, flows, movement, year, risks, finding, waiting, account, townships, villages],
    singleFigure("monitoring-said-households", ["monitored_households_identified"]),
    singleFigure("monitoring-said-persons", ["monitored_persons_identified"]),
    singleFigure(
      "monitoring-said-region",
      ["xj_monitored_persons_cum", "monitored_persons_covered_by_survey"],
      "full",
    ),
  ],
};

const published = [
  "monitored_households_identified",
  "monitored_persons_identified",
  "xj_monitored_persons_cum",
  "cn_monitoring_income_threshold",
];

function headline(scene: Scene): Tile[] {
  const all = { category: "all" };
  return [
    tileOf(scene, "monitoring_stock", "households", all, scene.t("monitoring.tile.households")),
    tileOf(scene, "monitoring_stock", "persons", all, scene.t("monitoring.tile.persons")),
    ...(scene.has("monitoring_year")
      ? (["identified", "left"] as const).map((flow) =>
          tileOf(scene, "monitoring_year", "moves", { flow }, scene.t(`monitoring.tile.${flow}`)),
        )
      : []),
    ...(scene.has("monitoring_days")
      ? [
          tileOf(
            scene,
            "monitoring_days",
            "median_days",
            { step: "registration" },
            scene.t("monitoring.tile.days"),
          ),
        ]
      : []),
  ];
}
