import { yearBefore } from "../../components/data/view.js";
import { changeOf } from "../../components/figure/compare.js";
import { grid, timeline } from "../../components/figure/grid.js";
import type { Scene } from "../../components/figure/scene.js";
import { dimensionColumn, type FigureSpec, measureColumn, stateOf } from "../../components/figure/spec.js";
import { multiplesChart } from "../../components/multiples/chart.js";
import { shareChart } from "../../components/shares/chart.js";
import { fourQuarters, sumOf } from "./sums.js";

/** Animals alive at the end of each quarter, species by species. */
export const stock = course("stock", "var(--main)", (scene, at) => {
  const period = scene.at("livestock");
  const moves = scene
    .codes("species")
    .map((species) => changeOf("stock", at(species, period), at(species, yearBefore(period))))
    .filter((change) => typeof change !== "string");
  if (moves.length === 0) return scene.t("livestock.stock.none", { period: scene.period(period) });
  return scene.t("livestock.stock.title", {
    count: moves.length,
    up: moves.filter(({ difference }) => difference > 0).length,
    down: moves.filter(({ difference }) => difference < 0).length,
    period: scene.period(period),
  });
});

/** Animals sold or slaughtered within each quarter: a flow, apart from the stock. */
export const offtake = course("offtake", "var(--apart)", (scene, at) => {
  const period = scene.at("livestock");
  const quarters = fourQuarters(period);
  const known = ["sheep", "goat", "cattle"].flatMap((species) => {
    const sum = sumOf(
      "offtake",
      quarters.map((when) => at(species, when)),
    ).offtake;
    const name = scene.label("species", species).toLocaleLowerCase(scene.lang);
    return typeof sum === "number"
      ? [scene.t("livestock.animals", { number: scene.number(sum), species: name })]
      : [];
  });
  if (known.length === 0) return scene.t("livestock.offtake.none", { period: scene.period(period) });
  return scene.t("livestock.offtake.title", { animals: scene.list(known), period: scene.period(period) });
});

type Find = (species: string, period: string) => ReturnType<typeof grid>[number] | undefined;

function course(
  measure: "stock" | "offtake",
  tone: string,
  finding: (scene: Scene, at: Find) => string,
): FigureSpec {
  return {
    id: `livestock-${measure}`,
    tables: ["livestock"],
    size: "full",
    follows: ["area"],
    state(scene) {
      const quarters = timeline(scene, "livestock");
      const over = { species: scene.codes("species"), period: quarters };
      const rows = grid(scene, "livestock", [measure], { area: scene.view.area, owner: "all" }, over);
      const at: Find = (species, when) => rows.find((row) => row.species === species && row.period === when);
      return stateOf(scene, "livestock", {
        title: finding(scene, at),
        alt: scene.t(`livestock.${measure}.alt`, {
          first: scene.period(quarters[0] ?? ""),
          last: scene.period(quarters.at(-1) ?? ""),
        }),
        measure,
        series: "species",
        first: quarters[0],
        last: quarters.at(-1) ?? "",
        columns: [
          dimensionColumn(scene, "livestock", "species"),
          dimensionColumn(scene, "livestock", "period"),
          measureColumn(scene, "livestock", measure),
        ],
        rows,
        notes: [scene.t(`livestock.${measure}.note`), scene.t("livestock.scales")],
      });
    },
    chart: ({ rows }, scene, size) =>
      multiplesChart(
        {
          panels: scene.codes("species").map((species) => ({
            name: scene.label("species", species),
            points: rows
              .filter((row) => row.species === species)
              .map((row) => ({ period: String(row.period), value: row[measure] as number | null })),
          })),
          number: scene.number,
          ownScale: true,
          tone,
        },
        size,
      ),
  };
}

const ownerTones: Record<string, string> = {
  household: "var(--hue-1)",
  cooperative: "var(--hue-2)",
  company: "var(--hue-4)",
};

/** Whose animals they are. A species of which one owner's stock is withheld has no bar: the rest would tell it. */
export const ownership: FigureSpec = {
  id: "livestock-ownership",
  tables: ["livestock"],
  size: "full",
  state(scene) {
    const period = scene.at("livestock");
    const over = { species: scene.codes("species"), owner: scene.codes("owner") };
    const rows = grid(scene, "livestock", ["stock"], { area: scene.view.area, period }, over);
    const whole = ["sheep", ...over.species].flatMap((species) => {
      const own = rows.filter((row) => row.species === species);
      const total = sumOf("stock", own).stock;
      const households = own.find((row) => row.owner === "household")?.stock;
      return typeof total === "number" && total > 0 ? [{ species, share: Number(households) / total }] : [];
    })[0];
    return stateOf(scene, "livestock", {
      title: whole
        ? scene.t("livestock.ownership.title", {
            share: scene.percent(whole.share),
            species: scene.label("species", whole.species).toLocaleLowerCase(scene.lang),
          })
        : scene.t("livestock.ownership.none", { period: scene.period(period) }),
      alt: scene.t("livestock.ownership.alt"),
      measure: "stock",
      last: period,
      columns: [
        dimensionColumn(scene, "livestock", "species"),
        dimensionColumn(scene, "livestock", "owner"),
        measureColumn(scene, "livestock", "stock"),
      ],
      rows,
      notes: [scene.t("livestock.ownership.note")],
    });
  },
  chart: ({ rows }, scene, size) =>
    shareChart(
      {
        parts: scene.codes("owner").map((owner) => ({
          name: scene.label("owner", owner),
          tone: ownerTones[owner] ?? "var(--hue-5)",
        })),
        bars: scene.codes("species").map((species) => {
          const own = rows.filter((row) => row.species === species);
          const total = sumOf("stock", own);
          const status = total.stock === 0 ? "not_applicable" : String(total.stock_status);
          return {
            label: scene.label("species", species),
            values: Object.fromEntries(
              own.map((row) => [scene.label("owner", String(row.owner)), Number(row.stock)]),
            ),
            missing: status === "" ? undefined : scene.label("missing", status),
          };
        }),
        percent: scene.percent,
      },
      size,
    ),
};
