import { yearBefore } from "../../components/data/view.js";
import { changeOf, compared } from "../../components/figure/compare.js";
import { grid, timeline } from "../../components/figure/grid.js";
import { dimensionColumn, type FigureSpec, measureColumn, stateOf } from "../../components/figure/spec.js";
import { lineChart } from "../../components/line/chart.js";
import { shareChart } from "../../components/shares/chart.js";

const kinds = ["market", "public_post"];
const tones: Record<string, string> = { market: "var(--main)", public_post: "var(--apart)" };

/** Market work and public-welfare posts over the months, never added to each other. */
export const trend: FigureSpec = {
  id: "employment-trend",
  tables: ["employment"],
  course: {
    table: "employment",
    measure: "workers",
    where: { industry: "all", kind: "market" },
    topic: "employment",
    name: (scene) => scene.t("overview.tile.work"),
  },
  state(scene) {
    const months = timeline(scene, "employment");
    const { area } = scene.view;
    const period = scene.at("employment");
    const rows = grid(
      scene,
      "employment",
      ["workers"],
      { area, industry: "all" },
      { kind: kinds, period: months },
    );
    const at = (when: string) => rows.find((row) => row.kind === "market" && row.period === when);
    const now = at(period);
    const said = {
      workers: typeof now?.workers === "number" ? scene.value(now.workers, "persons") : "",
      area: scene.area(area),
      period: scene.period(period),
      comparison: compared(scene, "workers", now, at(yearBefore(period)), yearBefore(period)),
    };
    const comparable = typeof changeOf("workers", now, at(yearBefore(period))) !== "string";
    const key = said.workers === "" ? "none" : comparable ? "compared" : "title";
    const first = scene.period(months[0] ?? "");
    const last = scene.period(months.at(-1) ?? "");
    return stateOf(scene, "employment", {
      title: scene.t(`employment.trend.${key}`, said),
      alt: `${scene.t("employment.trend.alt", { first, last })} ${scene.t(`employment.trend.${key}`, said)}.`,
      measure: "workers",
      series: "kind",
      topic: "employment",
      first: months[0],
      last: months.at(-1)!,
      columns: [
        dimensionColumn(scene, "employment", "period"),
        dimensionColumn(scene, "employment", "kind"),
        measureColumn(scene, "employment", "workers"),
      ],
      rows,
      notes: [scene.t("employment.trend.apart")],
    });
  },
  chart: ({ rows, events }, scene, size) =>
    lineChart(
      {
        series: kinds.map((kind) => ({
          name: scene.label("work_kind", kind),
          tone: tones[kind]!,
          points: rows
            .filter((row) => row.kind === kind)
            .map((row) => ({ period: String(row.period), value: row.workers as number | null })),
        })),
        number: scene.number,
        events,
        chosen: scene.at("employment"),
      },
      size,
    ),
};

export const placeTones: Record<string, string> = {
  township: "var(--hue-1)",
  county: "var(--hue-2)",
  region: "var(--hue-3)",
  beyond: "var(--hue-4)",
};

/** Where the work is done, as parts of a whole; the colours carry no better or worse. */
export const places: FigureSpec = {
  id: "employment-places",
  tables: ["employment_place"],
  state(scene) {
    const period = scene.at("employment_place");
    const { area } = scene.view;
    const over = { kind: kinds, place: scene.codes("work_place") };
    const rows = grid(scene, "employment_place", ["workers"], { area, period }, over);
    const market = rows.filter((row) => row.kind === "market");
    const total = market.reduce((sum, row) => sum + Number(row.workers ?? Number.NaN), 0);
    const home = Number(market.find((row) => row.place === "township")?.workers);
    const known = Number.isFinite(total) && total > 0;
    return stateOf(scene, "employment_place", {
      title: known
        ? scene.t("employment.places.title", { share: scene.percent(home / total) })
        : scene.t("employment.places.none", { period: scene.period(period) }),
      alt: scene.t("employment.places.alt"),
      measure: "workers",
      last: period,
      columns: [
        dimensionColumn(scene, "employment_place", "kind"),
        dimensionColumn(scene, "employment_place", "place"),
        measureColumn(scene, "employment_place", "workers"),
      ],
      rows,
      notes: [scene.t("employment.places.note")],
    });
  },
  chart: ({ rows }, scene, size) =>
    shareChart(
      {
        parts: scene.codes("work_place").map((place) => ({
          name: scene.label("work_place", place),
          tone: placeTones[place] ?? "var(--hue-1)",
        })),
        bars: kinds.map((kind) => {
          const own = rows.filter((row) => row.kind === kind);
          const gap = own.find((row) => row.workers === null);
          return {
            label: scene.label("work_kind", kind),
            values: Object.fromEntries(
              own.map((row) => [scene.label("work_place", String(row.place)), Number(row.workers)]),
            ),
            missing: gap && scene.label("missing", String(gap.workers_status)),
          };
        }),
        percent: scene.percent,
      },
      size,
    ),
};
