import { barChart } from "../../components/bars/chart.js";
import type { Row } from "../../components/data/rows.js";
import { yearBefore } from "../../components/data/view.js";
import { changeOf, compared } from "../../components/figure/compare.js";
import { grid, timeline } from "../../components/figure/grid.js";
import type { Scene } from "../../components/figure/scene.js";
import { dimensionColumn, type FigureSpec, measureColumn, stateOf } from "../../components/figure/spec.js";
import { lineChart } from "../../components/line/chart.js";
import { matrixChart, quintiles } from "../../components/matrix/chart.js";
import { schemes } from "./schemes.js";

const table = "livestock_units";
const tones: Record<string, string> = {
  all: "var(--main)",
  household: "var(--hue-3)",
  cooperative: "var(--hue-2)",
  company: "var(--hue-4)",
};

/** What a scheme counts an animal of each species, in words. */
export function factorsOf(scene: Scene, scheme: keyof typeof schemes): string {
  const items = Object.entries(schemes[scheme].factors).map(
    ([species, factor]) => `${scene.label("species", species)} ${scene.number(factor, 2)}`,
  );
  return items.join(scene.t("list.separator"));
}

/** The herd by owner in one scheme of units. */
function herd(scheme: keyof typeof schemes): FigureSpec {
  const { unit } = schemes[scheme];
  return {
    id: `livestock-${unit.replace("_", "-")}`,
    tables: [table],
    state(scene) {
      const quarters = timeline(scene, table);
      const period = scene.at(table);
      const over = { owner: ["all", ...scene.codes("owner")], period: quarters };
      const rows = grid(scene, table, ["units"], { area: scene.view.area, scheme }, over);
      const at = (when: string) => rows.find((row) => row.owner === "all" && row.period === when);
      const now = at(period);
      const before = at(yearBefore(period));
      const said = {
        units: typeof now?.units === "number" ? scene.value(now.units, "sheep_units") : "",
        unit: scene.unit(unit),
        period: scene.period(period),
        comparison: compared(scene, "units", now, before, yearBefore(period)),
      };
      const comparable = typeof changeOf("units", now, before) !== "string";
      const silent = over.owner.filter(
        (owner) => !rows.some((row) => row.owner === owner && row.units !== null),
      );
      const names = scene.list(silent.map((owner) => scene.label("owner", owner)));
      return {
        ...stateOf(scene, table, {
          title: scene.t(
            `livestock.herd.${said.units === "" ? "none" : comparable ? "compared" : "title"}`,
            said,
          ),
          alt: scene.t("livestock.herd.alt", {
            unit: said.unit,
            first: scene.period(quarters[0] ?? ""),
            last: scene.period(quarters.at(-1) ?? ""),
          }),
          measure: "units",
          series: "owner",
          topic: "livestock",
          first: quarters[0],
          last: quarters.at(-1) ?? "",
          columns: [
            dimensionColumn(scene, table, "period"),
            dimensionColumn(scene, table, "owner"),
            { ...measureColumn(scene, table, "units"), unit },
          ],
          rows,
          notes: [
            scene.t(`livestock.scheme.${scheme}`, { factors: factorsOf(scene, scheme) }),
            ...(silent.length > 0 ? [scene.t("livestock.herd.silent", { owners: names })] : []),
          ],
        }),
        unit: said.unit,
      };
    },
    chart: ({ rows, events }, scene, size) =>
      lineChart(
        {
          series: ["all", ...scene.codes("owner")].map((owner) => ({
            name: scene.label("owner", owner),
            tone: tones[owner] ?? "var(--hue-5)",
            points: rows
              .filter((row) => row.owner === owner)
              .map((row) => ({ period: String(row.period), value: row.units as number | null })),
          })),
          number: scene.number,
          events,
          chosen: scene.at(table),
        },
        size,
      ),
  };
}

export const sheepUnits = herd("sheep_unit");
export const tropicalUnits = herd("tlu");

