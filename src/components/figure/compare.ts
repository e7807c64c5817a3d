import type { Row } from "../data/rows.js";
import type { Scene } from "./scene.js";
import { reason } from "./spec.js";

/**
 * How a measure stands against an earlier period, in words ("3.1% more than in June 2020"), or the reason
 * why nothing can be said. Ratios are compared in percentage points. Only for two periods on one basis.
 */
export function compared(
  scene: Scene,
  measure: string,
  now: Row | undefined,
  before: Row | undefined,
  earlier: string,
  unit = "",
): string {
  const change = changeOf(measure, now, before);
  const period = scene.period(earlier);
  const none = (why: string) => scene.t("compare.none", { reason: why });
  if (typeof change === "string") {
    if (change === "now") return none(scene.t("compare.none.now"));
    if (change === "absent") return none(scene.t("compare.none.period", { period }));
    if (change === "zero") return none(scene.t("compare.none.zero", { period }));
    return none(scene.t("compare.none.missing", { period, reason: reason(scene, change) }));
  }
  if (unit === "ratio") {
    const points = scene.number(Math.abs(change.difference) * 100, 1);
    if (points === scene.number(0, 1)) return scene.t("compare.same", { period });
    return scene.t(change.difference > 0 ? "compare.points.more" : "compare.points.less", {
      points,
      count: Number(points),
      period,
    });
  }
  const percent = scene.percent(Math.abs(change.ratio), 1);
  if (percent === scene.percent(0, 1)) return scene.t("compare.same", { period });
  return scene.t(change.ratio > 0 ? "compare.more" : "compare.less", { percent, period });
}

/** The relative and absolute change, or why there is none: `now`, `absent`, `zero` or the earlier status. */
export function changeOf(
  measure: string,
  now: Row | undefined,
  before: Row | undefined,
): { ratio: number; difference: number } | string {
  const value = now?.[measure];
  const earlier = before?.[measure];
  if (typeof value !== "number") return "now";
  if (!before) return "absent";
  if (typeof earlier !== "number") return String(before[`${measure}_status`] || "not_reported");
  if (earlier === 0) return "zero";
  return { ratio: value / earlier - 1, difference: value - earlier };
}
