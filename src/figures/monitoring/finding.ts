import { barChart } from "../../components/bars/chart.js";
import { grid } from "../../components/figure/grid.js";
import type { Scene } from "../../components/figure/scene.js";
import { dimensionColumn, type FigureSpec, measureColumn, stateOf } from "../../components/figure/spec.js";
import { shareChart } from "../../components/shares/chart.js";

const found = "monitoring_found";
const days = "monitoring_days";
const tones: Record<string, string> = {
  own_application: "var(--hue-1)",
  visit: "var(--hue-2)",
  department_push: "var(--hue-3)",
  other: "var(--hue-4)",
};

/** The table's whole years up to the chosen period. */
const years = (scene: Scene, table: string) =>
  scene.meta(table).periods.filter((period) => period <= scene.at(table));
const ways = (scene: Scene) => [...scene.codes("found_by"), "not_reported"];
const wayName = (scene: Scene, code: string) =>
  code === "not_reported" ? scene.label("missing", code) : scene.label("found_by", code);

/** How those newly identified were found, year by year. */
export const finding: FigureSpec = {
  id: "monitoring-found",
  tables: [found],
  state(scene) {
    const period = scene.at(found);
    const periods = years(scene, found);
    const { area } = scene.view;
    const over = { period: periods, found_by: ["all", ...ways(scene)] };
    const rows = grid(scene, found, ["identified"], { area }, over);
    const share = (when: string, way: string) => {
      const value = (code: string) =>
        rows.find((row) => row.period === when && row.found_by === code)?.identified;
      const [part, whole] = [value(way), value("all")];
      return typeof part === "number" && typeof whole === "number" && whole > 0 ? part / whole : undefined;
    };
    const [now, first] = [share(period, "department_push"), share(periods[0] ?? "", "department_push")];
    const said = {
      share: now === undefined ? "" : scene.percent(now),
      before: first === undefined ? "" : scene.percent(first),
      period: scene.period(period),
      first: scene.period(periods[0] ?? ""),
    };
    const compared = first !== undefined && periods.length > 1;
    return stateOf(scene, found, {
      title: scene.t(
        `monitoring.found.${now === undefined ? "none" : compared ? "compared" : "title"}`,
        said,
      ),
      alt: scene.t("monitoring.found.alt"),
      measure: "identified",
      first: periods[0],
      last: period,
      columns: [
        dimensionColumn(scene, found, "period"),
        { ...dimensionColumn(scene, found, "found_by"), names: (code) => wayName(scene, code) },
        measureColumn(scene, found, "identified"),
      ],
      rows: rows.filter((row) => row.found_by !== "all"),
      notes: [scene.t("monitoring.found.note")],
    });
  },
  chart({ rows }, scene, size) {
    return shareChart(
      {
        parts: ways(scene).map((code) => ({
          name: wayName(scene, code),
          tone: tones[code] ?? "var(--ink-2)",
          unknown: code === "not_reported",
        })),
        bars: years(scene, found).map((period) => {
          const own = rows.filter((row) => row.period === period);
          const gap = own.find((row) => row.identified === null);
          return {
            label: scene.period(period),
            values: Object.fromEntries(
              own.map((row) => [wayName(scene, String(row.found_by)), Number(row.identified)]),
            ),
            missing: gap && scene.label("missing", String(gap.identified_status)),
          };
        }),
        percent: scene.percent,
      },
      size,
    );
  },
};

const shown = ["median_days", "p90_days", "late_share", "late", "households", "undated"];

/** How long it took from the lead to registration, and from there to the first measure. */
export const waiting: FigureSpec = {
  id: "monitoring-days",
  tables: [days],
  state(scene) {
    const period = scene.at(days);
    const over = { step: scene.codes("step"), period: years(scene, days) };
    const rows = grid(scene, days, shown, { area: scene.view.area }, over);
    const at = (step: string) => rows.find((row) => row.step === step && row.period === period);
    const registration = at("registration");
    const late = (step: string) => {
      const share = at(step)?.late_share;
      return typeof share === "number" ? scene.percent(share) : undefined;
    };
    const said = {
      median:
        typeof registration?.median_days === "number" ? scene.number(Number(registration.median_days)) : "",
      late: late("registration") ?? "",
      period: scene.period(period),
    };
    const key = said.median === "" ? "none" : said.late === "" ? "title" : "late";
    const second = late("measure");
    return stateOf(scene, days, {
      title: scene.t(`monitoring.days.${key}`, said),
      alt: scene.t("monitoring.days.alt"),
      measure: "median_days",
      untold: rows.every((row) => row.median_days === null),
      first: over.period[0],
      last: period,
      columns: [
        dimensionColumn(scene, days, "step"),
        dimensionColumn(scene, days, "period"),
        ...shown.map((name) => measureColumn(scene, days, name)),
      ],
      rows,
      notes: [
        scene.t("monitoring.days.rule"),
        ...(second
          ? [scene.t("monitoring.days.measure", { share: second, period: scene.period(period) })]
          : []),
        scene.t("monitoring.days.undated"),
      ],
    });
  },
  chart: ({ rows }, scene, size) =>
    barChart(
      {
        bars: rows.map((row) => ({
          label: scene.t("monitoring.days.bar", {
            step: scene.label("step", String(row.step)),
            period: scene.period(String(row.period)),
          }),
          value: row.median_days as number | null,
          before: row.p90_days as number | null,
          text:
            typeof row.p90_days === "number"
              ? scene.t("monitoring.days.both", {
                  median: scene.number(Number(row.median_days)),
                  p90: scene.number(row.p90_days),
                })
              : undefined,
          missing: scene.label("missing", String(row.median_days_status)),
          tone: row.step === "measure" ? "var(--apart)" : "var(--main)",
        })),
        number: (value) => scene.number(value),
        key: [
          { text: scene.t("monitoring.days.median"), tone: "var(--main)", shape: "box" },
          { text: scene.t("monitoring.days.ninetieth"), tone: "var(--before)", shape: "line" },
        ],
      },
      size,
    ),
};
