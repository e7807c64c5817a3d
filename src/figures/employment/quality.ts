import { grid } from "../../components/figure/grid.js";
import { dimensionColumn, type FigureSpec, measureColumn, stateOf } from "../../components/figure/spec.js";
import { rangeChart } from "../../components/range/chart.js";
import { shareChart } from "../../components/shares/chart.js";

const quantiles = ["p25", "median", "p75"];

/** The spread of monthly wages: all wage work first, then each industry. */
export const wages: FigureSpec = {
  id: "employment-wages",
  tables: ["wages"],
  state(scene) {
    const period = scene.at("wages");
    const over = { industry: ["all", ...scene.codes("industry")] };
    const rows = grid(scene, "wages", [...quantiles, "workers"], { area: scene.view.area, period }, over);
    const all = rows[0]!;
    return stateOf(scene, "wages", {
      title:
        typeof all.median === "number"
          ? scene.t("employment.wages.title", {
              low: scene.number(Number(all.p25)),
              high: scene.number(Number(all.p75)),
              middle: scene.number(all.median),
            })
          : scene.t("employment.wages.none", { period: scene.period(period) }),
      alt: scene.t("employment.wages.alt"),
      measure: "median",
      last: period,
      columns: [
        dimensionColumn(scene, "wages", "industry"),
        ...[...quantiles, "workers"].map((name) => measureColumn(scene, "wages", name)),
      ],
      rows,
    });
  },
  chart: ({ rows }, scene, size) =>
    rangeChart(
      {
        ranges: rows.map((row) => ({
          label: scene.label("industry", String(row.industry)),
          low: row.p25 as number | null,
          middle: row.median as number | null,
          high: row.p75 as number | null,
          missing: scene.label("missing", String(row.median_status || "not_reported")),
        })),
        number: scene.number,
        key: [
          { text: scene.t("employment.wages.half"), tone: "var(--main-soft)", shape: "box" },
          { text: scene.t("employment.wages.median"), tone: "var(--main)", shape: "dot" },
        ],
      },
      size,
    ),
};

/** Job quality as a checklist of what is reported; silence comes first. */
export const quality: FigureSpec = {
  id: "employment-quality",
  tables: ["job_quality"],
  state(scene) {
    const period = scene.at("job_quality");
    const over = { element: scene.codes("quality_element") };
    const measures = ["yes", "reported", "workers"];
    const rows = grid(scene, "job_quality", measures, { area: scene.view.area, period }, over);
    const first = rows.find((row) => typeof row.reported === "number" && Number(row.workers) > 0);
    return stateOf(scene, "job_quality", {
      title: first
        ? scene.t("employment.quality.title", {
            element: scene.label("quality_element", String(first.element)),
            share: scene.percent(1 - Number(first.reported) / Number(first.workers)),
          })
        : scene.t("employment.quality.none", { period: scene.period(period) }),
      alt: scene.t("employment.quality.alt"),
      measure: "workers",
      last: period,
      columns: [
        dimensionColumn(scene, "job_quality", "element"),
        ...measures.map((name) => measureColumn(scene, "job_quality", name)),
      ],
      rows,
      notes: [scene.t("employment.quality.note")],
    });
  },
  chart({ rows }, scene, size) {
    const [unknown, no, yes] = (["unknown", "no", "yes"] as const).map((part) =>
      scene.t(`employment.quality.${part}`),
    );
    return shareChart(
      {
        parts: [
          { name: unknown!, tone: "var(--ink-2)", unknown: true },
          { name: no!, tone: "var(--hue-2)" },
          { name: yes!, tone: "var(--hue-1)" },
        ],
        bars: rows.map(
          ({ element, yes: agreed, yes_status, reported, reported_status, workers, workers_status }) => {
            const status = workers_status || reported_status || (reported === 0 ? "" : yes_status);
            const answers = Number(agreed ?? 0);
            return {
              label: scene.label("quality_element", String(element)),
              values: {
                [unknown!]: Number(workers) - Number(reported),
                [no!]: Number(reported) - answers,
                [yes!]: answers,
              },
              missing: status ? scene.label("missing", String(status)) : undefined,
            };
          },
        ),
        percent: scene.percent,
      },
      size,
    );
  },
};
