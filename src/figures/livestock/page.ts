import { yearBefore } from "../../components/data/view.js";
import { changeOf, compared } from "../../components/figure/compare.js";
import { grid } from "../../components/figure/grid.js";
import type { Scene } from "../../components/figure/scene.js";
import { type PageSpec, reason, type Tile } from "../../components/figure/spec.js";
import { figureList, listFilter } from "../reported/lists.js";
import { reportedTiles } from "../reported/page.js";
import { offtake, ownership, stock } from "./herd.js";
import { china, site, siteChickens, siteUnits, xinjiang } from "./reported.js";
import { fourQuarters, sumOf } from "./sums.js";
import { perHousehold, sheepUnits, townships, tropicalUnits } from "./units.js";

/** Herds by species, owner and place; off-take apart as the flow that it is. */
export const livestockPage: PageSpec = {
  slug: "livestock",
  filter: "livestock",
  tables: ["livestock", "livestock_units", "figures"],
  headline: (scene) => (scene.has("livestock") ? headline(scene) : reportedTiles(scene, stated)),
  blocks: { published: figureList("livestock"), filter: listFilter("livestock") },
  figures: [
    stock,
    sheepUnits,
    tropicalUnits,
    perHousehold,
    ownership,
    offtake,
    townships,
    china,
    xinjiang,
    site,
    siteUnits,
    siteChickens,
  ],
};

const stated = [
  "livestock_stock_cattle",
  "livestock_stock_sheep",
  "livestock_stock_camels",
  "poultry_offtake_annual",
];

function headline(scene: Scene): Tile[] {
  const period = scene.at("livestock");
  const earlier = yearBefore(period);
  const head = (species: string[], when: string) =>
    sumOf(
      "stock",
      grid(
        scene,
        "livestock",
        ["stock"],
        { area: scene.view.area, owner: "all" },
        { species, period: [when] },
      ),
    );
  const standing = (label: "cattle" | "flock" | "camels", species: string[]): Tile => {
    const now = head(species, period);
    const comparison = compared(scene, "stock", now, head(species, earlier), earlier);
    return tile(scene, scene.t(`livestock.tile.${label}`), now.stock!, {
      status: now.stock_status!,
      unit: scene.unit("head"),
      period: scene.period(period),
      comparison,
    });
  };
  return [
    standing("cattle", ["cattle"]),
    standing("flock", ["sheep", "goat"]),
    standing("camels", ["camel"]),
    ...(scene.has("livestock_units") ? [herdTile(scene)] : []),
    offtakeTile(scene),
  ];
}

function herdTile(scene: Scene): Tile {
  const period = scene.at("livestock_units");
  const earlier = yearBefore(period);
  const fixed = { area: scene.view.area, scheme: "sheep_unit", owner: "all" };
  const [now, before] = grid(scene, "livestock_units", ["units"], fixed, { period: [period, earlier] });
  return tile(scene, scene.t("livestock.tile.units"), now!.units!, {
    status: now!.units_status!,
    unit: scene.unit("sheep_units"),
    period: scene.period(period),
    comparison: compared(scene, "units", now, before, earlier),
  });
}

/** Off-take of sheep and goats in the four quarters that end with the one shown, beside the four before them. */
function offtakeTile(scene: Scene): Tile {
  const quarters = fourQuarters(scene.at("livestock"));
  const species = ["sheep", "goat"];
  const flow = (period: string[]) =>
    sumOf(
      "offtake",
      grid(scene, "livestock", ["offtake"], { area: scene.view.area, owner: "all" }, { species, period }),
    );
  const now = flow(quarters);
  const before = flow(quarters.map(yearBefore));
  const change = changeOf("offtake", now, before);
  const comparison =
    typeof change === "string"
      ? scene.t("compare.none", {
          reason:
            change === "now" || change === "zero"
              ? scene.t("livestock.tile.flow.none")
              : scene.t("livestock.tile.flow.missing", { reason: reason(scene, change) }),
        })
      : scene.t(change.ratio < 0 ? "livestock.tile.flow.less" : "livestock.tile.flow.more", {
          percent: scene.percent(Math.abs(change.ratio), 1),
        });
  return tile(scene, scene.t("livestock.tile.offtake"), now.offtake!, {
    status: now.offtake_status!,
    unit: scene.unit("head"),
    period: scene.periods(quarters[0]!, quarters.at(-1)!),
    comparison,
  });
}

function tile(
  scene: Scene,
  label: string,
  value: string | number | null,
  {
    status,
    unit,
    period,
    comparison,
  }: { status: string | number; unit: string; period: string; comparison: string },
): Tile {
  const known = typeof value === "number";
  const why = reason(scene, status);
  return {
    label,
    value: known ? scene.number(value) : why.charAt(0).toUpperCase() + why.slice(1),
    unit: known ? unit : "",
    period,
    comparison,
    missing: !known,
  };
}
