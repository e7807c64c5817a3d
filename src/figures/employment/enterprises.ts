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

/** Jobs that exist, and apart from them jobs that are planned: one figure each, never one sum. */
export const jobs = figure("jobs", ["jobs", "jobs_registered", "enterprises"]);
export const planned = figure("planned", ["jobs_planned"]);

function figure(name: "jobs" | "planned", measures: string[]): FigureSpec {
  const measure = measures[0]!;
  return {
    id: `employment-${name}`,
    tables: ["enterprise_jobs"],
    state: (scene) => state(scene, name, measures),
    chart: ({ rows }, scene, size) =>
      barChart(
        {
          bars: rows
            .filter((row) => row.industry !== "all")
            .map((row) => ({
              label: scene.label("industry", String(row.industry)),
              value: row[measure] as number | null,
              missing: scene.label("missing", String(row[`${measure}_status`] || "not_reported")),
              tone: name === "planned" ? "var(--apart)" : undefined,
              hollow: name === "planned",
            })),
          number: scene.number,
        },
        size,
      ),
  };
}

function state(scene: Scene, name: "jobs" | "planned", measures: string[]): FigureState {
  const table = "enterprise_jobs";
  const period = scene.at(table);
  const over = { industry: ["all", ...scene.codes("industry")] };
  const rows = grid(scene, table, measures, { area: scene.view.area, period }, over);
  const all = rows[0]!;
  const total = all[measures[0]!];
  return stateOf(scene, table, {
    title:
      typeof total === "number"
        ? scene.t(`employment.${name}.title`, {
            jobs: scene.value(total, "jobs"),
            enterprises: typeof all.enterprises === "number" ? scene.number(all.enterprises) : "",
          })
        : scene.t(`employment.${name}.none`, { period: scene.period(period) }),
    alt: scene.t(`employment.${name}.alt`),
    measure: measures[0]!,
    last: period,
    columns: [
      dimensionColumn(scene, table, "industry"),
      ...measures.map((one) => measureColumn(scene, table, one)),
    ],
    rows,
  });
}
