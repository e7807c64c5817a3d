import type { Row } from "../../components/data/rows.js";
import { timeline } from "../../components/figure/grid.js";
import type { Scene } from "../../components/figure/scene.js";
import { dimensionColumn, type FigureSpec, measureColumn, stateOf } from "../../components/figure/spec.js";
import { lineChart } from "../../components/line/chart.js";
import { type Look, lookKey, stripChart } from "../../components/strip/chart.js";
import { everywhere } from "../quality/snapshots.js";
import { feedsOf, isOf, monthOf, type State } from "./feeds.js";

const looks: Record<State, Look> = { in_time: "plain", late: "marked", missing: "crossed", not_due: "open" };
const states = Object.keys(looks) as State[];

/** Every feed in every month: in time, late with its days, not received, not due. */
export const strip: FigureSpec = {
  id: "exchange-strip",
  tables: ["exchange", "exchange_month"],
  size: "full",
  follows: [],
  state(scene) {
    const { periods } = scene.meta("exchange");
    const all = scene.rows("exchange");
    const rows = feedsOf(scene).flatMap((feed) => all.filter((row) => isOf(feed, row)));
    const days = measureColumn(scene, "exchange", "days_late");
    const said = stateOf(scene, "exchange", {
      title: finding(scene),
      alt: scene.t("exchange.strip.alt", { feeds: feedsOf(scene).length }),
      measure: "days_late",
      first: periods[0],
      last: periods.at(-1) ?? "",
      area: everywhere(scene),
      columns: [
        dimensionColumn(scene, "exchange", "department"),
        dimensionColumn(scene, "exchange", "topic"),
        dimensionColumn(scene, "exchange", "period"),
        dimensionColumn(scene, "exchange", "state"),
        // A feed that did not come has no days: its state says so, and nothing is missing.
        { name: "days_late", label: days.label, kind: "text" },
      ],
      rows,
      notes: [scene.t("exchange.strip.note")],
    });
    return { ...said, unit: scene.unit("feeds") };
  },
  chart: ({ rows }, scene, size) => {
    const feeds = feedsOf(scene);
    return stripChart(
      {
        rows: feeds.map(({ name }) => name),
        cells: rows.map((row) => ({
          row: feeds.find((feed) => isOf(feed, row))!.name,
          period: String(row.period),
          look: looks[row.state as State],
          text: String(row.days_late ?? ""),
        })),
        key: states.map((state) => lookKey(looks[state], keyWords(scene, state))),
      },
      size,
    );
  },
};

const keyWords = (scene: Scene, state: State) =>
  state === "late" ? scene.t("exchange.strip.late") : scene.label("feed_state", state);

/** How many of the feeds due in the chosen month came, and how. */
function finding(scene: Scene): string {
  const period = scene.at("exchange_month");
  const month = monthOf(scene, period);
  const said = Object.fromEntries(
    ["due", "in_time", "late", "missing"].map((name) => [name, scene.number(Number(month?.[name] ?? 0))]),
  );
  const key = Number(month?.due ?? 0) > 0 ? "exchange.strip.title" : "exchange.strip.none";
  return scene.t(key, { ...said, period: scene.period(period) });
}

const courses = [
  ["in_time", "var(--main)"],
  ["late", "var(--apart)"],
  ["missing", "var(--limit)"],
] as const;

/** Feeds in time, late and not received, month by month. */
export const months: FigureSpec = {
  id: "exchange-months",
  tables: ["exchange_month"],
  state(scene) {
    const periods = timeline(scene, "exchange_month");
    const names = ["due", "in_time", "late", "missing"];
    const rows = periods.map((period) => row(monthOf(scene, period), period, names));
    const due = rows.filter((one) => Number(one.due) > 0);
    const whole = due.filter((one) => one.in_time === one.due).length;
    return stateOf(scene, "exchange_month", {
      title:
        due.length > 0
          ? scene.t(whole > 0 ? "exchange.months.title" : "exchange.months.never", {
              count: whole,
              months: due.length,
            })
          : scene.t("exchange.strip.none", { period: scene.period(scene.at("exchange_month")) }),
      alt: scene.t("exchange.months.alt", {
        first: scene.period(periods[0] ?? ""),
        last: scene.period(periods.at(-1) ?? ""),
      }),
      measure: "in_time",
      series: courses.map(([name]) => name),
      first: periods[0],
      last: periods.at(-1) ?? "",
      area: everywhere(scene),
      columns: [
        dimensionColumn(scene, "exchange_month", "period"),
        ...names.map((name) => measureColumn(scene, "exchange_month", name)),
      ],
      rows,
    });
  },
  chart: ({ rows, columns }, scene, size) =>
    lineChart(
      {
        series: courses
          .filter(([state]) => columns.some(({ name }) => name === state))
          .map(([state, tone]) => ({
            name: scene.label("feed_state", state),
            tone,
            points: rows.map((one) => ({ period: String(one.period), value: one[state] as number | null })),
          })),
        number: scene.number,
        chosen: scene.at("exchange_month"),
      },
      size,
    ),
};

/** The named measures of a month; a month without a list is not reported. */
const row = (month: Row | undefined, period: string, names: string[]): Row => ({
  period,
  ...Object.fromEntries(
    names.flatMap((name) => [
      [name, month?.[name] ?? null],
      [`${name}_status`, month ? String(month[`${name}_status`] ?? "") : "not_reported"],
    ]),
  ),
});
