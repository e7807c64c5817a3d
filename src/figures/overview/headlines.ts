import type { Row, Where } from "../../components/data/rows.js";
import { yearBefore } from "../../components/data/view.js";
import { changeOf, compared } from "../../components/figure/compare.js";
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
  return headlines.flatMap((one) => (scene.has(one.table) ? (changed(scene, one) ?? []) : []));
}

function changed(scene: Scene, { table, measure, where, name }: Headline): string | undefined {
  const unit = scene.meta(table).measures.find((entry) => entry.name === measure)?.unit ?? "";
  const [period, earlier] = [scene.at(table), yearBefore(scene.at(table))];
  const at = (when: string) => scene.rows(table, { area: scene.view.area, period: when, ...where })[0];
  const [now, before] = [at(period), at(earlier)];
  const read = (row: Row | undefined) => {
    const value = scene.value(Number(row?.[measure]), unit);
    return unit.startsWith("yuan") ? scene.t("reported.value", { value, unit: scene.unit(unit) }) : value;
  };
  if (typeof now?.[measure] !== "number") return undefined;
  const said = { what: scene.t(`overview.tile.${name}`), now: read(now), period: scene.period(period) };
  const change = changeOf(measure, now, before);
  if (typeof change === "string")
    return scene.t("overview.alone", {
      ...said,
      comparison: compared(scene, measure, now, before, earlier, unit),
    });
  const points = scene.number(Math.abs(change.difference) * 100, 1);
  const by =
    unit === "ratio"
      ? scene.t("overview.points", { points, count: Number(points) })
      : scene.percent(Math.abs(change.ratio), 1);
  const none = [scene.number(0, 1), scene.percent(0, 1)];
  if (none.includes(unit === "ratio" ? points : by)) return scene.t("overview.steady", said);
  return scene.t(change.difference > 0 ? "overview.rose" : "overview.fell", {
    ...said,
    by,
    before: scene.value(Number(before![measure]), unit),
  });
}
