import { barChart } from "../../components/bars/chart.js";
import type { Row } from "../../components/data/rows.js";
import { yearBefore } from "../../components/data/view.js";
import { changeOf } from "../../components/figure/compare.js";
import { grid, timeline } from "../../components/figure/grid.js";
import { dimensionColumn, type FigureSpec, measureColumn, stateOf } from "../../components/figure/spec.js";
import { matrixChart, quintiles } from "../../components/matrix/chart.js";
import { multiplesChart } from "../../components/multiples/chart.js";

const largest = (rows: Row[]) =>
  rows.reduce<Row | undefined>(
    (most, row) => (Number(row.workers) > Number(most?.workers ?? 0) ? row : most),
    undefined,
  );

/** Whether none of the industries without a figure can employ more than the largest of the others. */
function leads(top: Row, total: number, rows: Row[]): boolean {
  const known = rows.reduce((sum, { workers }) => sum + Number(workers ?? 0), 0);
  return rows.every(({ workers }) => workers !== null) || total - known < Number(top.workers);
}

/** Market work by industry, beside a year earlier. */
export const industries: FigureSpec = {
  id: "employment-industries",
  tables: ["employment"],
  state(scene) {
    const period = scene.at("employment");
    const before = yearBefore(period);
    const over = { period: [period, before], industry: scene.codes("industry") };
    const rows = grid(scene, "employment", ["workers"], { area: scene.view.area, kind: "market" }, over);
    const where = { area: scene.view.area, period, industry: "all", kind: "market" };
    const total = scene.rows("employment", where)[0]?.workers;
    const now = rows.filter((row) => row.period === period);
    const top = largest(now);
    return stateOf(scene, "employment", {
      title:
        top && typeof total === "number"
          ? scene.t(`employment.industries.${leads(top, total, now) ? "title" : "shown"}`, {
              industry: scene.label("industry", String(top.industry)),
              share: scene.percent(Number(top.workers) / total),
            })
          : scene.t("employment.industries.none", { period: scene.period(period) }),
      alt: scene.t("employment.industries.alt", {
        count: over.industry.length,
        before: scene.period(before),
      }),
      measure: "workers",
      last: period,
      columns: [
        dimensionColumn(scene, "employment", "industry"),
        dimensionColumn(scene, "employment", "period"),
        measureColumn(scene, "employment", "workers"),
      ],
      rows,
    });
  },
  chart({ rows }, scene, size) {
    const period = scene.at("employment");
    const value = (industry: string, when: string) =>
      rows.find((row) => row.industry === industry && row.period === when);
    return barChart(
      {
        bars: scene.codes("industry").map((industry) => {
          const now = value(industry, period);
          return {
            label: scene.label("industry", industry),
            value: (now?.workers ?? null) as number | null,
            before: value(industry, yearBefore(period))?.workers as number | null,
            missing: scene.label("missing", String(now?.workers_status)),
          };
        }),
        number: scene.number,
        key: [
          { text: scene.period(period), tone: "var(--main)", shape: "box" },
          { text: scene.period(yearBefore(period)), tone: "var(--before)", shape: "line" },
        ],
      },
      size,
    );
  },
};

