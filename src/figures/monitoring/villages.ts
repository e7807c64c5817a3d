import { barChart } from "../../components/bars/chart.js";
import type { Row } from "../../components/data/rows.js";
import type { Scene } from "../../components/figure/scene.js";
import { dimensionColumn, type FigureSpec, measureColumn, stateOf } from "../../components/figure/spec.js";

const table = "monitoring_village";

/** The villages of the chosen township, or how many villages of each township have a number to show. */
export const villages: FigureSpec = {
  id: "monitoring-villages",
  tables: [table],
  size: "full",
  state: (scene) => (scene.view.area === scene.collection.root ? county(scene) : township(scene)),
  chart: ({ rows }, scene, size) =>
    barChart(
      scene.view.area === scene.collection.root
        ? {
            bars: rows.map((row) => ({
              label: scene.area(String(row.area)),
              value: row.published as number,
              before: row.villages as number,
              text: scene.t("monitoring.of", {
                part: scene.number(Number(row.published)),
                whole: scene.number(Number(row.villages)),
              }),
            })),
            number: scene.number,
            key: [
              { text: scene.t("monitoring.villages.published"), tone: "var(--main)", shape: "box" },
              { text: scene.t("monitoring.villages.all"), tone: "var(--before)", shape: "line" },
            ],
          }
        : {
            bars: rows.map((row) => ({
              label: scene.area(String(row.area)),
              value: row.households as number | null,
              missing: scene.label("missing", String(row.households_status)),
            })),
            number: scene.number,
          },
      size,
    ),
};

/** A village without a monitored household has no row; its township's row says that it was counted. */
function counted(scene: Scene, area: string, period: string): Row[] {
  const codes = scene.below(area);
  const held = new Map(scene.rows(table, { area: [area, ...codes], period }).map((row) => [row.area, row]));
  return codes.map(
    (code) =>
      held.get(code) ??
      (held.has(area)
        ? { area: code, period, households: 0, households_status: "" }
        : { area: code, period, households: null, households_status: "not_reported" }),
  );
}

function township(scene: Scene) {
  const period = scene.at(table);
  const rows = counted(scene, scene.view.area, period);
  const published = rows.filter((row) => row.households !== null);
  return stateOf(scene, table, {
    title: scene.t(rows.length > 0 ? "monitoring.villages.township" : "monitoring.villages.none", {
      published: published.length,
      villages: rows.length,
      area: scene.area(scene.view.area),
    }),
    alt: scene.t("monitoring.villages.alt"),
    measure: "households",
    last: period,
    columns: [dimensionColumn(scene, table, "area"), measureColumn(scene, table, "households")],
    rows,
    notes: [scene.t("monitoring.villages.note")],
  });
}

function county(scene: Scene) {
  const period = scene.at(table);
  const rows = scene.below(scene.collection.root).flatMap((area) => {
    const own = counted(scene, area, period).filter((row) => row.households !== 0);
    if (own.length === 0) return [];
    const published = own.filter((row) => row.households !== null).length;
    return { area, villages: own.length, villages_status: "", published, published_status: "" };
  });
  const sum = (name: "villages" | "published") => rows.reduce((total, row) => total + row[name], 0);
  return {
    ...stateOf(scene, table, {
      title: scene.t("monitoring.villages.county", {
        published: scene.number(sum("published")),
        villages: scene.number(sum("villages")),
      }),
      alt: scene.t("monitoring.villages.alt"),
      measure: "households",
      last: period,
      columns: [
        dimensionColumn(scene, table, "area"),
        {
          name: "published",
          label: scene.t("monitoring.villages.published"),
          kind: "number" as const,
          unit: "villages",
        },
        {
          name: "villages",
          label: scene.t("monitoring.villages.all"),
          kind: "number" as const,
          unit: "villages",
        },
      ],
      rows,
      notes: [scene.t("monitoring.villages.note"), scene.t("monitoring.villages.choose")],
    }),
    unit: scene.unit("villages"),
  };
}
