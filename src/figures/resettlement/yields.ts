import { barChart } from "../../components/bars/chart.js";
import { yearBefore } from "../../components/data/view.js";
import { changeOf, compared } from "../../components/figure/compare.js";
import { grid, timeline } from "../../components/figure/grid.js";
import { dimensionColumn, type FigureSpec, measureColumn, stateOf } from "../../components/figure/spec.js";
import { lineChart } from "../../components/line/chart.js";
import { fourQuarters, sumOf } from "../livestock/sums.js";
import { divided, table } from "./sites.js";

const mostDrawn = 8;

/** Dividends received quarter by quarter: a flow, summed over four quarters only where all four are known. */
export const dividends: FigureSpec = {
  id: "resettlement-dividends",
  tables: [table],
  state(scene) {
    const quarters = timeline(scene, table);
    const period = scene.at(table);
    const measures = ["dividend", "dividend_reported"];
    const fixed = { area: scene.view.area, origin: "all" };
    const rows = grid(scene, table, measures, fixed, { period: quarters }).map((row) =>
      divided(row, "mean", "dividend", "dividend_reported"),
    );
    const year = fourQuarters(period).map((quarter) => rows.find((row) => row.period === quarter));
    const [total, mean] = [sumOf("dividend", year).dividend, sumOf("mean", year).mean];
    return stateOf(scene, table, {
      title:
        typeof total === "number" && typeof mean === "number"
          ? scene.t("resettlement.dividends.title", {
              yuan: scene.number(total),
              mean: scene.number(mean),
              period: scene.period(period),
            })
          : scene.t("resettlement.dividends.none", { period: scene.period(period) }),
      alt: scene.t("resettlement.dividends.alt"),
      measure: "dividend",
      first: quarters[0],
      last: quarters.at(-1) ?? "",
      columns: [
        dimensionColumn(scene, table, "period"),
        ...measures.map((name) => measureColumn(scene, table, name)),
        { name: "mean", label: scene.t("resettlement.dividends.mean"), kind: "number", unit: "yuan" },
      ],
      rows,
      notes: [
        scene.t("resettlement.dividends.note"),
        ...(quarters.length > mostDrawn
          ? [scene.t("resettlement.dividends.drawn", { shown: mostDrawn, number: quarters.length })]
          : []),
      ],
    });
  },
  chart: ({ rows }, scene, size) => {
    const end = rows.findIndex(({ period }) => period === scene.at(table)) + 1;
    return barChart(
      {
        bars: rows.slice(Math.max(0, end - mostDrawn), end).map((row) => ({
          label: scene.period(String(row.period)),
          value: row.dividend as number | null,
          missing: scene.label("missing", String(row.dividend_status || "not_reported")),
        })),
        number: scene.number,
      },
      size,
    );
  },
};

/** Members who work near home, quarter by quarter. */
export const work: FigureSpec = {
  id: "resettlement-work",
  tables: [table],
  state(scene) {
    const quarters = timeline(scene, table);
    const period = scene.at(table);
    const fixed = { area: scene.view.area, origin: "all" };
    const rows = grid(scene, table, ["workers_near", "households"], fixed, { period: quarters });
    const at = (when: string) => rows.find((row) => row.period === when);
    const [now, before] = [at(period), at(yearBefore(period))];
    const comparable = typeof changeOf("workers_near", now, before) !== "string";
    const said = {
      workers: typeof now?.workers_near === "number" ? scene.number(now.workers_near) : "",
      comparison: compared(scene, "workers_near", now, before, yearBefore(period)),
      period: scene.period(period),
    };
    return stateOf(scene, table, {
      title: scene.t(
        `resettlement.work.${said.workers === "" ? "none" : comparable ? "compared" : "title"}`,
        said,
      ),
      alt: scene.t("resettlement.work.alt", {
        first: scene.period(quarters[0] ?? ""),
        last: scene.period(quarters.at(-1) ?? ""),
      }),
      measure: "workers_near",
      first: quarters[0],
      last: quarters.at(-1) ?? "",
      columns: [
        dimensionColumn(scene, table, "period"),
        measureColumn(scene, table, "workers_near"),
        measureColumn(scene, table, "households"),
      ],
      rows,
      notes: [scene.t("resettlement.work.note")],
    });
  },
  chart: ({ rows }, scene, size) =>
    lineChart(
      {
        series: [
          {
            name: scene.t("resettlement.work.series"),
            tone: "var(--main)",
            points: rows.map((row) => ({
              period: String(row.period),
              value: row.workers_near as number | null,
            })),
          },
        ],
        number: scene.number,
        chosen: scene.at(table),
      },
      size,
    ),
};
