import type { Row } from "../../components/data/rows.js";
import { yearBefore } from "../../components/data/view.js";
import { changeOf, compared } from "../../components/figure/compare.js";
import { grid, timeline } from "../../components/figure/grid.js";
import { dimensionColumn, type FigureSpec, measureColumn, stateOf } from "../../components/figure/spec.js";
import { lineChart } from "../../components/line/chart.js";
import { rangeChart } from "../../components/range/chart.js";

const number = (row: Row | undefined, name: string) => (row?.[name] ?? null) as number | null;

const lines = [
  ["mean", "var(--apart)", false],
  ["median", "var(--main)", false],
  ["line", "var(--limit)", true],
] as const;

/** Mean and median with the spread around them, against the line of the year. */
export const trend: FigureSpec = {
  id: "income-trend",
  tables: ["income"],
  size: "full",
  course: { table: "income", measure: "median", where: {}, topic: "income" },
  state(scene) {
    const quarters = timeline(scene, "income");
    const period = scene.at("income");
    const measures = ["mean", "median", "p10", "p25", "p75", "p90", "line"];
    const rows = grid(scene, "income", measures, { area: scene.view.area }, { period: quarters });
    const at = (when: string) => rows.find((row) => row.period === when);
    const now = at(period);
    const before = at(yearBefore(period));
    const said = {
      median: typeof now?.median === "number" ? scene.number(now.median) : "",
      period: scene.period(period),
      comparison: compared(scene, "median", now, before, yearBefore(period)),
    };
    const comparable = typeof changeOf("median", now, before) !== "string";
    return stateOf(scene, "income", {
      title: scene.t(`income.trend.${said.median === "" ? "none" : comparable ? "compared" : "title"}`, said),
      alt: scene.t("income.trend.alt", {
        first: scene.period(quarters[0] ?? ""),
        last: scene.period(quarters.at(-1) ?? ""),
      }),
      measure: "median",
      series: lines.map(([name]) => name),
      topic: "income",
      first: quarters[0],
      last: quarters.at(-1) ?? "",
      columns: [
        dimensionColumn(scene, "income", "period"),
        ...measures.map((name) => measureColumn(scene, "income", name)),
      ],
      rows,
      notes: [scene.t("income.note.bands"), scene.t("income.note.prices")],
    });
  },
  chart({ rows, columns, events }, scene, size) {
    const line = ([name, tone, dashed]: (typeof lines)[number]) => ({
      name: scene.t(`income.trend.${name}`),
      tone,
      dashed,
      points: rows.map((row) => ({ period: String(row.period), value: number(row, name) })),
    });
    const band = (low: string, high: string) => ({
      tone: "var(--main-soft)",
      points: rows.map((row) => ({
        period: String(row.period),
        low: number(row, low),
        high: number(row, high),
      })),
    });
    return lineChart(
      {
        series: lines.filter(([code]) => columns.some(({ name }) => name === code)).map(line),
        bands: [band("p10", "p90"), band("p25", "p75")],
        number: scene.number,
        events,
        chosen: scene.at("income"),
        height: size.width > 480 ? 360 : 280,
      },
      size,
    );
  },
};

/** Median and middle half of each area, in administrative order, against the line of the year. */
export const townships: FigureSpec = {
  id: "income-townships",
  tables: ["income"],
  size: "full",
  state(scene) {
    const period = scene.at("income");
    const areas = scene.below(scene.collection.root);
    const measures = ["p25", "median", "p75", "line", "persons"];
    const rows = grid(scene, "income", measures, { period }, { area: areas });
    const known = rows.flatMap(({ median }) => (typeof median === "number" ? [median] : []));
    return stateOf(scene, "income", {
      title:
        known.length > 0
          ? scene.t("income.townships.title", {
              low: scene.number(Math.min(...known)),
              high: scene.number(Math.max(...known)),
              areas: known.length,
            })
          : scene.t("income.townships.none", { period: scene.period(period) }),
      alt: scene.t("income.townships.alt", { areas: areas.length }),
      measure: "median",
      last: period,
      area: scene.area(scene.collection.root),
      columns: [
        dimensionColumn(scene, "income", "area"),
        ...measures.map((name) => measureColumn(scene, "income", name)),
      ],
      rows,
      notes: [scene.t("income.townships.note")],
    });
  },
  chart({ rows }, scene, size) {
    const lines = [...new Set(rows.flatMap(({ line }) => (typeof line === "number" ? [line] : [])))];
    return rangeChart(
      {
        ranges: rows.map((row) => ({
          label: scene.area(String(row.area)),
          low: number(row, "p25"),
          middle: number(row, "median"),
          high: number(row, "p75"),
          missing: scene.label("missing", String(row.median_status || "not_reported")),
        })),
        number: scene.number,
        key: [
          { text: scene.t("income.townships.half"), tone: "var(--main-soft)", shape: "line" },
          { text: scene.t("income.trend.median"), tone: "var(--main)", shape: "dot" },
        ],
        rules: lines.map((value) => ({
          value,
          label: scene.t("income.line", { value: scene.number(value) }),
        })),
      },
      size,
    );
  },
};

/** Inequality over time, on the index's own scale. */
export const gini: FigureSpec = {
  id: "income-gini",
  tables: ["income"],
  course: { table: "income", measure: "gini", where: {}, topic: "income" },
  state(scene) {
    const quarters = timeline(scene, "income");
    const period = scene.at("income");
    const rows = grid(scene, "income", ["gini"], { area: scene.view.area }, { period: quarters });
    const at = (when: string) =>
      number(
        rows.find((row) => row.period === when),
        "gini",
      );
    const [now, before] = [at(period), at(yearBefore(period))];
    const said = {
      gini: now === null ? "" : scene.value(now, "index"),
      before: before === null ? "" : scene.value(before, "index"),
      period: scene.period(period),
      earlier: scene.period(yearBefore(period)),
    };
    return stateOf(scene, "income", {
      title: scene.t(`income.gini.${now === null ? "none" : before === null ? "title" : "compared"}`, said),
      alt: scene.t("income.gini.alt", {
        first: scene.period(quarters[0] ?? ""),
        last: scene.period(quarters.at(-1) ?? ""),
      }),
      measure: "gini",
      first: quarters[0],
      last: quarters.at(-1) ?? "",
      columns: [dimensionColumn(scene, "income", "period"), measureColumn(scene, "income", "gini")],
      rows,
      notes: [scene.t("income.gini.note")],
    });
  },
  chart: ({ rows }, scene, size) =>
    lineChart(
      {
        series: [
          {
            name: scene.t("income.gini.name"),
            tone: "var(--main)",
            points: rows.map((row) => ({ period: String(row.period), value: number(row, "gini") })),
          },
        ],
        number: (value) => scene.number(value, 2),
        chosen: scene.at("income"),
      },
      size,
    ),
};
