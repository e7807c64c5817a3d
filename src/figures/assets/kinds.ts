import { barChart } from "../../components/bars/chart.js";
import { grid } from "../../components/figure/grid.js";
import type { Scene } from "../../components/figure/scene.js";
import {
  dimensionColumn,
  type FigureSpec,
  type FigureState,
  measureColumn,
  stateOf,
} from "../../components/figure/spec.js";
import { table, yearColumns, yearOf, yearRows } from "./quarters.js";

const kinds = (scene: Scene) => ["all", ...scene.codes("asset_kind")];

/** What public money bought, by kind. */
export const bought: FigureSpec = {
  id: "assets-bought",
  tables: [table],
  state(scene) {
    const period = scene.at(table);
    const fixed = { area: scene.view.area, period };
    const rows = grid(scene, table, ["value", "assets"], fixed, { kind: kinds(scene) });
    const all = rows[0]!;
    return stateOf(scene, table, {
      title:
        typeof all.value === "number" && typeof all.assets === "number"
          ? scene.t("assets.bought.title", {
              assets: scene.number(all.assets),
              value: scene.value(all.value, "yuan"),
            })
          : scene.t("assets.none", { period: scene.period(period) }),
      alt: scene.t("assets.bought.alt"),
      measure: "value",
      last: period,
      columns: [
        dimensionColumn(scene, table, "kind"),
        measureColumn(scene, table, "value"),
        measureColumn(scene, table, "assets"),
      ],
      rows,
      notes: [scene.t("assets.bought.note")],
    });
  },
  chart: (state, scene, size) =>
    barChart(
      {
        bars: barsOf(state, scene, "value").slice(1),
        number: (yuan) => (yuan === 0 ? "0" : scene.short(yuan, 1)),
      },
      size,
    ),
};

/** What each kind pays, and how many persons it pays, against what it cost. */
export const returns = rate("return", "dividend");
export const reach = rate("reach", "payments");

function rate(measure: "return" | "reach", flow: "dividend" | "payments"): FigureSpec {
  return {
    id: `assets-${measure}`,
    tables: [table],
    state(scene) {
      const rows = yearRows(scene, { kind: kinds(scene) });
      const all = rows[0]!;
      const period = scene.period(scene.at(table));
      return {
        ...stateOf(scene, table, {
          title:
            typeof all[measure] === "number"
              ? scene.t(`assets.${measure}.title`, {
                  rate: scene.number(Number(all[measure]), 2),
                  sum: scene.number(Number(all[flow])),
                  period,
                })
              : scene.t(`assets.${measure}.none`, { period }),
          alt: scene.t(`assets.${measure}.alt`),
          measure: flow,
          last: scene.at(table),
          columns: [
            dimensionColumn(scene, table, "kind"),
            ...yearColumns(scene, [flow]),
            measureColumn(scene, table, "value"),
            ...yearColumns(scene, [measure]),
          ],
          rows,
          notes: [scene.t(`assets.${measure}.note`)],
        }),
        unit: scene.t(`assets.column.${measure}`),
        period: yearOf(scene),
      };
    },
    chart: (state, scene, size) =>
      barChart({ bars: barsOf(state, scene, measure), number: (value) => scene.number(value, 2) }, size),
  };
}

const barsOf = ({ rows }: FigureState, scene: Scene, measure: string) =>
  rows.map((row) => ({
    label: scene.label("asset_kind", String(row.kind)),
    value: row[measure] as number | null,
    missing: scene.label("missing", String(row[`${measure}_status`] || "not_reported")),
    tone: row.kind === "all" ? "var(--main)" : "var(--hue-5)",
  }));
