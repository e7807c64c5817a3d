import { grid, timeline } from "../../components/figure/grid.js";
import { dimensionColumn, type FigureSpec, measureColumn, stateOf } from "../../components/figure/spec.js";
import { multiplesChart } from "../../components/multiples/chart.js";
import { shareChart } from "../../components/shares/chart.js";

const table = "asset_use";
const tones: Record<string, string> = {
  used: "var(--main)",
  idle: "var(--apart)",
  unknown: "var(--hue-5)",
};

/** How much of what was bought is in use, by number and by value. */
export const use: FigureSpec = {
  id: "assets-use",
  tables: [table],
  state(scene) {
    const period = scene.at(table);
    const fixed = { area: scene.view.area, period };
    const rows = grid(scene, table, ["assets", "value"], fixed, {
      use: ["all", ...scene.codes("asset_use")],
    });
    const of = (code: string) => rows.find((row) => row.use === code)!;
    const known = typeof of("idle").assets === "number" && typeof of("all").assets === "number";
    return {
      ...stateOf(scene, table, {
        title: known
          ? scene.t("assets.use.title", {
              idle: scene.number(Number(of("idle").assets)),
              assets: scene.number(Number(of("all").assets)),
            })
          : scene.t("assets.use.none", { period: scene.period(period) }),
        alt: scene.t("assets.use.alt"),
        measure: "assets",
        last: period,
        columns: [
          dimensionColumn(scene, table, "use"),
          measureColumn(scene, table, "assets"),
          measureColumn(scene, table, "value"),
        ],
        rows,
        notes: [scene.t("assets.use.note")],
      }),
      unit: scene.t("assets.use.unit"),
    };
  },
  chart: ({ rows, columns }, scene, size) => {
    const parts = rows.filter((row) => row.use !== "all");
    return shareChart(
      {
        parts: scene.codes("asset_use").map((code) => ({
          name: scene.label("asset_use", code),
          tone: tones[code] ?? "var(--hue-5)",
          unknown: code === "unknown",
        })),
        bars: (["assets", "value"] as const).map((name) => {
          const gap = parts.find((row) => row[name] === null);
          return {
            label: columns.find((column) => column.name === name)!.label,
            values: Object.fromEntries(
              parts.map((row) => [scene.label("asset_use", String(row.use)), Number(row[name])]),
            ),
            missing: gap && scene.label("missing", String(gap[`${name}_status`])),
          };
        }),
        percent: (share) => scene.percent(share, share < 0.1 ? 1 : 0),
      },
      size,
    );
  },
};

/** Assets in use, idle and unreported over time, each on its own scale. */
export const idle: FigureSpec = {
  id: "assets-idle",
  tables: [table],
  state(scene) {
    const quarters = timeline(scene, table);
    const over = { use: scene.codes("asset_use"), period: quarters };
    const rows = grid(scene, table, ["assets"], { area: scene.view.area }, over);
    const at = (period: string) => rows.find((row) => row.use === "idle" && row.period === period)?.assets;
    const [first, last] = [at(quarters[0] ?? ""), at(scene.at(table))];
    return stateOf(scene, table, {
      title:
        typeof first === "number" && typeof last === "number"
          ? scene.t("assets.idle.title", {
              first: scene.number(first),
              start: scene.period(quarters[0]!),
              last: scene.number(last),
              period: scene.period(scene.at(table)),
            })
          : scene.t("assets.idle.none", { period: scene.period(scene.at(table)) }),
      alt: scene.t("assets.idle.alt", {
        first: scene.period(quarters[0] ?? ""),
        last: scene.period(quarters.at(-1) ?? ""),
      }),
      measure: "assets",
      series: "use",
      first: quarters[0],
      last: quarters.at(-1) ?? "",
      columns: [
        dimensionColumn(scene, table, "use"),
        dimensionColumn(scene, table, "period"),
        measureColumn(scene, table, "assets"),
      ],
      rows,
      notes: [scene.t("livestock.scales")],
    });
  },
  chart: ({ rows }, scene, size) =>
    multiplesChart(
      {
        panels: scene.codes("asset_use").map((code) => ({
          name: scene.label("asset_use", code),
          points: rows
            .filter((row) => row.use === code)
            .map((row) => ({ period: String(row.period), value: row.assets as number | null })),
        })),
        number: scene.number,
        ownScale: true,
      },
      size,
    ),
};
