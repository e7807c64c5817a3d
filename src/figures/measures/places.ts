import { barChart } from "../../components/bars/chart.js";
import { yearBefore } from "../../components/data/view.js";
import { grid, timeline } from "../../components/figure/grid.js";
import { dimensionColumn, type FigureSpec, measureColumn, stateOf } from "../../components/figure/spec.js";
import { lineChart } from "../../components/line/chart.js";
import { matrixChart } from "../../components/matrix/chart.js";
import { supply } from "./answers.js";

const table = "measures_coverage";
const tones: Record<string, string> = {
  full: "var(--hue-1)",
  part: "var(--hue-2)",
  none: "var(--hue-5)",
};

/** Households by how many of their needs are supplied, over the months. */
export const covered: FigureSpec = {
  id: "measures-covered",
  tables: [table],
  state(scene) {
    const months = timeline(scene, table);
    const period = scene.at(table);
    const over = { coverage: ["all", ...scene.codes("coverage")], period: months };
    const rows = grid(scene, table, ["households"], { area: scene.view.area }, over);
    const at = (coverage: string) =>
      rows.find((row) => row.coverage === coverage && row.period === period)?.households;
    const [all, full, none] = [at("all"), at("full"), at("none")];
    const known = typeof all === "number" && all > 0 && typeof full === "number" && typeof none === "number";
    return stateOf(scene, table, {
      title: known
        ? scene.t("measures.covered.title", {
            full: scene.percent(full / all),
            none: scene.percent(none / all),
          })
        : scene.t("measures.covered.none", { period: scene.period(period) }),
      alt: scene.t("measures.covered.alt", {
        first: scene.period(months[0] ?? ""),
        last: scene.period(months.at(-1) ?? ""),
      }),
      measure: "households",
      series: "coverage",
      first: months[0],
      last: months.at(-1)!,
      columns: [
        dimensionColumn(scene, table, "period"),
        dimensionColumn(scene, table, "coverage"),
        measureColumn(scene, table, "households"),
      ],
      rows: rows.filter((row) => row.coverage !== "all"),
    });
  },
  chart: ({ rows }, scene, size) =>
    lineChart(
      {
        series: scene.codes("coverage").map((coverage) => ({
          name: scene.t(`measures.short.${coverage as "full" | "part" | "none"}`),
          tone: tones[coverage]!,
          dashed: coverage === "none",
          points: rows
            .filter((row) => row.coverage === coverage)
            .map((row) => ({ period: String(row.period), value: row.households as number | null })),
        })),
        number: scene.number,
        chosen: scene.at(table),
      },
      size,
    ),
};

/** The same, area by area, as shares of the area's households. */
export const coverage: FigureSpec = {
  id: "measures-coverage",
  tables: [table],
  size: "full",
  state(scene) {
    const period = scene.at(table);
    const areas = scene.below(scene.collection.root);
    const fixed = { period };
    const rows = grid(scene, table, ["households"], fixed, {
      area: areas,
      coverage: scene.codes("coverage"),
    });
    const totals = grid(scene, table, ["households"], { ...fixed, coverage: "all" }, { area: areas });
    const whole = new Map(totals.map((row) => [row.area, row]));
    for (const row of rows) {
      const total = whole.get(row.area!);
      const all = total?.households;
      const known = typeof row.households === "number" && typeof all === "number" && all > 0;
      row.share = known ? Number(row.households) / all : null;
      row.share_status = known
        ? ""
        : String(row.households_status || total?.households_status || "not_applicable");
    }
    const full = rows.flatMap((row) =>
      row.coverage === "full" && row.share !== null ? [Number(row.share)] : [],
    );
    return {
      ...stateOf(scene, table, {
        title:
          full.length > 0
            ? scene.t("measures.coverage.title", {
                low: scene.percent(Math.min(...full)),
                high: scene.percent(Math.max(...full)),
              })
            : scene.t("measures.coverage.none", { period: scene.period(period) }),
        alt: scene.t("measures.coverage.alt", { areas: areas.length }),
        measure: "households",
        last: period,
        area: scene.area(scene.collection.root),
        columns: [
          dimensionColumn(scene, table, "area"),
          dimensionColumn(scene, table, "coverage"),
          measureColumn(scene, table, "households"),
          { name: "share", label: scene.t("measures.coverage.share"), kind: "number", unit: "ratio" },
        ],
        rows,
        notes: [scene.t("measures.coverage.note")],
      }),
      unit: scene.t("measures.coverage.share"),
    };
  },
  chart: ({ rows }, scene, size) =>
    matrixChart(
      {
        cells: rows.map((row) => ({
          row: scene.area(String(row.area)),
          column: scene.label("coverage", String(row.coverage)),
          value: row.share as number | null,
        })),
        rows: scene.below(scene.collection.root).map(scene.area),
        columns: scene.codes("coverage").map((code) => scene.label("coverage", code)),
        number: (value) => scene.percent(value),
        steps: [0.2, 0.4, 0.6, 0.8],
        chosen: scene.area(scene.view.area),
      },
      size,
    ),
};

/** Needs that no matching measure answers, area by area, beside a year earlier. */
export const unmet: FigureSpec = {
  id: "measures-unmet",
  tables: ["measures_need"],
  size: "full",
  state(scene) {
    const period = scene.at("measures_need");
    const { root } = scene.collection;
    const rows = scene.below(root).map((area) => {
      const now = supply(scene, area, period);
      const before = supply(scene, area, yearBefore(period));
      const held = scene.rows("measures_need", { area, period, risk: "all", answer: ["all", "matched"] });
      const gap = held.map((row) => String(row.needs_status)).find((status) => status !== "");
      return {
        area,
        unmet: now?.unmet ?? null,
        unmet_status: now ? "" : (gap ?? "not_reported"),
        before: before?.unmet ?? null,
        before_status: before ? "" : "not_reported",
        share: now ? 1 - now.share : null,
        share_status: now ? "" : (gap ?? "not_reported"),
      };
    });
    const all = supply(scene, root, period);
    const known = rows.filter((row) => row.unmet !== null).length;
    return stateOf(scene, "measures_need", {
      title: all
        ? scene.t("measures.unmet.title", {
            needs: scene.number(all.unmet),
            all: scene.number(all.all),
            shown: known,
            areas: rows.length,
          })
        : scene.t("measures.unmet.none", { period: scene.period(period) }),
      alt: scene.t("measures.unmet.alt", { areas: rows.length, before: scene.period(yearBefore(period)) }),
      measure: "needs",
      last: period,
      area: scene.area(root),
      columns: [
        dimensionColumn(scene, "measures_need", "area"),
        { name: "unmet", label: scene.t("measures.unmet.column"), kind: "number", unit: "needs" },
        {
          name: "before",
          label: scene.period(yearBefore(period)),
          kind: "number",
          unit: "needs",
        },
        { name: "share", label: scene.t("measures.unmet.share"), kind: "number", unit: "ratio" },
      ],
      rows,
      notes: [scene.t("measures.unmet.note")],
    });
  },
  chart: ({ rows }, scene, size) =>
    barChart(
      {
        bars: rows.map((row) => ({
          label: scene.area(String(row.area)),
          value: row.unmet as number | null,
          before: row.before as number | null,
          missing: scene.label("missing", String(row.unmet_status)),
        })),
        number: scene.number,
        key: [
          { text: scene.period(scene.at("measures_need")), tone: "var(--main)", shape: "box" },
          { text: scene.period(yearBefore(scene.at("measures_need"))), tone: "var(--before)", shape: "line" },
        ],
      },
      size,
    ),
};
