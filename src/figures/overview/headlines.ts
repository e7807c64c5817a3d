import type { Where } from "../../components/data/rows.js";
import { yearBefore } from "../../components/data/view.js";
import { compared } from "../../components/figure/compare.js";
import type { Scene } from "../../components/figure/scene.js";
import type { Tile } from "../../components/figure/spec.js";
import { tileOf } from "../../components/headline/tile.js";

interface Headline {
  table: string;
  measure: string;
  /** The row of the measure, beside area and period. */
  where: Where;
  name: "monitored" | "income" | "below" | "work" | "herds";
}

/** The measures that tell the state of a place in one look. */
export const headlines: Headline[] = [
  { table: "monitoring_stock", measure: "persons", where: { category: "all" }, name: "monitored" },
  { table: "income", measure: "median", where: {}, name: "income" },
  { table: "income", measure: "headcount", where: {}, name: "below" },
  { table: "employment", measure: "workers", where: { industry: "all", kind: "market" }, name: "work" },
  {
    table: "livestock_units",
    measure: "units",
    where: { scheme: "sheep_unit", owner: "all" },
    name: "herds",
  },
];

export function headline(scene: Scene): Tile[] {
  return headlines.flatMap(({ table, measure, where, name }) =>
    scene.has(table)
      ? [tileOf(scene, table, measure, where, scene.t(`overview.tile.${name}`), unitOf(scene, name))]
      : [],
  );
}

/** The unit of a measure that has one for each scheme. */
const unitOf = (scene: Scene, name: string) => (name === "herds" ? scene.unit("sheep_units") : undefined);

/** What changed against the same period a year earlier, a sentence a measure. */
export function changes(scene: Scene): string[] {
  return headlines.flatMap(({ table, measure, where, name }) => {
    if (!scene.has(table)) return [];
    const unit = scene.meta(table).measures.find((entry) => entry.name === measure)?.unit ?? "";
    const period = scene.at(table);
    const at = (when: string) => scene.rows(table, { area: scene.view.area, period: when, ...where })[0];
    const now = at(period);
    const value = now?.[measure];
    if (typeof value !== "number") return [];
    return scene.t("overview.change", {
      what: scene.t(`overview.tile.${name}`),
      value:
        unit === "ratio"
          ? scene.value(value, unit)
          : scene.t("reported.value", {
              value: scene.value(value, unit),
              unit: unitOf(scene, name) ?? scene.unit(unit),
            }),
      period: scene.period(period),
      comparison: compared(scene, measure, now, at(yearBefore(period)), yearBefore(period), unit),
    });
  });
}
