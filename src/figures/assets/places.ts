import { barChart } from "../../components/bars/chart.js";
import { dimensionColumn, type FigureSpec, measureColumn, stateOf } from "../../components/figure/spec.js";
import { table, yearColumns, yearOf, yearRows } from "./quarters.js";

/** Where the money stands and what it pays, area by area in administrative order. */
export const places: FigureSpec = {
  id: "assets-places",
  tables: [table],
  size: "full",
  state(scene) {
    const { root } = scene.collection;
    const areas = scene.below(root);
    const rows = yearRows(scene, { area: areas });
    const known = rows.filter(({ value }) => typeof value === "number").length;
    return {
      ...stateOf(scene, table, {
        title: scene.t(known > 0 ? "assets.places.title" : "assets.places.none", {
          known,
          areas: areas.length,
        }),
        alt: scene.t("assets.places.alt", { areas: areas.length }),
        measure: "value",
        last: scene.at(table),
        area: scene.area(root),
        columns: [
          dimensionColumn(scene, table, "area"),
          measureColumn(scene, table, "assets"),
          measureColumn(scene, table, "value"),
          ...yearColumns(scene, ["dividend", "payments", "return", "reach"]),
        ],
        rows,
        notes: [scene.t("assets.places.note")],
      }),
      period: yearOf(scene),
    };
  },
  chart: ({ rows }, scene, size) =>
    barChart(
      {
        bars: rows.map((row) => ({
          label: scene.area(String(row.area)),
          value: row.value as number | null,
          missing: scene.label("missing", String(row.value_status || "not_reported")),
          tone: row.area === scene.view.area ? "var(--apart)" : undefined,
        })),
        number: (yuan) => scene.short(yuan, 1),
      },
      size,
    ),
};
