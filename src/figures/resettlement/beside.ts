import { barChart } from "../../components/bars/chart.js";
import { besideChart } from "../../components/beside/chart.js";
import type { Row } from "../../components/data/rows.js";
import { grid } from "../../components/figure/grid.js";
import type { Scene } from "../../components/figure/scene.js";
import {
  type Column,
  dimensionColumn,
  type FigureSpec,
  measureColumn,
  sourceOf,
  stateOf,
} from "../../components/figure/spec.js";
import { shareChart } from "../../components/shares/chart.js";
import { placeTones } from "../employment/work.js";
import { divided, sitesOf } from "./sites.js";

/** Sites and then the whole area that they belong to. */
const places = (scene: Scene) => [...sitesOf(scene), scene.collection.root];

interface Indicator {
  table: string;
  column(scene: Scene): Column;
  /** One row for each place, in their order, with the column's value. */
  rows(scene: Scene): Row[];
}

const plain = (
  table: string,
  name: string,
  where: Record<string, string>,
  label: "income" | "below" | "herd",
) => ({
  table,
  column: (scene: Scene): Column => ({
    ...measureColumn(scene, table, name, scene.t(`resettlement.compare.${label}`)),
    ...(label === "herd" ? { unit: "livestock_units_household" } : {}),
  }),
  rows: (scene: Scene) =>
    grid(scene, table, [name], { period: scene.at(table), ...where }, { area: places(scene) }),
});

const indicators: Indicator[] = [
  plain("income", "median", {}, "income"),
  plain("income", "headcount", {}, "below"),
  plain("livestock_units", "per_household", { scheme: "sheep_unit", owner: "household" }, "herd"),
  {
    table: "employment_place",
    column: (scene) => ({
      name: "near",
      label: scene.t("resettlement.compare.near"),
      kind: "number",
      unit: "ratio",
    }),
    rows: (scene) => {
      const fixed = { period: scene.at("employment_place"), kind: "all" };
      const workers = (place: string) =>
        grid(scene, "employment_place", ["workers"], { ...fixed, place }, { area: places(scene) });
      const all = workers("all");
      return workers("township").map((row, at) =>
        divided(
          { ...row, whole: all[at]!.workers ?? null, whole_status: all[at]!.workers_status ?? "" },
          "near",
          "workers",
          "whole",
        ),
      );
    },
  },
];

const held = (scene: Scene) => indicators.filter(({ table }) => scene.has(table));

/** Each site beside the whole area in a few measures that both have; nothing is ranked. */
export const compare: FigureSpec = {
  id: "resettlement-compare",
  tables: ["resettlement", "income"],
  size: "full",
  state(scene) {
    const own = held(scene);
    const columns = own.map((indicator) => indicator.column(scene));
    const rows = places(scene).map((area, at) => {
      const row: Row = { area };
      own.forEach((indicator, index) => {
        const { name } = columns[index]!;
        const found = indicator.rows(scene)[at]!;
        row[name] = found[name] ?? null;
        row[`${name}_status`] = found[`${name}_status`] ?? "";
      });
      return row;
    });
    const [site, county] = [rows[0]!, rows.at(-1)!];
    const known = typeof site.median === "number" && typeof county.median === "number";
    const unique = (words: string[]) => [...new Set(words)];
    return {
      ...stateOf(scene, "income", {
        title:
          known && rows.length > 1
            ? scene.t("resettlement.compare.title", {
                site: scene.area(String(site.area)),
                income: scene.number(Number(site.median)),
                county: scene.area(String(county.area)),
                other: scene.number(Number(county.median)),
              })
            : scene.t("resettlement.compare.none", { period: scene.period(scene.at("income")) }),
        alt: scene.t("resettlement.compare.alt"),
        measure: "median",
        last: scene.at("income"),
        area: scene.list(rows.map(({ area }) => scene.area(String(area)))),
        columns: [dimensionColumn(scene, "income", "area"), ...columns],
        rows,
        notes: [scene.t("resettlement.compare.note")],
      }),
      unit: unique(columns.map(({ unit }) => scene.unit(unit === "ratio" ? "percent" : unit!))).join(
        scene.t("list.separator"),
      ),
      period: unique(own.map(({ table }) => scene.period(scene.at(table)))).join(scene.t("list.separator")),
      population: unique(own.map(({ table }) => scene.meta(table).population[scene.lang])).join("; "),
      source: unique(own.map(({ table }) => sourceOf(scene, scene.meta(table), scene.collection))).join("; "),
    };
  },
  chart: ({ rows, columns }, scene, size) =>
    besideChart(
      {
        groups: columns.slice(1).map(({ name, label, unit }) => ({
          title: label,
          bars: rows.map((row) => {
            const value = row[name] as number | null;
            return {
              label: scene.area(String(row.area)),
              value,
              text:
                value === null
                  ? scene.label("missing", String(row[`${name}_status`] || "not_reported"))
                  : scene.value(value, unit!),
              tone: row.area === scene.collection.root ? "var(--hue-5)" : "var(--main)",
            };
          }),
        })),
      },
      size,
    ),
};

