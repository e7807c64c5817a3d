import type { Row } from "../../components/data/rows.js";
import { months } from "../../components/data/view.js";
import type { Scene } from "../../components/figure/scene.js";
import type { FigureState } from "../../components/figure/spec.js";

/** How a snapshot was delivered. */
export type Delivery = "in_time" | "late" | "not_sent" | "undated";

/** Rows of a quality table up to the period that is looked at, and those outside time. */
export function upTo(scene: Scene, table: string, where: Record<string, string> = {}): Row[] {
  const { period } = scene.view;
  const rows = scene.rows(table, where);
  if (period === "") return rows;
  const { last } = months(period);
  return rows.filter((row) => row.period === "" || months(String(row.period)).last <= last);
}

/** One row per snapshot due or received, with its `delivery`. */
export function snapshots(scene: Scene): Row[] {
  return upTo(scene, "quality").map((row) => ({ ...row, delivery: deliveryOf(row) }));
}

function deliveryOf({ received, days_late }: Row): Delivery {
  if (received === null) return "not_sent";
  if (days_late === null) return "undated";
  return Number(days_late) > 0 ? "late" : "in_time";
}

/** The snapshots that were due by a date: all of a period except those without a date. */
export const due = (rows: Row[]): Row[] =>
  rows.filter(({ period, delivery }) => period !== "" && delivery !== "undated");

/** Dataset codes of the rows, in the order of the list. */
export function datasetsOf(scene: Scene, rows: Row[]): string[] {
  const found = [...new Set(rows.map(({ dataset }) => String(dataset)))];
  const order = scene.codes("dataset");
  return found.sort((a, b) => order.indexOf(a) - order.indexOf(b));
}

export const datasetName = (scene: Scene, row: Row): string => scene.label("dataset", String(row.dataset));

export const snapshotName = (scene: Scene, row: Row): string =>
  scene.t("quality.snapshot", { dataset: datasetName(scene, row), period: scene.period(String(row.period)) });

/** The time that rows of mixed frequency cover, in words. */
export function timeOf(scene: Scene, rows: Row[]): string {
  const periods = rows.map(({ period }) => String(period)).filter((period) => period !== "");
  if (periods.length === 0) return scene.t("quality.timeless");
  const month = (count: number) => `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, "0")}`;
  const first = Math.min(...periods.map((period) => months(period).first));
  const last = Math.max(...periods.map((period) => months(period).last));
  return scene.periods(month(first), month(last));
}

export const sum = (rows: Row[], measure: string): number =>
  rows.reduce((total, row) => total + Number(row[measure] ?? 0), 0);

/** The whole collection, by the name of its top area where it has one. */
export const everywhere = ({ collection, lang, area }: Scene): string =>
  collection.root === "" ? collection.title[lang] : area(collection.root);

/** What all accounts have in common: they are Foothold's own, of the whole collection. */
export const own = (scene: Scene, rows: Row[]): Pick<FigureState, "source" | "period"> => ({
  source: scene.t("quality.source"),
  period: timeOf(scene, rows),
});
