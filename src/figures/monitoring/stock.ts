import { yearBefore } from "../../components/data/view.js";
import { changeOf, compared } from "../../components/figure/compare.js";
import { grid, timeline } from "../../components/figure/grid.js";
import { dimensionColumn, type FigureSpec, measureColumn, stateOf } from "../../components/figure/spec.js";
import { lineChart } from "../../components/line/chart.js";
import { matrixChart, quintiles } from "../../components/matrix/chart.js";

const table = "monitoring_stock";
const tones = ["var(--hue-1)", "var(--hue-2)", "var(--hue-4)"];

/** The stock of monitored households, category by category. */
export const stock: FigureSpec = {
  id: "monitoring-stock",
  tables: [table],
  course: { table, measure: "households", where: { category: "all" }, topic: "monitoring" },
  state(scene) {
    const months = timeline(scene, table);
    const { area } = scene.view;
    const period = scene.at(table);
    const over = { category: ["all", ...scene.codes("category")], period: months };
    const rows = grid(scene, table, ["households"], { area }, over);
    const at = (when: string) => rows.find((row) => row.category === "all" && row.period === when);
    const now = at(period);
    const before = yearBefore(period);
    const said = {
      households: typeof now?.households === "number" ? scene.number(now.households) : "",
      area: scene.area(area),
      period: scene.period(period),
      comparison: compared(scene, "households", now, at(before), before),
    };
    const comparable = typeof changeOf("households", now, at(before)) !== "string";
    const key = said.households === "" ? "none" : comparable ? "compared" : "title";
    return stateOf(scene, table, {
      title: scene.t(`monitoring.stock.${key}`, said),
      alt: scene.t("monitoring.stock.alt", {
        first: scene.period(months[0] ?? ""),
        last: scene.period(months.at(-1) ?? ""),
      }),
      measure: "households",
      series: "category",
      topic: "monitoring",
      first: months[0],
      last: months.at(-1)!,
      columns: [
        dimensionColumn(scene, table, "period"),
        dimensionColumn(scene, table, "category"),
        measureColumn(scene, table, "households"),
      ],
      rows: rows.filter((row) => row.category !== "all"),
      notes: [scene.t("monitoring.stock.note")],
    });
  },
  chart: ({ rows, events }, scene, size) =>
    lineChart(
      {
        series: scene.codes("category").map((category, index) => ({
          name: scene.label("category", category),
          tone: tones[index] ?? "var(--hue-5)",
          points: rows
            .filter((row) => row.category === category)
            .map((row) => ({ period: String(row.period), value: row.households as number | null })),
        })),
        number: scene.number,
        events,
        chosen: scene.at(table),
      },
      size,
    ),
};

/** The stock of each area below the county, by category, in administrative order. */
export const townships: FigureSpec = {
  id: "monitoring-townships",
  tables: [table],
  size: "full",
  state(scene) {
    const period = scene.at(table);
    const areas = scene.below(scene.collection.root);
    const category = ["all", ...scene.codes("category")];
    const rows = grid(scene, table, ["households"], { period }, { area: areas, category });
    const known = rows.filter((row) => row.category === "all" && typeof row.households === "number");
    const numbers = known.map((row) => Number(row.households));
    return stateOf(scene, table, {
      title:
        known.length > 0
          ? scene.t("monitoring.townships.title", {
              low: scene.number(Math.min(...numbers)),
              high: scene.number(Math.max(...numbers)),
              shown: known.length,
              areas: areas.length,
            })
          : scene.t("monitoring.townships.none", { period: scene.period(period) }),
      alt: scene.t("monitoring.townships.alt", { areas: areas.length }),
      measure: "households",
      last: period,
      area: scene.area(scene.collection.root),
      columns: [
        dimensionColumn(scene, table, "area"),
        dimensionColumn(scene, table, "category"),
        measureColumn(scene, table, "households"),
      ],
      rows,
      notes: [scene.t("monitoring.townships.note")],
    });
  },
  chart: ({ rows }, scene, size) =>
    matrixChart(
      {
        cells: rows.map((row) => ({
          row: scene.area(String(row.area)),
          column: scene.label("category", String(row.category)),
          value: row.households as number | null,
        })),
        rows: scene.below(scene.collection.root).map(scene.area),
        columns: ["all", ...scene.codes("category")].map((code) => scene.label("category", code)),
        number: scene.number,
        steps: quintiles(
          rows.flatMap(({ households }) => (typeof households === "number" ? [households] : [])),
        ),
        chosen: scene.area(scene.view.area),
      },
      size,
    ),
};
