import { barChart } from "../../components/bars/chart.js";
import type { Row } from "../../components/data/rows.js";
import { yearBefore } from "../../components/data/view.js";
import { grid, timeline } from "../../components/figure/grid.js";
import type { Scene } from "../../components/figure/scene.js";
import { dimensionColumn, type FigureSpec, measureColumn, stateOf } from "../../components/figure/spec.js";
import { lineChart } from "../../components/line/chart.js";

const drawn = ["identified", "left"];
const tones: Record<string, string> = { identified: "var(--main)", left: "var(--apart)" };

/** Months are told for the whole county only: a township's are too small to be shown. */
const top = (scene: Scene) => scene.collection.root;
const shown = (scene: Scene, row: Row | undefined, measure: string) =>
  typeof row?.[measure] === "number" ? scene.number(row[measure]) : undefined;

/** Who came onto the list and who left it, month by month. */
export const flows: FigureSpec = {
  id: "monitoring-flows",
  tables: ["monitoring_flow"],
  state(scene) {
    const months = timeline(scene, "monitoring_flow");
    const period = scene.at("monitoring_flow");
    const rows = grid(
      scene,
      "monitoring_flow",
      ["households"],
      { area: top(scene), category: "all" },
      { flow: [...drawn, "eliminated"], period: months },
    );
    const at = (flow: string) =>
      shown(
        scene,
        rows.find((row) => row.flow === flow && row.period === period),
        "households",
      );
    const [came, left] = [at("identified"), at("left")];
    return stateOf(scene, "monitoring_flow", {
      title:
        came && left
          ? scene.t("monitoring.flows.title", { came, left, period: scene.period(period) })
          : scene.t("monitoring.flows.none", { period: scene.period(period) }),
      alt: scene.t("monitoring.flows.alt", {
        first: scene.period(months[0] ?? ""),
        last: scene.period(months.at(-1) ?? ""),
      }),
      measure: "households",
      first: months[0],
      last: months.at(-1)!,
      area: scene.area(top(scene)),
      columns: [
        dimensionColumn(scene, "monitoring_flow", "period"),
        dimensionColumn(scene, "monitoring_flow", "flow"),
        measureColumn(scene, "monitoring_flow", "households"),
      ],
      rows,
      notes: [scene.t("monitoring.flows.note")],
    });
  },
  chart: ({ rows }, scene, size) =>
    lineChart(
      {
        series: drawn.map((flow) => ({
          name: scene.label("flow", flow),
          tone: tones[flow]!,
          points: rows
            .filter((row) => row.flow === flow)
            .map((row) => ({ period: String(row.period), value: row.households as number | null })),
        })),
        number: scene.number,
        chosen: scene.at("monitoring_flow"),
      },
      size,
    ),
};

/** The month's movement in each category, beside the same month of the year before. */
export const movement: FigureSpec = {
  id: "monitoring-movement",
  tables: ["monitoring_flow"],
  state(scene) {
    const period = scene.at("monitoring_flow");
    const rows = grid(
      scene,
      "monitoring_flow",
      ["households"],
      { area: top(scene) },
      { period: [period, yearBefore(period)], category: scene.codes("category"), flow: drawn },
    );
    const most = rows
      .filter((row) => row.period === period && row.flow === "identified")
      .reduce<Row | undefined>(
        (a, b) => (Number(b.households ?? -1) > Number(a?.households ?? 0) ? b : a),
        undefined,
      );
    return stateOf(scene, "monitoring_flow", {
      title: most
        ? scene.t("monitoring.movement.title", {
            category: scene.label("category", String(most.category)),
            households: scene.number(Number(most.households)),
            period: scene.period(period),
          })
        : scene.t("monitoring.movement.none", { period: scene.period(period) }),
      alt: scene.t("monitoring.movement.alt", { before: scene.period(yearBefore(period)) }),
      measure: "households",
      last: period,
      area: scene.area(top(scene)),
      columns: [
        dimensionColumn(scene, "monitoring_flow", "category"),
        dimensionColumn(scene, "monitoring_flow", "flow"),
        dimensionColumn(scene, "monitoring_flow", "period"),
        measureColumn(scene, "monitoring_flow", "households"),
      ],
      rows,
    });
  },
  chart({ rows }, scene, size) {
    const period = scene.at("monitoring_flow");
    const earlier = (row: Row) =>
      rows.find((o) => o.category === row.category && o.flow === row.flow && o.period !== period);
    return barChart(
      {
        bars: rows
          .filter((row) => row.period === period)
          .map((row) => ({
            label: scene.t("monitoring.movement.bar", {
              category: scene.label("category", String(row.category)),
              flow: scene.label("flow", String(row.flow)),
            }),
            value: row.households as number | null,
            before: earlier(row)?.households as number | null,
            missing: scene.label("missing", String(row.households_status)),
            tone: tones[String(row.flow)],
          })),
        number: scene.number,
        key: [
          ...drawn.map((flow) => ({
            text: scene.label("flow", flow),
            tone: tones[flow]!,
            shape: "box" as const,
          })),
          { text: scene.period(yearBefore(period)), tone: "var(--before)", shape: "line" as const },
        ],
      },
      size,
    );
  },
};

const parts: Record<string, string> = {
  first_time: "var(--main)",
  returned: "var(--main)",
  eliminated: "var(--apart)",
  other_exits: "var(--apart)",
};

/** What a whole year brought to the chosen area, beside the year before. */
export const year: FigureSpec = {
  id: "monitoring-year",
  tables: ["monitoring_year"],
  state(scene) {
    const table = "monitoring_year";
    const period = scene.at(table);
    const { area } = scene.view;
    const flow = scene.codes("flow");
    const rows = grid(scene, table, ["moves"], { area }, { period: [period, yearBefore(period)], flow });
    const at = (code: string) =>
      shown(
        scene,
        rows.find((row) => row.flow === code && row.period === period),
        "moves",
      );
    const [came, left, returned] = [at("identified"), at("left"), at("returned")];
    const said = {
      came: came ?? "",
      left: left ?? "",
      returned: returned ?? "",
      period: scene.period(period),
      area: scene.area(area),
    };
    const key = !(came && left) ? "none" : returned ? "returned" : "title";
    return stateOf(scene, table, {
      title: scene.t(`monitoring.year.${key}`, said),
      alt: scene.t("monitoring.year.alt", { before: scene.period(yearBefore(period)) }),
      measure: "moves",
      last: period,
      columns: [
        dimensionColumn(scene, table, "flow"),
        dimensionColumn(scene, table, "period"),
        measureColumn(scene, table, "moves"),
      ],
      rows,
      notes: [scene.t("monitoring.year.note")],
    });
  },
  chart({ rows }, scene, size) {
    const period = scene.at("monitoring_year");
    const value = (flow: string, when: string) =>
      rows.find((row) => row.flow === flow && row.period === when);
    return barChart(
      {
        bars: scene.codes("flow").map((flow) => {
          const now = value(flow, period);
          return {
            label: scene.label("flow", flow),
            value: (now?.moves ?? null) as number | null,
            before: value(flow, yearBefore(period))?.moves as number | null,
            missing: scene.label("missing", String(now?.moves_status)),
            tone: tones[flow] ?? parts[flow],
            hollow: flow in parts,
          };
        }),
        number: scene.number,
        key: [
          { text: scene.t("monitoring.year.whole"), tone: "var(--main)", shape: "box" },
          { text: scene.t("monitoring.year.part"), tone: "var(--main)", shape: "hollow" },
          { text: scene.period(yearBefore(period)), tone: "var(--before)", shape: "line" },
        ],
      },
      size,
    );
  },
};
