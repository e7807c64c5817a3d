import { barChart } from "../../components/bars/chart.js";
import type { Row } from "../../components/data/rows.js";
import { grid } from "../../components/figure/grid.js";
import { dimensionColumn, type FigureSpec, measureColumn, stateOf } from "../../components/figure/spec.js";

const table = "monitoring_risk";

/** What threatens the monitored households: as the primary risk, and as one of any. */
export const risks: FigureSpec = {
  id: "monitoring-risks",
  tables: [table],
  state(scene) {
    const period = scene.at(table);
    const { area } = scene.view;
    const over = { risk: scene.codes("risk"), role: ["any", "primary", "additional"] };
    const rows = grid(scene, table, ["households"], { area, period }, over);
    const whole = scene.rows(table, { area, period, risk: "all", role: "primary" })[0];
    const all = whole?.households;
    for (const row of rows) {
      const known = typeof row.households === "number" && typeof all === "number" && all > 0;
      row.share = known ? Number(row.households) / all : null;
      row.share_status = known
        ? ""
        : String(row.households_status || whole?.households_status || "not_reported");
    }
    const any = rows.filter((row) => row.role === "any");
    const top = any.reduce<Row | undefined>(
      (a, b) => (Number(b.share ?? -1) > Number(a?.share ?? 0) ? b : a),
      undefined,
    );
    const every = any.every((row) => row.share !== null);
    const sum = any.reduce((total, row) => total + Number(row.share ?? 0), 0);
    return {
      ...stateOf(scene, table, {
        title: top
          ? scene.t("monitoring.risks.title", {
              risk: scene.label("risk", String(top.risk)),
              share: scene.percent(Number(top.share)),
            })
          : scene.t("monitoring.risks.none", { period: scene.period(period) }),
        alt: scene.t("monitoring.risks.alt"),
        measure: "households",
        untold: !top,
        last: period,
        columns: [
          dimensionColumn(scene, table, "risk"),
          dimensionColumn(scene, table, "role"),
          measureColumn(scene, table, "households"),
          { name: "share", label: scene.t("monitoring.risks.share"), kind: "number", unit: "ratio" },
        ],
        rows,
        notes: [
          every
            ? scene.t("monitoring.risks.sum", { sum: scene.percent(sum) })
            : scene.t("monitoring.risks.nosum"),
        ],
      }),
      unit: scene.t("monitoring.risks.share"),
    };
  },
  chart({ rows }, scene, size) {
    const of = (risk: string, role: string) => rows.find((row) => row.risk === risk && row.role === role);
    return barChart(
      {
        bars: scene.codes("risk").map((risk) => ({
          label: scene.label("risk", risk),
          value: (of(risk, "any")?.share ?? null) as number | null,
          before: of(risk, "primary")?.share as number | null,
          missing: scene.label("missing", String(of(risk, "any")?.share_status)),
        })),
        number: (value) => scene.percent(value),
        key: [
          { text: scene.t("monitoring.risks.any"), tone: "var(--main)", shape: "box" },
          { text: scene.t("monitoring.risks.primary"), tone: "var(--before)", shape: "line" },
        ],
      },
      size,
    );
  },
};
