import type { Row } from "../data/rows.js";
import { lineChart } from "../line/chart.js";
import { grid, timeline } from "./grid.js";
import type { Scene } from "./scene.js";
import { type Course, dimensionColumn, type FigureSpec, measureColumn, reason, stateOf } from "./spec.js";

/** Stands for the median of the areas below the top one. */
const middle = "median";

/**
 * A figure over time as it is when two areas are compared: its course in both, and a third line to judge them by,
 * which is the whole for a level or a share and the median of the places for a count or a sum.
 */
export function beside(spec: FigureSpec, course: Course): FigureSpec {
  const { table, measure, where } = course;
  return {
    ...spec,
    state(scene) {
      const { view } = scene;
      const areas = [view.area, view.compare!];
      const periods = timeline(scene, table);
      const entry = scene.meta(table).measures.find(({ name }) => name === measure)!;
      const reference = referenceOf(scene, areas, entry.kind === "count" || entry.kind === "sum");
      const over = { area: [...areas, ...(reference && reference !== middle ? [reference] : [])] };
      const rows = grid(scene, table, [measure], where, { ...over, period: periods });
      if (reference === middle) rows.push(...medians(scene, course, periods));
      const period = scene.at(table);
      const said = (area: string) => {
        const row = rows.find((one) => one.area === area && one.period === period);
        const value = row?.[measure];
        return typeof value === "number"
          ? scene.value(value, entry.unit)
          : reason(scene, row?.[`${measure}_status`]);
      };
      const [first, second] = areas.map(scene.area) as [string, string];
      const what = course.name?.(scene) ?? entry.label[scene.lang];
      const third = nameOf(scene, reference ?? "");
      const state = stateOf(scene, table, {
        title: scene.t("beside.title", {
          ...{ what, first, second, one: said(areas[0]!), two: said(areas[1]!) },
          period: scene.period(period),
        }),
        alt: scene.t("beside.alt", {
          first: scene.period(periods[0] ?? ""),
          last: scene.period(periods.at(-1) ?? ""),
          ...{ one: first, two: second, reference: third },
        }),
        measure,
        topic: course.topic,
        first: periods[0],
        last: periods.at(-1)!,
        area: scene.list([first, second]),
        columns: [
          dimensionColumn(scene, table, "period"),
          { ...dimensionColumn(scene, table, "area"), names: (code) => nameOf(scene, code) },
          measureColumn(scene, table, measure),
        ],
        rows,
        notes: [
          scene.t("beside.note", { measure: what, one: first, two: second }),
          ...(reference === middle ? [scene.t("beside.median.note", { reference: third })] : []),
        ],
      });
      return course.unit ? { ...state, unit: course.unit(scene) } : state;
    },
    chart({ rows, events }, scene, size) {
      const looks = [
        { tone: "var(--main)" },
        { tone: "var(--apart)", dashed: true },
        { tone: "var(--before)", thin: true },
      ];
      const unit = scene.meta(table).measures.find(({ name }) => name === measure)!.unit;
      return lineChart(
        {
          series: [...new Set(rows.map(({ area }) => String(area)))].map((area, at) => ({
            name: nameOf(scene, area),
            ...looks[at]!,
            points: rows
              .filter((row) => row.area === area)
              .map((row) => ({ period: String(row.period), value: row[measure] as number | null })),
          })),
          number: unit === "ratio" ? (value) => scene.percent(value, 1) : scene.number,
          events,
          chosen: scene.at(table),
        },
        size,
      );
    },
  };
}

const nameOf = (scene: Scene, code: string) => {
  const { root } = scene.collection;
  if (code === middle) return scene.t("beside.median", { areas: scene.below(root).length });
  const compared = code === scene.view.area || code === scene.view.compare;
  return code === root && !compared ? scene.t("beside.whole", { area: scene.area(code) }) : scene.area(code);
};

/** A count of the whole would dwarf its parts, and says nothing beside itself. */
function referenceOf({ collection }: Scene, areas: string[], adds: boolean): string | undefined {
  if (areas.includes(collection.root)) return undefined;
  return adds ? middle : collection.root;
}

/** Medians of the areas below the top one, from published values; only of at least half of the areas. */
function medians(scene: Scene, { table, measure, where }: Course, periods: string[]): Row[] {
  const areas = scene.below(scene.collection.root);
  const rows = grid(scene, table, [measure], where, { area: areas, period: periods });
  return periods.map((period) => {
    const own = rows.filter((row) => row.period === period);
    const known = own.flatMap((row) => (typeof row[measure] === "number" ? [row[measure]] : []));
    const enough = known.length * 2 >= areas.length;
    const value = enough ? known.sort((a, b) => a - b)[Math.floor((known.length - 1) / 2)]! : null;
    const missing = own.find((row) => row[measure] === null)?.[`${measure}_status`] ?? "not_reported";
    return { ...where, area: middle, period, [measure]: value, [`${measure}_status`]: enough ? "" : missing };
  });
}
