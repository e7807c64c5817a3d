import type { Where } from "../../components/data/rows.js";
import { grid } from "../../components/figure/grid.js";
import type { Scene } from "../../components/figure/scene.js";
import { dimensionColumn, type FigureSpec, measureColumn, stateOf } from "../../components/figure/spec.js";
import { quintiles } from "../../components/matrix/chart.js";
import { tilesChart } from "../../components/tiles/chart.js";
import { layout } from "../../components/tiles/layout.js";

/** A measure to show by area: a level or a share, since a count follows the size of the area. */
export interface Mapped {
  id: string;
  table: string;
  measure: string;
  where: Record<string, string>;
  name: "headcount" | "median";
}

/** A measure by area below the top one, as a map of tiles or of the collection's own outlines. */
export function mapFigure({ id, table, measure, where, name }: Mapped): FigureSpec {
  const say = (scene: Scene) => (value: number) =>
    scene.value(value, scene.meta(table).measures.find((entry) => entry.name === measure)?.unit ?? "");
  return {
    id,
    tables: [table],
    state(scene) {
      const period = scene.at(table);
      const areas = scene.below(scene.collection.root);
      const rows = grid(scene, table, [measure], { ...where, period } satisfies Where, { area: areas });
      const known = rows.flatMap((row) => (typeof row[measure] === "number" ? [row[measure]] : []));
      const sorted = [...known].sort((a, b) => a - b);
      const number = say(scene);
      const said = { period: scene.period(period), areas: areas.length, known: known.length };
      const { outlines, tiles } = scene.collection.map ?? {};
      const form = outlines ? "outlines" : layout(areas, tiles).automatic ? "automatic" : "tiles";
      const state = stateOf(scene, table, {
        title:
          sorted.length > 0
            ? scene.t(`map.${name}.title`, {
                ...said,
                low: number(sorted[0]!),
                middle: number(sorted[Math.floor((sorted.length - 1) / 2)]!),
                high: number(sorted.at(-1)!),
              })
            : scene.t(`map.${name}.none`, said),
        alt: scene.t("map.alt", said),
        measure,
        last: period,
        area: scene.area(scene.collection.root),
        columns: [dimensionColumn(scene, table, "area"), measureColumn(scene, table, measure)],
        rows,
        notes: [scene.t(`map.${form}`), scene.t("map.steps")],
      });
      return state.unit === scene.unit("ratio") ? { ...state, unit: scene.unit("percent") } : state;
    },
    chart: ({ rows }, scene, size) =>
      tilesChart(
        {
          id,
          places: rows.map((row) => ({
            code: String(row.area),
            name: scene.area(String(row.area)),
            value: row[measure] as number | null,
            missing: scene.label("missing", String(row[`${measure}_status`] || "not_reported")),
            withheld: row[`${measure}_status`] === "withheld",
          })),
          map: scene.collection.map,
          number: say(scene),
          words: { withheld: scene.t("map.withheld"), none: scene.t("map.empty") },
          steps: [
            ...new Set(
              quintiles(rows.flatMap((row) => (typeof row[measure] === "number" ? [row[measure]] : []))),
            ),
          ],
          chosen: scene.view.area,
        },
        size,
      ),
  };
}

/** The share of persons below the monitoring line of the year. */
export const headcount = mapFigure({
  id: "map-headcount",
  table: "income",
  measure: "headcount",
  where: {},
  name: "headcount",
});

/** Median income per person. */
export const median = mapFigure({
  id: "map-median",
  table: "income",
  measure: "median",
  where: {},
  name: "median",
});
