import { barChart } from "../../components/bars/chart.js";
import { yearBefore } from "../../components/data/view.js";
import { grid, timeline } from "../../components/figure/grid.js";
import type { Scene } from "../../components/figure/scene.js";
import { dimensionColumn, type FigureSpec, measureColumn, stateOf } from "../../components/figure/spec.js";
import { multiplesChart } from "../../components/multiples/chart.js";

const tenths = Array.from({ length: 10 }, (_, index) => `s${index + 1}`);

/** How income is divided between ten groups of persons of equal size, the poorest first. */
export const deciles: FigureSpec = {
  id: "income-deciles",
  tables: ["income_deciles"],
  state(scene) {
    const table = "income_deciles";
    const period = scene.at(table);
    const before = yearBefore(period);
    const periods = timeline(scene, table).filter((when) => when === period || when === before);
    const measures = [...tenths, "s80_s20", "palma"];
    const rows = grid(scene, table, measures, { area: scene.view.area }, { period: periods });
    const now = rows.find((row) => row.period === period);
    const known = [now?.s1, now?.s10, now?.s80_s20].every((value) => typeof value === "number");
    const said = {
      period: scene.period(period),
      ...(known && {
        high: scene.percent(Number(now!.s10), 1),
        low: scene.percent(Number(now!.s1), 1),
        ratio: scene.number(Number(now!.s80_s20), 1),
      }),
    };
    return {
      ...stateOf(scene, table, {
        title: scene.t(known ? "income.deciles.title" : "income.deciles.none", said),
        alt: scene.t("income.deciles.alt", { before: scene.period(before) }),
        measure: "s10",
        last: period,
        columns: [
          dimensionColumn(scene, table, "period"),
          ...measures.map((name) => measureColumn(scene, table, name)),
        ],
        rows,
        notes: [scene.t("income.deciles.note")],
      }),
      unit: scene.t("income.deciles.unit"),
    };
  },
  chart({ rows }, scene, size) {
    const period = scene.at("income_deciles");
    const at = (when: string) => rows.find((row) => row.period === when);
    const [now, before] = [at(period), at(yearBefore(period))];
    return barChart(
      {
        bars: tenths.map((name) => ({
          label: measureColumn(scene, "income_deciles", name).label,
          value: (now?.[name] ?? null) as number | null,
          before: (before?.[name] ?? null) as number | null,
          missing: scene.label("missing", String(now?.[`${name}_status`] || "not_reported")),
        })),
        number: (value) => scene.percent(value, 1),
        key: beside(scene, period),
      },
      size,
    );
  },
};

const beside = (scene: Scene, period: string) => [
  { text: scene.period(period), tone: "var(--main)", shape: "box" as const },
  { text: scene.period(yearBefore(period)), tone: "var(--before)", shape: "line" as const },
];

const parts = ["headcount", "intensity", "adjusted"] as const;
const scheme = "equal_fifths";

/** The adjusted headcount of Alkire and Foster with its two factors, each on its own scale. */
export const multidimensional: FigureSpec = {
  id: "income-multidimensional",
  tables: ["multidimensional"],
  state(scene) {
    const table = "multidimensional";
    const years = timeline(scene, table);
    const period = scene.at(table);
    const measures = [...parts, "poor_persons", "persons"];
    const rows = grid(scene, table, measures, { area: scene.view.area, scheme }, { period: years });
    const now = rows.find((row) => row.period === period);
    const known = parts.every((name) => typeof now?.[name] === "number");
    return {
      ...stateOf(scene, table, {
        title: known
          ? scene.t("income.multi.title", {
              share: scene.percent(Number(now!.headcount), 1),
              intensity: scene.percent(Number(now!.intensity), 1),
              adjusted: scene.number(Number(now!.adjusted), 4),
              period: scene.period(period),
            })
          : scene.t("income.multi.none", { period: scene.period(period) }),
        alt: scene.t("income.multi.alt"),
        measure: "headcount",
        first: years[0],
        last: years.at(-1) ?? "",
        columns: [
          dimensionColumn(scene, table, "period"),
          ...measures.map((name) => measureColumn(scene, table, name)),
        ],
        rows,
        notes: [scene.label("deprivation_scheme", scheme), scene.t("income.multi.note")],
      }),
      unit: scene.t("income.multi.unit"),
    };
  },
  chart: ({ rows }, scene, size) =>
    multiplesChart(
      {
        panels: parts.map((name) => ({
          name: scene.t(`income.multi.${name}`),
          points: rows.map((row) => ({ period: String(row.period), value: row[name] as number | null })),
        })),
        number: (value) => scene.percent(value, 2),
        ownScale: true,
        tone: "var(--limit)",
      },
      size,
    ),
};

/** Each dimension apart: who is deprived in it, who of them is poor, and what it contributes. */
export const deprivations: FigureSpec = {
  id: "income-deprivations",
  tables: ["deprivation"],
  state(scene) {
    const table = "deprivation";
    const period = scene.at(table);
    const measures = ["uncensored", "censored", "contribution"];
    const dimension = scene.codes("deprivation");
    const fixed = { area: scene.view.area, period, scheme };
    const rows = grid(scene, table, measures, fixed, { dimension });
    const most = rows
      .filter((row) => typeof row.uncensored === "number")
      .sort((a, b) => Number(b.uncensored) - Number(a.uncensored))[0];
    return {
      ...stateOf(scene, table, {
        title: most
          ? scene.t("income.deprived.title", {
              dimension: scene.label("deprivation", String(most.dimension)),
              share: scene.percent(Number(most.uncensored), 1),
            })
          : scene.t("income.deprived.none", { period: scene.period(period) }),
        alt: scene.t("income.deprived.alt"),
        measure: "uncensored",
        last: period,
        columns: [
          dimensionColumn(scene, table, "dimension"),
          ...measures.map((name) => measureColumn(scene, table, name)),
        ],
        rows,
        notes: [scene.t("income.deprived.note")],
      }),
      unit: scene.t("income.deprived.unit"),
    };
  },
  chart: ({ rows }, scene, size) =>
    barChart(
      {
        bars: rows.map((row) => ({
          label: scene.label("deprivation", String(row.dimension)),
          value: row.uncensored as number | null,
          before: row.censored as number | null,
          missing: scene.label("missing", String(row.uncensored_status || "not_reported")),
        })),
        number: (value) => scene.percent(value, 2),
        key: [
          { text: scene.t("income.deprived.uncensored"), tone: "var(--main)", shape: "box" },
          { text: scene.t("income.deprived.censored"), tone: "var(--before)", shape: "line" },
        ],
      },
      size,
    ),
};
