import { barChart } from "../../components/bars/chart.js";
import type { Row } from "../../components/data/rows.js";
import type { Size } from "../../components/draw/finish.js";
import { grid } from "../../components/figure/grid.js";
import type { Scene } from "../../components/figure/scene.js";
import { type FigureSpec, type FigureState, measureColumn, stateOf } from "../../components/figure/spec.js";
import { divided, originColumn, originName, originsOf, table } from "./sites.js";

const muPerHectare = 15;

/** Where the households of a site came from. */
export const origins: FigureSpec = {
  id: "resettlement-origins",
  tables: [table],
  state(scene) {
    const [all, ...rows] = rowsOf(scene, ["households", "persons"]);
    const known = typeof all!.households === "number";
    const townships = rows.filter(({ origin }) => origin !== "unknown").length;
    return stateOf(scene, table, {
      title: known
        ? scene.t("resettlement.origins.title", {
            households: scene.number(Number(all!.households)),
            townships: scene.number(townships),
            count: townships,
          })
        : none(scene),
      alt: scene.t("resettlement.origins.alt"),
      measure: "households",
      last: scene.at(table),
      columns: [
        originColumn(scene),
        measureColumn(scene, table, "households"),
        measureColumn(scene, table, "persons"),
      ],
      rows: [all!, ...rows],
    });
  },
  chart: (state, scene, size) => bars(state, scene, size, "households", scene.number),
};

/** Land by household, in mu with hectares beside. */
export const land: FigureSpec = {
  id: "resettlement-land",
  tables: [table],
  state(scene) {
    const rows = rowsOf(scene, ["land", "land_reported"]).map((row): Row => {
      const mean = divided(row, "per_household", "land", "land_reported");
      const known = typeof row.land === "number";
      return {
        ...mean,
        hectares: known ? Number(row.land) / muPerHectare : null,
        hectares_status: known ? "" : row.land_status!,
      };
    });
    const mean = rows[0]!.per_household;
    return {
      ...stateOf(scene, table, {
        title:
          typeof mean === "number" ? scene.t("resettlement.land.title", areaOf(scene, mean)) : none(scene),
        alt: scene.t("resettlement.land.alt"),
        measure: "land",
        last: scene.at(table),
        columns: [
          originColumn(scene),
          measureColumn(scene, table, "land"),
          {
            name: "hectares",
            label: scene.t("resettlement.land.hectares"),
            kind: "number",
            unit: "hectares",
          },
          measureColumn(scene, table, "land_reported"),
          { name: "per_household", label: scene.t("resettlement.land.mean"), kind: "number", unit: "mu" },
        ],
        rows,
        notes: [scene.t("resettlement.land.note")],
      }),
      unit: scene.t("resettlement.land.mean"),
    };
  },
  chart: (state, scene, size) =>
    bars(state, scene, size, "per_household", (mu) => scene.t("resettlement.land.value", areaOf(scene, mu))),
};

/** An area of land in both units. */
export const areaOf = (scene: Scene, mu: number, digits = 1) => ({
  mu: scene.number(mu, digits),
  hectares: scene.number(mu / muPerHectare, digits + 1),
});

/** The share of households that have a vegetable shed. */
export const sheds: FigureSpec = {
  id: "resettlement-sheds",
  tables: [table],
  state(scene) {
    const rows = rowsOf(scene, ["sheds", "shed_households", "households"]).map((row) =>
      divided(row, "share", "shed_households", "households"),
    );
    const all = rows[0]!;
    return {
      ...stateOf(scene, table, {
        title:
          typeof all.share === "number" && typeof all.sheds === "number"
            ? scene.t("resettlement.sheds.title", {
                share: scene.percent(all.share),
                sheds: scene.number(all.sheds),
              })
            : none(scene),
        alt: scene.t("resettlement.sheds.alt"),
        measure: "sheds",
        last: scene.at(table),
        columns: [
          originColumn(scene),
          ...["sheds", "shed_households", "households"].map((name) => measureColumn(scene, table, name)),
          { name: "share", label: scene.t("resettlement.sheds.share"), kind: "number", unit: "ratio" },
        ],
        rows,
      }),
      unit: scene.t("resettlement.sheds.share"),
    };
  },
  chart: (state, scene, size) => bars(state, scene, size, "share", (value) => scene.percent(value)),
};

const none = (scene: Scene) =>
  scene.t("resettlement.none", { area: scene.area(scene.view.area), period: scene.period(scene.at(table)) });

/** All households first, then those of each origin. */
const rowsOf = (scene: Scene, measures: string[]): Row[] =>
  grid(
    scene,
    table,
    measures,
    { area: scene.view.area, period: scene.at(table) },
    { origin: ["all", ...originsOf(scene)] },
  );

/** Bars by origin, with all of them first unless they are a sum. */
function bars(
  { rows }: FigureState,
  scene: Scene,
  size: Size,
  measure: string,
  number: (value: number) => string,
): Element {
  return barChart(
    {
      bars: rows
        .filter(({ origin }) => measure !== "households" || origin !== "all")
        .map((row) => ({
          label: originName(scene, String(row.origin)),
          value: row[measure] as number | null,
          missing: scene.label("missing", String(row[`${measure}_status`] || "not_reported")),
          tone: row.origin === "all" ? "var(--main)" : "var(--hue-5)",
        })),
      number,
    },
    size,
  );
}
