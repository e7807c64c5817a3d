import { columnChart } from "../../components/columns/chart.js";
import type { Row } from "../../components/data/rows.js";
import { yearBefore } from "../../components/data/view.js";
import { changeOf } from "../../components/figure/compare.js";
import { grid, timeline } from "../../components/figure/grid.js";
import { dimensionColumn, type FigureSpec, measureColumn, stateOf } from "../../components/figure/spec.js";
import { lineChart } from "../../components/line/chart.js";
import { shareChart } from "../../components/shares/chart.js";

const tones: Record<string, string> = {
  wage: "var(--hue-1)",
  operating: "var(--hue-2)",
  property: "var(--hue-4)",
  transfer: "var(--hue-3)",
};

/** The four components of income over the quarters. */
export const components: FigureSpec = {
  id: "income-components",
  tables: ["income_component"],
  state(scene) {
    const table = "income_component";
    const quarters = timeline(scene, table);
    const period = scene.at(table);
    const over = { component: scene.codes("component"), period: quarters };
    const rows = grid(scene, table, ["mean", "households"], { area: scene.view.area }, over);
    const at = (component: string, when: string) =>
      rows.find((row) => row.component === component && row.period === when);
    const moves = over.component.flatMap((component) => {
      const change = changeOf("mean", at(component, period), at(component, yearBefore(period)));
      return typeof change === "string" ? [] : [{ component, ...change }];
    });
    const most = moves.reduce<(typeof moves)[number] | undefined>(
      (a, b) => (a && a.difference >= b.difference ? a : b),
      undefined,
    );
    return stateOf(scene, table, {
      title:
        moves.length === over.component.length && most && most.difference > 0
          ? scene.t("income.components.title", {
              component: scene.label("component", most.component),
              yuan: scene.number(most.difference),
              earlier: scene.period(yearBefore(period)),
            })
          : scene.t("income.components.none", { period: scene.period(period) }),
      alt: scene.t("income.components.alt", {
        first: scene.period(quarters[0] ?? ""),
        last: scene.period(quarters.at(-1) ?? ""),
      }),
      measure: "mean",
      series: "component",
      first: quarters[0],
      last: quarters.at(-1) ?? "",
      columns: [
        dimensionColumn(scene, table, "component"),
        dimensionColumn(scene, table, "period"),
        measureColumn(scene, table, "mean"),
        measureColumn(scene, table, "households"),
      ],
      rows,
      notes: [scene.t("income.components.note"), scene.t("income.note.prices")],
    });
  },
  chart: ({ rows }, scene, size) =>
    lineChart(
      {
        series: scene.codes("component").map((component) => ({
          name: scene.label("component", component),
          tone: tones[component] ?? "var(--hue-5)",
          points: rows
            .filter((row) => row.component === component)
            .map((row) => ({ period: String(row.period), value: row.mean as number | null })),
        })),
        number: scene.number,
        chosen: scene.at("income_component"),
      },
      size,
    ),
};

/** The quarter shown and the same quarter of each earlier year, in time order. */
function sameQuarters(periods: string[], period: string): string[] {
  return periods.filter((other) => other.slice(4) === period.slice(4) && other <= period);
}

/** The components as parts of the mean, in the same quarter of each year. */
export const shares: FigureSpec = {
  id: "income-shares",
  tables: ["income_component"],
  state(scene) {
    const table = "income_component";
    const period = scene.at(table);
    const over = {
      period: sameQuarters(timeline(scene, table), period),
      component: scene.codes("component"),
    };
    const rows = grid(scene, table, ["mean"], { area: scene.view.area }, over);
    const now = rows.filter((row) => row.period === period);
    const largest = now.reduce<Row | undefined>(
      (a, b) => (a && Number(a.mean) >= Number(b.mean) ? a : b),
      undefined,
    );
    const total = now.reduce((sum, row) => sum + Number(row.mean), 0);
    const whole = largest && undivided(now) === undefined;
    return stateOf(scene, table, {
      title: whole
        ? scene.t("income.shares.title", {
            component: scene.label("component", String(largest.component)),
            share: scene.percent(Number(largest.mean) / total),
            period: scene.period(period),
          })
        : scene.t("income.shares.none", { period: scene.period(period) }),
      alt: scene.t("income.shares.alt"),
      measure: "mean",
      first: over.period[0],
      last: period,
      columns: [
        dimensionColumn(scene, table, "period"),
        dimensionColumn(scene, table, "component"),
        measureColumn(scene, table, "mean"),
      ],
      rows,
      notes: [scene.t("income.shares.note")],
    });
  },
  chart: ({ rows }, scene, size) =>
    shareChart(
      {
        parts: scene.codes("component").map((component) => ({
          name: scene.label("component", component),
          tone: tones[component] ?? "var(--hue-5)",
        })),
        bars: [...new Set(rows.map(({ period }) => String(period)))].map((period) => {
          const own = rows.filter((row) => row.period === period);
          const status = undivided(own);
          return {
            label: scene.period(period),
            values: Object.fromEntries(
              own.map((row) => [scene.label("component", String(row.component)), Number(row.mean)]),
            ),
            missing: status && scene.label("missing", status),
          };
        }),
        percent: scene.percent,
      },
      size,
    ),
};

