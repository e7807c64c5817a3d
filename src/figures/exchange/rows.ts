import { barChart } from "../../components/bars/chart.js";
import { yearBefore } from "../../components/data/view.js";
import type { Scene } from "../../components/figure/scene.js";
import { dimensionColumn, type FigureSpec, measureColumn, stateOf } from "../../components/figure/spec.js";
import { everywhere } from "../quality/snapshots.js";
import { absence, feedRows, matchedShare, rowsOf, shareColumn } from "./feeds.js";

const columns = (scene: Scene) => [
  dimensionColumn(scene, "exchange", "department"),
  dimensionColumn(scene, "exchange", "topic"),
  dimensionColumn(scene, "exchange", "period"),
  dimensionColumn(scene, "exchange", "state"),
  measureColumn(scene, "exchange", "rows"),
  measureColumn(scene, "exchange", "matched"),
  shareColumn(scene),
];

/** Rows that each feed brought in the chosen month. */
export const rows: FigureSpec = {
  id: "exchange-rows",
  tables: ["exchange"],
  state(scene) {
    const period = scene.at("exchange");
    const total = rowsOf(scene, period).rows;
    return stateOf(scene, "exchange", {
      title:
        typeof total === "number"
          ? scene.t("exchange.rows.title", { rows: scene.number(total), period: scene.period(period) })
          : scene.t("exchange.rows.none", { period: scene.period(period) }),
      alt: scene.t("exchange.rows.alt"),
      measure: "rows",
      last: period,
      area: everywhere(scene),
      columns: columns(scene),
      rows: feedRows(scene, period).map(({ row }) => matchedShare(row)),
      notes: [scene.t("exchange.rows.note")],
    });
  },
  chart: (_, scene, size) =>
    barChart(
      {
        bars: feedRows(scene, scene.at("exchange")).map(({ feed, row }) => ({
          label: feed.name,
          value: row.rows as number | null,
          missing: absence(scene, row, String(row.rows_status)),
        })),
        number: scene.number,
      },
      size,
    ),
};

/** How much of each feed was found in the register, beside a year earlier. */
export const matched: FigureSpec = {
  id: "exchange-matched",
  tables: ["exchange"],
  state(scene) {
    const period = scene.at("exchange");
    const { share } = matchedShare(rowsOf(scene, period));
    return {
      ...stateOf(scene, "exchange", {
        title:
          typeof share === "number"
            ? scene.t("exchange.matched.title", {
                share: scene.percent(share, 1),
                period: scene.period(period),
              })
            : scene.t("exchange.rows.none", { period: scene.period(period) }),
        alt: scene.t("exchange.matched.alt", { before: scene.period(yearBefore(period)) }),
        measure: "matched",
        last: period,
        area: everywhere(scene),
        columns: columns(scene),
        rows: [period, yearBefore(period)].flatMap((when) =>
          feedRows(scene, when).map(({ row }) => matchedShare(row)),
        ),
        notes: [scene.t("exchange.matched.note")],
      }),
      unit: scene.t("exchange.matched.share"),
    };
  },
  chart: (_, scene, size) => {
    const period = scene.at("exchange");
    const before = feedRows(scene, yearBefore(period));
    return barChart(
      {
        bars: feedRows(scene, period).map(({ feed, row }) => ({
          label: feed.name,
          value: matchedShare(row).share as number | null,
          before: matchedShare(before.find((one) => one.feed.name === feed.name)?.row).share as number | null,
          missing: absence(scene, row, String(matchedShare(row).share_status)),
        })),
        number: (value) => scene.percent(value),
        key: [
          { text: scene.period(period), tone: "var(--main)", shape: "box" },
          { text: scene.period(yearBefore(period)), tone: "var(--before)", shape: "line" },
        ],
      },
      size,
    );
  },
};
