import { yearBefore } from "../../components/data/view.js";
import { changeOf } from "../../components/figure/compare.js";
import type { Scene } from "../../components/figure/scene.js";
import { type PageSpec, reason, type Tile } from "../../components/figure/spec.js";
import { tileOf } from "../../components/headline/tile.js";
import { barFigure } from "../reported/bars.js";
import { figureList, listFilter } from "../reported/lists.js";
import { reportedTiles } from "../reported/page.js";
import { bought, reach, returns } from "./kinds.js";
import { places } from "./places.js";
import { table, yearOf, yearRows } from "./quarters.js";
import { idle, use } from "./use.js";

const stated = {
  machines: "poverty_fund_machines_as_shares",
  dividend: "enterprise_dividend_annual",
  rent: "enterprise_rent_free_years",
} as const;

/** What public money bought, whether it is in use, what it pays and whom it reaches; no firm by name. */
export const assetsPage: PageSpec = {
  slug: "assets",
  filter: table,
  tables: [table, "asset_use", "figures"],
  headline: (scene) => (scene.has(table) ? headline(scene) : reportedTiles(scene, Object.values(stated))),
  blocks: { published: figureList("assets"), filter: listFilter("assets") },
  figures: [
    ...[bought, use, idle, returns, reach, places],
    ...(Object.keys(stated) as (keyof typeof stated)[]).map(oneFirm),
  ],
};

/** One statement about one firm that stays unnamed; nothing is divided by anything. */
function oneFirm(name: keyof typeof stated) {
  return barFigure({
    id: `assets-reported-${name}`,
    series: [stated[name]],
    label: (_, { title }) => title,
    title: (scene, figures) => scene.t(`assets.reported.${name}`, { value: scene.number(figures[0]!.value) }),
    alt: (scene) => scene.t("assets.reported.alt"),
    notes: (scene) => [scene.t("assets.reported.note")],
  });
}

function headline(scene: Scene): Tile[] {
  const all = { kind: "all" };
  const tile = (measure: string, label: "assets" | "value") =>
    tileOf(scene, table, measure, all, scene.t(`assets.tile.${label}`));
  return [
    tile("assets", "assets"),
    tile("value", "value"),
    ...(scene.has("asset_use")
      ? [tileOf(scene, "asset_use", "assets", { use: "idle" }, scene.t("assets.tile.idle"))]
      : []),
    flow(scene, "dividend", "yuan"),
    flow(scene, "payments", "person_times"),
  ];
}

/** A flow over four quarters, beside the four before. */
function flow(scene: Scene, name: "dividend" | "payments", unit: string): Tile {
  const period = scene.at(table);
  const [now] = yearRows(scene, { kind: ["all"] });
  const earlier = { ...scene, at: () => yearBefore(period) };
  const [before] = yearRows(earlier, { kind: ["all"] });
  const change = changeOf(name, now, before);
  const known = typeof now![name] === "number";
  const why = reason(scene, now![`${name}_status`]);
  return {
    label: scene.t(`assets.tile.${name}`),
    value: known ? scene.number(Number(now![name])) : why.charAt(0).toUpperCase() + why.slice(1),
    unit: known ? scene.unit(unit) : "",
    period: yearOf(scene),
    comparison:
      typeof change === "string"
        ? scene.t("compare.none", { reason: scene.t("livestock.tile.flow.none") })
        : scene.t(change.ratio < 0 ? "livestock.tile.flow.less" : "livestock.tile.flow.more", {
            percent: scene.percent(Math.abs(change.ratio), 1),
          }),
    missing: !known,
  };
}
