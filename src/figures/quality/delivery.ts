import { barChart } from "../../components/bars/chart.js";
import { dimensionColumn, type FigureSpec, measureColumn, stateOf } from "../../components/figure/spec.js";
import { type Look, lookKey, stripChart } from "../../components/strip/chart.js";
import {
  type Delivery,
  datasetName,
  datasetsOf,
  due,
  everywhere,
  own,
  snapshotName,
  snapshots,
} from "./snapshots.js";

const looks: Record<Delivery, Look> = {
  in_time: "plain",
  late: "marked",
  not_sent: "crossed",
  undated: "open",
};

const words = {
  in_time: "quality.delivery.in_time",
  late: "quality.delivery.late",
  not_sent: "quality.delivery.not_sent",
  undated: "quality.delivery.undated.key",
} as const;

/** Every snapshot in its place in time: in time, late, not sent. */
export const delivery: FigureSpec = {
  id: "quality-delivery",
  tables: ["quality", "completeness"],
  size: "full",
  state(scene) {
    const rows = snapshots(scene).filter(({ period }) => period !== "");
    const counted = due(rows);
    const number = (kind: Delivery) => rows.filter((row) => row.delivery === kind).length;
    const undated = number("undated");
    return {
      ...stateOf(scene, "quality", {
        title:
          counted.length === 0
            ? scene.t("quality.delivery.none")
            : scene.t("quality.delivery.title", {
                due: scene.number(counted.length),
                in_time: scene.number(number("in_time")),
                late: scene.number(number("late")),
                missing: scene.number(number("not_sent")),
              }),
        alt: scene.t("quality.delivery.alt"),
        measure: "days_late",
        last: "",
        area: everywhere(scene),
        columns: [
          dimensionColumn(scene, "quality", "dataset"),
          dimensionColumn(scene, "quality", "period"),
          {
            name: "delivery",
            label: scene.t("quality.delivery.column"),
            kind: "text",
            names: (code) => scene.t(words[code as Delivery]),
          },
          measureColumn(scene, "quality", "days_late"),
        ],
        rows,
        notes: [
          scene.t("quality.delivery.note"),
          ...(undated > 0
            ? [scene.t("quality.delivery.undated", { count: undated, number: scene.number(undated) })]
            : []),
        ],
      }),
      ...own(scene, rows),
    };
  },
  chart: ({ rows }, scene, size) =>
    stripChart(
      {
        rows: datasetsOf(scene, rows).map((dataset) => scene.label("dataset", dataset)),
        cells: rows.map((row) => ({
          row: datasetName(scene, row),
          period: String(row.period),
          look: looks[row.delivery as Delivery],
          text: String(row.days_late ?? ""),
        })),
        key: (["in_time", "late", "not_sent", "undated"] as const)
          .filter((kind) => kind !== "undated" || rows.some((row) => row.delivery === kind))
          .map((kind) => lookKey(looks[kind], scene.t(words[kind]))),
      },
      size,
    ),
};

const mostDrawn = 12;

/** The longest waits. */
export const late: FigureSpec = {
  id: "quality-late",
  tables: ["quality", "completeness"],
  state(scene) {
    const all = snapshots(scene);
    const rows = all
      .filter((row) => row.delivery === "late")
      .sort((a, b) => Number(b.days_late) - Number(a.days_late));
    const [longest] = rows;
    return {
      ...stateOf(scene, "quality", {
        title: longest
          ? scene.t("quality.late.title", {
              days: scene.number(Number(longest.days_late)),
              snapshot: snapshotName(scene, longest),
            })
          : scene.t("quality.late.none"),
        alt: scene.t("quality.late.alt"),
        measure: "days_late",
        last: "",
        area: everywhere(scene),
        columns: [
          dimensionColumn(scene, "quality", "dataset"),
          dimensionColumn(scene, "quality", "period"),
          measureColumn(scene, "quality", "days_late"),
        ],
        rows,
        notes:
          rows.length > mostDrawn
            ? [scene.t("quality.late.note", { shown: mostDrawn, number: scene.number(rows.length) })]
            : [],
      }),
      ...own(scene, all),
    };
  },
  chart: ({ rows }, scene, size) =>
    barChart(
      {
        bars: rows.slice(0, mostDrawn).map((row) => ({
          label: snapshotName(scene, row),
          value: Number(row.days_late),
          tone: "var(--apart)",
        })),
        number: scene.number,
      },
      size,
    ),
};
