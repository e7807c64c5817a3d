import { grid } from "../../components/figure/grid.js";
import { dimensionColumn, type FigureSpec, measureColumn, stateOf } from "../../components/figure/spec.js";
import { matrixChart } from "../../components/matrix/chart.js";

const table = "measures_matrix";

/** Which types of measure run for which risk, as shares of the risk's needs; matching pairs are framed. */
export const matrix: FigureSpec = {
  id: "measures-matrix",
  tables: [table, "measures_need", "measure_match"],
  size: "full",
  state(scene) {
    const period = scene.at(table);
    const area = scene.collection.root;
    const over = { measure: scene.codes("measure"), risk: scene.codes("risk") };
    const rows = grid(scene, table, ["needs"], { area, period }, over);
    const pairs = new Set(scene.rows("measure_match").map((row) => `${row.risk} ${row.measure}`));
    const whole = new Map(
      scene
        .rows("measures_need", { area, period, answer: "all" })
        .map((row) => [String(row.risk), row.needs]),
    );
    for (const row of rows) {
      row.matching = pairs.has(`${row.risk} ${row.measure}`) ? "yes" : "no";
      const all = whole.get(String(row.risk));
      const known = typeof row.needs === "number" && typeof all === "number" && all > 0;
      row.share = known ? Number(row.needs) / all : null;
      row.share_status = known ? "" : String(row.needs_status || "not_applicable");
    }
    const matching = rows.filter((row) => row.matching === "yes");
    const used = matching.filter((row) => row.needs !== 0);
    const shares = matching.flatMap(({ share }) => (typeof share === "number" ? [share] : []));
    return {
      ...stateOf(scene, table, {
        title:
          shares.length > 0
            ? scene.t("measures.matrix.title", {
                used: used.length,
                pairs: matching.length,
                share: scene.percent(Math.max(...shares)),
              })
            : scene.t("measures.matrix.none", { period: scene.period(period) }),
        alt: scene.t("measures.matrix.alt", { measures: over.measure.length, risks: over.risk.length }),
        measure: "needs",
        last: period,
        area: scene.area(area),
        columns: [
          dimensionColumn(scene, table, "measure"),
          dimensionColumn(scene, table, "risk"),
          {
            name: "matching",
            label: scene.t("measures.matching"),
            kind: "text",
            names: (code) => scene.t(code === "yes" ? "measures.yes" : "measures.no"),
          },
          measureColumn(scene, table, "needs"),
          { name: "share", label: scene.t("measures.matrix.share"), kind: "number", unit: "ratio" },
        ],
        rows,
        notes: [scene.t("measures.catalogue"), scene.t("measures.scheme"), scene.t("measures.matrix.note")],
      }),
      unit: scene.t("measures.matrix.share"),
    };
  },
  chart: ({ rows }, scene, size) =>
    matrixChart(
      {
        cells: rows.map((row) => ({
          row: scene.label("measure", String(row.measure)),
          column: scene.label("risk", String(row.risk)),
          value: row.share as number | null,
          framed: row.matching === "yes",
        })),
        rows: scene.codes("measure").map((code) => scene.label("measure", code)),
        columns: scene.codes("risk").map((code) => scene.label("risk", code)),
        number: (value) => (value === 0 ? "" : scene.percent(value)),
        steps: [0, 0.05, 0.1, 0.2],
      },
      size,
    ),
};