/** Each industry's own course, on one scale. */
export const changes: FigureSpec = {
  id: "employment-changes",
  tables: ["employment"],
  size: "full",
  follows: ["area"],
  state(scene) {
    const months = timeline(scene, "employment");
    const period = scene.at("employment");
    const over = { industry: scene.codes("industry"), period: months };
    const rows = grid(scene, "employment", ["workers"], { area: scene.view.area, kind: "market" }, over);
    const at = (industry: string, when: string) =>
      rows.find((row) => row.industry === industry && row.period === when);
    const moves = over.industry
      .map((code) => changeOf("workers", at(code, period), at(code, yearBefore(period))))
      .filter((change) => typeof change !== "string");
    return stateOf(scene, "employment", {
      title: scene.t(moves.length > 0 ? "employment.changes.title" : "employment.changes.none", {
        count: moves.length,
        up: moves.filter(({ difference }) => difference > 0).length,
        down: moves.filter(({ difference }) => difference < 0).length,
      }),
      alt: scene.t("employment.changes.alt", {
        first: scene.period(months[0] ?? ""),
        last: scene.period(months.at(-1) ?? ""),
      }),
      measure: "workers",
      series: "industry",
      first: months[0],
      last: months.at(-1)!,
      columns: [
        dimensionColumn(scene, "employment", "industry"),
        dimensionColumn(scene, "employment", "period"),
        measureColumn(scene, "employment", "workers"),
      ],
      rows,
    });
  },
  chart: ({ rows }, scene, size) =>
    multiplesChart(
      {
        panels: scene.codes("industry").map((industry) => ({
          name: scene.label("industry", industry),
          points: rows
            .filter((row) => row.industry === industry)
            .map((row) => ({ period: String(row.period), value: row.workers as number | null })),
        })),
        number: scene.number,
      },
      size,
    ),
};

/** What people work in, area by area in administrative order: no area stands above another. */
export const matrix: FigureSpec = {
  id: "employment-matrix",
  tables: ["employment"],
  size: "full",
  state(scene) {
    const period = scene.at("employment");
    const areas = scene.below(scene.collection.root);
    const industry = scene.codes("industry");
    const rows = grid(
      scene,
      "employment",
      ["workers"],
      { period, kind: "market" },
      { area: areas, industry },
    );
    const totals = grid(
      scene,
      "employment",
      ["workers"],
      { period, kind: "market", industry: "all" },
      { area: areas },
    );
    const total = new Map(totals.map((row) => [row.area, row]));
    for (const row of rows) {
      const whole = total.get(row.area!)?.workers;
      const known = typeof row.workers === "number" && typeof whole === "number" && whole > 0;
      row.share = known ? Number(row.workers) / whole : null;
      row.share_status = known
        ? ""
        : row.workers_status || total.get(row.area!)?.workers_status || "not_applicable";
    }
    const leaders = areas.flatMap((area) => largest(rows.filter((row) => row.area === area))?.industry ?? []);
    const most = industry
      .map((code) => ({ code, count: leaders.filter((leader) => leader === code).length }))
      .reduce((a, b) => (b.count > a.count ? b : a), { code: "", count: 0 });
    return {
      ...stateOf(scene, "employment", {
        title:
          most.count > 0
            ? scene.t("employment.matrix.title", {
                industry: scene.label("industry", most.code),
                count: most.count,
                areas: areas.length,
              })
            : scene.t("employment.matrix.none", { period: scene.period(period) }),
        alt: scene.t("employment.matrix.alt", { areas: areas.length, industries: industry.length }),
        measure: "workers",
        last: period,
        area: scene.area(scene.collection.root),
        columns: [
          dimensionColumn(scene, "employment", "area"),
          dimensionColumn(scene, "employment", "industry"),
          measureColumn(scene, "employment", "workers"),
          { name: "share", label: scene.t("employment.matrix.share"), kind: "number", unit: "ratio" },
        ],
        rows,
      }),
      unit: scene.t("employment.matrix.share"),
    };
  },
  chart({ rows }, scene, size) {
    const shares = rows.flatMap(({ share }) => (typeof share === "number" ? [share] : []));
    return matrixChart(
      {
        cells: rows.map((row) => ({
          row: scene.area(String(row.area)),
          column: scene.label("industry", String(row.industry)),
          value: row.share as number | null,
        })),
        rows: scene.below(scene.collection.root).map(scene.area),
        columns: scene.codes("industry").map((code) => scene.label("industry", code)),
        number: scene.percent,
        steps: quintiles(shares),
        chosen: scene.area(scene.view.area),
      },
      size,
    );
  },
};