/** Where the working members of a site work, beside the whole area. */
export const workPlaces: FigureSpec = {
  id: "resettlement-places",
  tables: ["resettlement", "employment_place"],
  state(scene) {
    const period = scene.at("employment_place");
    const over = { area: places(scene), place: scene.codes("work_place") };
    const rows = grid(scene, "employment_place", ["workers"], { period, kind: "all" }, over);
    const shares = over.area.flatMap((area) => {
      const own = rows.filter((row) => row.area === area);
      const all = own.reduce((sum, { workers }) => sum + Number(workers ?? Number.NaN), 0);
      const home = Number(own.find(({ place }) => place === over.place[0])?.workers);
      if (!(all > 0)) return [];
      return scene.t("resettlement.places.share", {
        area: scene.area(area),
        share: scene.percent(home / all),
      });
    });
    const key = shares.length > 0 ? "title" : "none";
    return stateOf(scene, "employment_place", {
      title: scene.t(`resettlement.places.${key}`, {
        period: scene.period(period),
        shares: scene.list(shares),
        place: scene.label("work_place", over.place[0]!).toLocaleLowerCase(scene.lang),
      }),
      alt: scene.t("resettlement.places.alt"),
      measure: "workers",
      last: period,
      area: scene.list(over.area.map(scene.area)),
      columns: [
        dimensionColumn(scene, "employment_place", "area"),
        dimensionColumn(scene, "employment_place", "place"),
        measureColumn(scene, "employment_place", "workers"),
      ],
      rows,
      notes: [scene.t("resettlement.places.note")],
    });
  },
  chart: ({ rows }, scene, size) =>
    shareChart(
      {
        parts: scene.codes("work_place").map((place) => ({
          name: scene.label("work_place", place),
          tone: placeTones[place] ?? "var(--hue-1)",
        })),
        bars: places(scene).map((area) => {
          const own = rows.filter((row) => row.area === area);
          const gap = own.find((row) => row.workers === null);
          return {
            label: scene.area(area),
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

/** Animals that stand at the sites, whoever owns them. */
export const herds: FigureSpec = {
  id: "resettlement-herds",
  tables: ["resettlement", "livestock"],
  state(scene) {
    const period = scene.at("livestock");
    const over = { area: sitesOf(scene), species: scene.codes("species") };
    const rows = grid(scene, "livestock", ["stock"], { period, owner: "all" }, over);
    const known = rows.flatMap(({ species, stock }) =>
      typeof stock === "number" && stock > 0
        ? [
            scene.t("livestock.animals", {
              number: scene.number(stock),
              species: scene.label("species", String(species)).toLocaleLowerCase(scene.lang),
            }),
          ]
        : [],
    );
    return stateOf(scene, "livestock", {
      title:
        over.area.length === 1 && known.length > 0
          ? scene.t("resettlement.herds.title", { animals: scene.list(known) })
          : scene.t("resettlement.herds.none", { period: scene.period(period) }),
      alt: scene.t("resettlement.herds.alt"),
      measure: "stock",
      last: period,
      area: scene.list(over.area.map(scene.area)),
      columns: [
        dimensionColumn(scene, "livestock", "area"),
        dimensionColumn(scene, "livestock", "species"),
        measureColumn(scene, "livestock", "stock"),
      ],
      rows,
      notes: [scene.t("resettlement.herds.note")],
    });
  },
  chart: ({ rows }, scene, size) => {
    const several = sitesOf(scene).length > 1;
    return barChart(
      {
        bars: rows.map((row) => ({
          label: [
            ...(several ? [scene.area(String(row.area))] : []),
            scene.label("species", String(row.species)),
          ].join(scene.t("list.separator")),
          value: row.stock as number | null,
          missing: scene.label("missing", String(row.stock_status || "not_reported")),
        })),
        number: scene.number,
      },
      size,
    );
  },
};
