import { barChart } from "../../components/bars/chart.js";
import {
  dimensionColumn,
  type FigureSpec,
  measureColumn,
  reason as reasonOf,
  stateOf,
} from "../../components/figure/spec.js";
import { datasetName, datasetsOf, everywhere, own, snapshots, sum, upTo } from "./snapshots.js";

const counts = ["received", "accepted", "quarantined"];

/** Rows received, accepted and quarantined by dataset, with the share held back. */
export const held: FigureSpec = {
  id: "quality-rows",
  tables: ["quality"],
  state(scene) {
    const all = snapshots(scene);
    const rows = datasetsOf(scene, all).map((dataset) => {
      const files = all.filter((row) => row.dataset === dataset);
      const totals = Object.fromEntries(
        counts.flatMap((name) => [
          [name, sum(files, name)],
          [`${name}_status`, ""],
        ]),
      );
      const received = Number(totals.received);
      return {
        dataset,
        ...totals,
        share: received > 0 ? Number(totals.quarantined) / received : null,
        share_status: received > 0 ? "" : "not_applicable",
      };
    });
    const received = sum(all, "received");
    const quarantined = sum(all, "quarantined");
    return {
      ...stateOf(scene, "quality", {
        title: scene.t(quarantined > 0 ? "quality.rows.title" : "quality.rows.none", {
          share: scene.percent(quarantined / received, 2),
          quarantined: scene.number(quarantined),
          received: scene.number(received),
        }),
        alt: scene.t("quality.rows.alt"),
        measure: "quarantined",
        last: "",
        area: everywhere(scene),
        columns: [
          dimensionColumn(scene, "quality", "dataset"),
          ...counts.map((name) => measureColumn(scene, "quality", name)),
          { name: "share", label: scene.t("quality.rows.share"), kind: "number", unit: "ratio" },
        ],
        rows,
        notes: [scene.t("quality.rows.note")],
      }),
      ...own(scene, all),
      unit: scene.t("quality.rows.unit"),
    };
  },
  chart: ({ rows }, scene, size) =>
    barChart(
      {
        bars: rows.map((row) => ({
          label: datasetName(scene, row),
          value: row.share as number | null,
          missing: reasonOf(scene, row.share_status),
          tone: "var(--apart)",
        })),
        number: (value) => scene.percent(value, 2),
      },
      size,
    ),
};

/** Why rows were held back, most frequent first; the table says in which dataset. */
export const reasons: FigureSpec = {
  id: "quality-reasons",
  tables: ["quality_reasons"],
  size: "full",
  state(scene) {
    const all = upTo(scene, "quality_reasons");
    const rows = datasetsOf(scene, all).flatMap((dataset) =>
      ranked(all.filter((row) => row.dataset === dataset)).map(([reason, quarantined]) => ({
        dataset,
        reason,
        quarantined,
        quarantined_status: "",
      })),
    );
    const [first] = ranked(rows);
    return {
      ...stateOf(scene, "quality_reasons", {
        title: first
          ? scene.t("quality.reasons.title", {
              reason: decapital(scene.label("reason", first[0])),
              share: scene.percent(first[1] / sum(rows, "quarantined")),
            })
          : scene.t("quality.reasons.none"),
        alt: scene.t("quality.reasons.alt"),
        measure: "quarantined",
        last: "",
        area: everywhere(scene),
        columns: [
          dimensionColumn(scene, "quality_reasons", "dataset"),
          dimensionColumn(scene, "quality_reasons", "reason"),
          measureColumn(scene, "quality_reasons", "quarantined"),
        ],
        rows,
        notes: [scene.t("quality.reasons.note")],
      }),
      ...own(scene, all),
    };
  },
  chart: ({ rows }, scene, size) =>
    barChart(
      {
        bars: ranked(rows).map(([reason, value]) => ({
          label: scene.label("reason", reason),
          value,
          tone: "var(--apart)",
        })),
        number: scene.number,
      },
      size,
    ),
};

/** Rows held back by reason, the most frequent first. */
function ranked(rows: { [name: string]: unknown }[]): [string, number][] {
  const found = new Map<string, number>();
  for (const { reason, quarantined } of rows)
    found.set(String(reason), (found.get(String(reason)) ?? 0) + Number(quarantined));
  return [...found].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

/** A label within a sentence. */
export const decapital = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);
