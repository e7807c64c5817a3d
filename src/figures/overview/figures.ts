import { grid, timeline } from "../../components/figure/grid.js";
import type { Scene } from "../../components/figure/scene.js";
import {
  dimensionColumn,
  type FigureSpec,
  type FigureState,
  measureColumn,
  stateOf,
} from "../../components/figure/spec.js";
import { lineChart } from "../../components/line/chart.js";

/** Median income beside the monitoring line of the year. */
export const incomes: FigureSpec = {
  id: "overview-income",
  tables: ["income"],
  course: { table: "income", measure: "median", where: {}, topic: "income" },
  state: (scene) => course(scene, "income", ["median", "line"], {}, {}),
  chart: ({ rows, columns, events }, scene, size) =>
    lineChart(
      {
        series: (["median", "line"] as const)
          .filter((code) => columns.some(({ name }) => name === code))
          .map((name) => ({
            name: scene.t(`overview.income.${name}`),
            tone: name === "line" ? "var(--limit)" : "var(--main)",
            dashed: name === "line",
            points: rows.map((row) => ({ period: String(row.period), value: row[name] as number | null })),
          })),
        number: scene.number,
        events,
        chosen: scene.at("income"),
      },
      size,
    ),
};

/** All herds in sheep units. */
export const herds: FigureSpec = {
  id: "overview-herds",
  tables: ["livestock_units"],
  course: {
    table: "livestock_units",
    measure: "units",
    where: { scheme: "sheep_unit", owner: "all" },
    topic: "livestock",
    name: (scene) => scene.t("overview.tile.herds"),
    unit: (scene) => scene.unit("sheep_units"),
  },
  state: (scene) => ({
    ...course(scene, "livestock_units", ["units"], { scheme: "sheep_unit", owner: "all" }, {}),
    unit: scene.unit("sheep_units"),
  }),
  chart: ({ rows, events }, scene, size) =>
    lineChart(
      {
        series: [
          {
            name: scene.label("unit", "sheep_units"),
            tone: "var(--main)",
            points: rows.map((row) => ({ period: String(row.period), value: row.units as number | null })),
          },
        ],
        number: scene.number,
        events,
        chosen: scene.at("livestock_units"),
      },
      size,
    ),
};

const tones = ["var(--hue-1)", "var(--hue-2)", "var(--hue-4)"];

/** The stock of monitored persons, category by category. */
export const monitored: FigureSpec = {
  id: "overview-monitored",
  tables: ["monitoring_stock"],
  course: {
    table: "monitoring_stock",
    measure: "persons",
    where: { category: "all" },
    topic: "monitoring",
    name: (scene) => scene.t("overview.tile.monitored"),
  },
  state: (scene) => course(scene, "monitoring_stock", ["persons"], {}, { category: scene.codes("category") }),
  chart: ({ rows, events }, scene, size) =>
    lineChart(
      {
        series: scene.codes("category").map((category, index) => ({
          name: scene.label("category", category),
          tone: tones[index] ?? "var(--hue-5)",
          points: rows
            .filter((row) => row.category === category)
            .map((row) => ({ period: String(row.period), value: row.persons as number | null })),
        })),
        number: scene.number,
        events,
        chosen: scene.at("monitoring_stock"),
      },
      size,
    ),
};

const names: Record<string, "income" | "herds" | "monitored"> = {
  income: "income",
  livestock_units: "herds",
  monitoring_stock: "monitored",
};

/** The state of a figure that shows measures of a table over all its periods. */
function course(
  scene: Scene,
  table: string,
  measures: string[],
  fixed: Record<string, string>,
  over: Record<string, readonly string[]>,
): FigureState {
  const periods = timeline(scene, table);
  const period = scene.at(table);
  const { area } = scene.view;
  const rows = grid(scene, table, measures, { area, ...fixed }, { ...over, period: periods });
  const now = rows.filter((row) => row.period === period).map((row) => row[measures[0]!]);
  const known = now.length > 0 && now.every((value) => typeof value === "number");
  const name = names[table]!;
  const unit = scene.meta(table).measures.find((entry) => entry.name === measures[0])?.unit ?? "";
  const said = {
    value: known
      ? scene.value(
          now.reduce<number>((sum, value) => sum + Number(value), 0),
          unit,
        )
      : "",
    area: scene.area(area),
    period: scene.period(period),
  };
  const title = scene.t(known ? `overview.${name}.title` : `overview.${name}.none`, said);
  return stateOf(scene, table, {
    title,
    alt: scene.t(`overview.${name}.alt`, {
      first: scene.period(periods[0] ?? ""),
      last: scene.period(periods.at(-1) ?? ""),
      title,
    }),
    measure: measures[0]!,
    series: Object.keys(over)[0] ?? (measures.length > 1 ? measures : undefined),
    topic: { income: "income", herds: "livestock", monitored: "monitoring" }[name],
    first: periods[0],
    last: periods.at(-1)!,
    columns: [
      ...Object.keys({ period: 0, ...over }).map((dimension) => dimensionColumn(scene, table, dimension)),
      ...measures.map((measure) => measureColumn(scene, table, measure)),
    ],
    rows,
  });
}
