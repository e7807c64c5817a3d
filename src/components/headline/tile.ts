import type { Where } from "../data/rows.js";
import { yearBefore } from "../data/view.js";
import { compared } from "../figure/compare.js";
import type { Scene } from "../figure/scene.js";
import { reason, type Tile } from "../figure/spec.js";

/** A headline figure from one measure of one row of a table, beside the same period of the year before.
 * `unitName` replaces the unit's own name. */
export function tileOf(
  scene: Scene,
  table: string,
  measure: string,
  where: Where,
  label: string,
  unitName?: string,
): Tile {
  const unit = scene.meta(table).measures.find(({ name }) => name === measure)?.unit ?? "";
  const period = scene.at(table);
  const at = (when: string) => scene.rows(table, { area: scene.view.area, period: when, ...where })[0];
  const now = at(period);
  const value = now?.[measure];
  const known = typeof value === "number";
  const earlier = yearBefore(period);
  return {
    label,
    value: known ? scene.value(value, unit) : sentence(reason(scene, now?.[`${measure}_status`])),
    unit: known && unit !== "ratio" ? (unitName ?? scene.unit(unit, value)) : "",
    period: scene.period(period),
    comparison: known
      ? compared(scene, measure, now, at(earlier), earlier, unit)
      : scene.t("compare.none", { reason: scene.t("compare.none.now") }),
    missing: !known,
  };
}

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