/** Why components cannot be shown as parts of a whole: one is missing, or one is a loss. */
function undivided(rows: Row[]): string | undefined {
  const gap = rows.find(({ mean }) => typeof mean !== "number");
  if (gap) return String(gap.mean_status || "not_reported");
  return rows.some(({ mean }) => Number(mean) < 0) || rows.every(({ mean }) => mean === 0)
    ? "not_applicable"
    : undefined;
}

const step = 2000;
const brackets = Array.from({ length: 16 }, (_, index) => String(index * step));

/** Persons by class of income, beside a year earlier, with the line of the year. */
export const distribution: FigureSpec = {
  id: "income-distribution",
  tables: ["income_distribution", "income"],
  state(scene) {
    const table = "income_distribution";
    const period = scene.at(table);
    const before = yearBefore(period);
    const { area } = scene.view;
    const over = { period: [period, before], bracket: brackets };
    const rows = scene.rows(table, { area, ...over });
    const present = new Set(rows.map((row) => row.period));
    const found = new Map(rows.map((row) => [`${row.period} ${row.bracket}`, row]));
    const all = over.period
      .filter((when) => present.has(when))
      .flatMap((when) =>
        brackets.map(
          (bracket): Row =>
            found.get(`${when} ${bracket}`) ?? {
              area,
              period: when,
              bracket,
              persons: 0,
              persons_status: "",
            },
        ),
      );
    const now = all.filter((row) => row.period === period && typeof row.persons === "number");
    const total = scene.rows("income", { area, period })[0]?.persons;
    const top = now.reduce<Row | undefined>(
      (a, b) => (a && Number(a.persons) >= Number(b.persons) ? a : b),
      undefined,
    );
    const from = Number(top?.bracket);
    return stateOf(scene, table, {
      title:
        top && typeof total === "number" && total > 0 && from < 30_000
          ? scene.t("income.distribution.title", {
              share: scene.percent(Number(top.persons) / total),
              low: scene.number(from),
              high: scene.number(from + step),
            })
          : scene.t("income.distribution.none", { period: scene.period(period) }),
      alt: scene.t("income.distribution.alt", { before: scene.period(before) }),
      measure: "persons",
      last: period,
      columns: [
        dimensionColumn(scene, table, "period"),
        dimensionColumn(scene, table, "bracket"),
        measureColumn(scene, table, "persons"),
      ],
      rows: all,
      notes: [
        scene.t("income.distribution.note"),
        ...(present.has(before)
          ? []
          : [
              scene.t("compare.none", {
                reason: scene.t("compare.none.period", { period: scene.period(before) }),
              }),
            ]),
      ],
    });
  },
  chart({ rows }, scene, size) {
    const period = scene.at("income_distribution");
    const at = (bracket: string, when: string) =>
      rows.find((row) => row.bracket === bracket && row.period === when)?.persons as
        | number
        | null
        | undefined;
    const line = scene.rows("income", { area: scene.view.area, period })[0]?.line;
    return columnChart(
      {
        columns: brackets.map((bracket) => ({
          from: Number(bracket),
          to: Number(bracket) + step,
          value: at(bracket, period) ?? null,
          before: at(bracket, yearBefore(period)),
          tone: Number(bracket) === 30_000 ? "var(--hue-5)" : undefined,
        })),
        number: scene.number,
        rules:
          typeof line === "number"
            ? [{ value: line, label: scene.t("income.line", { value: scene.number(line) }) }]
            : [],
        key: [
          { text: scene.period(period), tone: "var(--main)", shape: "box" },
          { text: scene.period(yearBefore(period)), tone: "var(--before)", shape: "line" },
          { text: scene.t("income.distribution.open"), tone: "var(--hue-5)", shape: "box" },
        ],
      },
      size,
    );
  },
};
