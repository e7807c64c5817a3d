import type { Row } from "../../components/data/rows.js";
import { timeline } from "../../components/figure/grid.js";
import type { Scene } from "../../components/figure/scene.js";
import { dimensionColumn, type FigureSpec, measureColumn, stateOf } from "../../components/figure/spec.js";
import { type Look, lookKey, stripChart } from "../../components/strip/chart.js";

const table = "monitoring_gap";
const gaps = ["return_gap", "record_gap", "difference"];

const broken = (row: Row) => gaps.some((gap) => typeof row[gap] === "number" && row[gap] !== 0);

/** Accounts of the areas below the top, one for each month and category. */
const accounts = (scene: Scene) =>
  scene.rows(table, { area: scene.below(scene.collection.root), category: scene.codes("category") });

/** Whether stock and flows agree, area by area and month by month, and by how much they do not. */
export const account: FigureSpec = {
  id: "monitoring-account",
  tables: [table],
  size: "full",
  state(scene) {
    const months = timeline(scene, table);
    const all = accounts(scene);
    const judged = all.filter((row) => gaps.some((gap) => row[gap] !== null));
    const failed = judged.filter(broken);
    const { root } = scene.collection;
    const first = failed[0];
    return stateOf(scene, table, {
      title: first
        ? scene.t("monitoring.account.title", {
            count: failed.length,
            number: scene.number(failed.length),
            accounts: scene.number(judged.length),
            areas: scene.list([...new Set(failed.map((row) => scene.area(String(row.area))))].slice(0, 3)),
          })
        : scene.t("monitoring.account.none", { accounts: scene.number(judged.length) }),
      alt: scene.t("monitoring.account.alt", { areas: scene.below(root).length }),
      measure: "return_gap",
      first: months[0],
      last: months.at(-1)!,
      area: scene.area(root),
      columns: [
        dimensionColumn(scene, table, "area"),
        dimensionColumn(scene, table, "period"),
        dimensionColumn(scene, table, "category"),
        ...gaps.map((gap) => measureColumn(scene, table, gap)),
      ],
      // The accounts that add up are many and alike: the county's latest stands for them where all do.
      rows: first ? failed : scene.rows(table, { area: root, period: scene.at(table), category: "all" }),
      notes: [
        ...failed.slice(0, 6).map((row) => sentence(scene, row)),
        scene.t("monitoring.account.note"),
        scene.t("monitoring.account.first"),
      ],
    });
  },
  chart(_, scene, size) {
    const areas = scene.below(scene.collection.root);
    const byPlace = new Map<string, Row[]>();
    for (const row of accounts(scene)) {
      const key = `${row.area} ${row.period}`;
      byPlace.set(key, [...(byPlace.get(key) ?? []), row]);
    }
    const look = (rows: Row[]): Look => {
      if (rows.some(broken)) return "marked";
      return rows.every((row) => row.return_gap === null) ? "crossed" : "plain";
    };
    return stripChart(
      {
        rows: areas.map(scene.area),
        cells: areas.flatMap((area) =>
          timeline(scene, table).map((period) => {
            const rows = byPlace.get(`${area} ${period}`) ?? [];
            return { row: scene.area(area), period, look: look(rows) };
          }),
        ),
        key: [
          lookKey("plain", scene.t("monitoring.account.agrees")),
          lookKey("marked", scene.t("monitoring.account.gap")),
          lookKey("crossed", scene.t("monitoring.account.no_return")),
        ],
        chosen: scene.area(scene.view.area),
      },
      size,
    );
  },
};

/** What the accounts of the chosen area say: that all add up, or by how much some do not. */
export function accountOf(scene: Scene): string[] {
  if (!scene.has(table)) return [];
  const { area } = scene.view;
  const all = scene.rows(table, { area, category: scene.codes("category") });
  const judged = all.filter((row) => gaps.some((gap) => row[gap] !== null));
  const failed = judged.filter(broken);
  const accounts = scene.number(judged.length);
  const last = { area: scene.area(area), accounts };
  if (judged.length === 0) return [scene.t("monitoring.account.unjudged", last)];
  if (failed.length === 0) return [scene.t("monitoring.account.here", last)];
  return failed.slice(-6).map((row) => sentence(scene, row));
}

function sentence(scene: Scene, row: Row): string {
  const amount = (gap: string) => {
    const value = row[gap];
    return typeof value === "number" ? scene.number(value) : scene.label("missing", "not_reported");
  };
  return scene.t("monitoring.account.where", {
    area: scene.area(String(row.area)),
    period: scene.period(String(row.period)),
    category: scene.label("category", String(row.category)),
    returned: amount("return_gap"),
    recorded: amount("record_gap"),
    difference: amount("difference"),
  });
}
