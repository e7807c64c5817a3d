import { yearBefore } from "../../components/data/view.js";
import { changeOf, compared } from "../../components/figure/compare.js";
import { grid, timeline } from "../../components/figure/grid.js";
import { dimensionColumn, type FigureSpec, measureColumn, stateOf } from "../../components/figure/spec.js";
import { multiplesChart } from "../../components/multiples/chart.js";

const measures = ["headcount", "gap", "severity"] as const;

/** How many are below the line, how far, and how unequally: FGT 0, 1 and 2, each on its own scale. */
export const poverty: FigureSpec = {
  id: "income-poverty",
  tables: ["income"],
  size: "full",
  state(scene) {
    const quarters = timeline(scene, "income");
    const period = scene.at("income");
    const held = [...measures, "below_line", "line"];
    const rows = grid(scene, "income", held, { area: scene.view.area }, { period: quarters });
    const at = (when: string) => rows.find((row) => row.period === when);
    const now = at(period);
    const before = at(yearBefore(period));
    const said = {
      share: typeof now?.headcount === "number" ? scene.percent(now.headcount, 1) : "",
      line: typeof now?.line === "number" ? scene.number(now.line) : "",
      period: scene.period(period),
      comparison: compared(scene, "headcount", now, before, yearBefore(period), "ratio"),
    };
    const sameLine = now?.line === before?.line && typeof changeOf("headcount", now, before) !== "string";
    const key = said.share === "" || said.line === "" ? "none" : sameLine ? "compared" : "title";
    return {
      ...stateOf(scene, "income", {
        title: scene.t(`income.poverty.${key}`, said),
        alt: scene.t("income.poverty.alt", {
          first: scene.period(quarters[0] ?? ""),
          last: scene.period(quarters.at(-1) ?? ""),
        }),
        measure: "headcount",
        first: quarters[0],
        last: quarters.at(-1) ?? "",
        columns: [
          dimensionColumn(scene, "income", "period"),
          ...held.map((name) => measureColumn(scene, "income", name)),
        ],
        rows,
        notes: [scene.t("income.poverty.note"), scene.t("income.poverty.zero")],
      }),
      unit: scene.t("income.poverty.unit"),
    };
  },
  chart: ({ rows }, scene, size) =>
    multiplesChart(
      {
        panels: measures.map((name) => ({
          name: scene.t(`income.poverty.${name}`),
          points: rows.map((row) => ({ period: String(row.period), value: row[name] as number | null })),
        })),
        number: (value) => scene.percent(value, 2),
        ownScale: true,
        tone: "var(--limit)",
      },
      size,
    ),
};