/** Household herds against all registered households, area by area in administrative order. */
export const perHousehold: FigureSpec = {
  id: "livestock-per-household",
  tables: [table],
  size: "full",
  state(scene) {
    const period = scene.at(table);
    const areas = scene.below(scene.collection.root);
    const fixed = { period, scheme: "sheep_unit", owner: "household" };
    const rows = grid(scene, table, ["per_household"], fixed, { area: areas });
    const known = rows.flatMap(({ per_household }) =>
      typeof per_household === "number" ? [per_household] : [],
    );
    const unit = scene.t("livestock.household.unit");
    return {
      ...stateOf(scene, table, {
        title:
          known.length > 0
            ? scene.t("livestock.household.title", {
                low: scene.number(Math.min(...known), 1),
                high: scene.number(Math.max(...known), 1),
              })
            : scene.t("livestock.household.none", { period: scene.period(period) }),
        alt: scene.t("livestock.household.alt", { areas: areas.length }),
        measure: "per_household",
        last: period,
        area: scene.area(scene.collection.root),
        columns: [
          dimensionColumn(scene, table, "area"),
          { ...measureColumn(scene, table, "per_household"), unit: "livestock_units_household" },
        ],
        rows,
        notes: [
          scene.t("livestock.household.note"),
          scene.t("livestock.scheme.sheep_unit", { factors: factorsOf(scene, "sheep_unit") }),
        ],
      }),
      unit,
    };
  },
  chart: ({ rows }, scene, size) =>
    barChart(
      {
        bars: rows.map((row) => ({
          label: scene.area(String(row.area)),
          value: row.per_household as number | null,
          missing: scene.label("missing", String(row.per_household_status || "not_reported")),
          tone: row.area === scene.view.area ? "var(--apart)" : undefined,
        })),
        number: (value) => scene.number(value, 1),
      },
      size,
    ),
};

/** Which part of each species stands in which area, in administrative order. */
export const townships: FigureSpec = {
  id: "livestock-townships",
  tables: ["livestock"],
  size: "full",
  state(scene) {
    const period = scene.at("livestock");
    const { root } = scene.collection;
    const areas = scene.below(root);
    const over = { area: areas, species: scene.codes("species") };
    const rows = grid(scene, "livestock", ["stock"], { period, owner: "all" }, over);
    const totals = grid(
      scene,
      "livestock",
      ["stock"],
      { area: root, period, owner: "all" },
      {
        species: over.species,
      },
    );
    for (const row of rows)
      share(
        row,
        totals.find(({ species }) => species === row.species),
      );
    const sheep = rows
      .flatMap((row) => (row.species === "sheep" && typeof row.share === "number" ? [row.share] : []))
      .sort((a, b) => b - a);
    let held = 0;
    const half = sheep.findIndex((part) => {
      held += part;
      return held >= 0.5;
    });
    return {
      ...stateOf(scene, "livestock", {
        title:
          half >= 0
            ? scene.t("livestock.townships.title", { count: half + 1, areas: areas.length })
            : scene.t("livestock.townships.none", { period: scene.period(period) }),
        alt: scene.t("livestock.townships.alt", { areas: areas.length }),
        measure: "stock",
        last: period,
        area: scene.area(root),
        columns: [
          dimensionColumn(scene, "livestock", "area"),
          dimensionColumn(scene, "livestock", "species"),
          measureColumn(scene, "livestock", "stock"),
          { name: "share", label: scene.t("livestock.townships.share"), kind: "number", unit: "ratio" },
        ],
        rows,
        notes: [scene.t("livestock.townships.note")],
      }),
      unit: scene.t("livestock.townships.share"),
    };
  },
  chart: ({ rows }, scene, size) =>
    matrixChart(
      {
        cells: rows.map((row) => ({
          row: scene.area(String(row.area)),
          column: scene.label("species", String(row.species)),
          value: row.share as number | null,
        })),
        rows: scene.below(scene.collection.root).map(scene.area),
        columns: scene.codes("species").map((code) => scene.label("species", code)),
        number: (value) => scene.percent(value, 1),
        steps: quintiles(rows.flatMap((row) => (typeof row.share === "number" ? [row.share] : []))),
        chosen: scene.area(scene.view.area),
      },
      size,
    ),
};

function share(row: Row, total: Row | undefined): void {
  const whole = total?.stock;
  const known = typeof row.stock === "number" && typeof whole === "number" && whole > 0;
  row.share = known ? Number(row.stock) / whole : null;
  row.share_status = known ? "" : row.stock_status || total?.stock_status || "not_applicable";
}
