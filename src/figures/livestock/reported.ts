import type { Scene } from "../../components/figure/scene.js";
import type { Column, FigureSpec } from "../../components/figure/spec.js";
import { multiplesChart } from "../../components/multiples/chart.js";
import { shareChart } from "../../components/shares/chart.js";
import { barFigure } from "../reported/bars.js";
import { type Figure, grouped, published } from "../reported/figures.js";
import { publishedState } from "../reported/series.js";
import { schemes } from "./schemes.js";
import { factorsOf } from "./units.js";

const chinaHerds = [
  "cn_livestock_stock_sheep_goats",
  "cn_livestock_stock_cattle",
  "cn_livestock_stock_camels",
];

/** One panel for each run of year-end stocks on one definition. */
const runs = (figures: Figure[]) => [
  ...grouped(figures, ({ series, segment }) => `${series} ${segment}`).values(),
];

/** Year-end stocks of the country, each species on its own scale. */
export const china: FigureSpec = {
  id: "livestock-china",
  tables: ["figures"],
  size: "full",
  state(scene) {
    const figures = published(scene, { series: chinaHerds });
    const said = publishedState(scene, figures);
    const changes = runs(figures).flatMap((run) => {
      const [first, last] = [run[0]!, run.at(-1)!];
      if (!(first.value > 0) || first === last) return [];
      const change = last.value / first.value - 1;
      return scene.t(change < 0 ? "livestock.china.down" : "livestock.china.up", {
        species: first.title,
        percent: scene.percent(Math.abs(change)),
      });
    });
    const period = said.period;
    return {
      ...said,
      title:
        changes.length > 0
          ? scene.t("livestock.china.title", { changes: scene.list(changes), period })
          : said.title,
      alt: scene.t("livestock.china.alt", { period }),
      notes: [scene.t("livestock.scales"), scene.t("livestock.china.note")],
    };
  },
  chart: (_, scene, size) =>
    multiplesChart(
      {
        panels: runs(published(scene, { series: chinaHerds })).map((run) => ({
          name: run[0]!.title,
          points: run.map(({ end, row }) => ({
            period: end.slice(0, 7),
            value: row.value as number | null,
          })),
        })),
        number: scene.short,
        ownScale: true,
      },
      size,
    ),
};

const basisTones: Record<string, string> = {
  mid_year_stock: "var(--hue-1)",
  year_end_stock: "var(--hue-2)",
  year_end_before_census: "var(--hue-4)",
  stock_day_not_stated: "var(--hue-5)",
};

/** Stocks of the region, each at its own date: mid-year and year-end are never joined. */
export const xinjiang = barFigure({
  id: "livestock-xinjiang",
  size: "full",
  series: [
    "xj_livestock_stock_sheep_goats",
    "xj_livestock_stock_sheep",
    "xj_livestock_stock_goats",
    "xj_livestock_stock_cattle",
    "xj_livestock_stock_pigs",
    "xj_livestock_stock_camels",
    "xj_livestock_stock_pigs_cattle_sheep_total",
  ],
  label: (scene, { title, period }) => [title, scene.period(period)].join(scene.t("list.separator")),
  tone: ({ basis }) => basisTones[basis] ?? "var(--hue-5)",
  key: (scene) =>
    Object.entries(basisTones).map(([basis, tone]) => ({
      text: scene.label("basis", basis),
      tone,
      shape: "box",
    })),
  title(scene, figures) {
    const own = figures.filter(({ series }) => series === "xj_livestock_stock_sheep_goats");
    const last = own.at(-1);
    const before = own.at(-2);
    if (!last) return scene.t("livestock.xinjiang.none");
    const said = { value: scene.number(last.value), period: scene.period(last.period) };
    if (!before || before.segment !== last.segment) return scene.t("livestock.xinjiang.title", said);
    const change = last.value / before.value - 1;
    const comparison = scene.t(change < 0 ? "compare.less" : "compare.more", {
      percent: scene.percent(Math.abs(change), 1),
      period: scene.period(before.period),
    });
    return scene.t("livestock.xinjiang.compared", { ...said, comparison });
  },
  alt: (scene) => scene.t("livestock.xinjiang.alt"),
  notes: (scene) => [scene.t("livestock.xinjiang.note")],
});

/** Species of the herd that is stated for the resettlement site. */
const siteHerd: Record<string, string> = {
  livestock_stock_cattle: "cattle",
  livestock_stock_sheep: "sheep",
  livestock_stock_camels: "camel",
};

/** The herd that a newspaper states for the resettlement site. */
export const site = barFigure({
  id: "livestock-site",
  series: Object.keys(siteHerd),
  label: (_, { title }) => title,
  title: (scene, figures) =>
    scene.t("livestock.site.title", {
      animals: scene.list(
        figures.map(({ series, value }) =>
          scene.t("livestock.animals", {
            number: scene.number(value),
            species: scene.label("species", siteHerd[series]!).toLocaleLowerCase(scene.lang),
          }),
        ),
      ),
    }),
  alt: (scene) => scene.t("livestock.site.alt"),
  notes: (scene) => [scene.t("livestock.site.note")],
});

const names = Object.keys(schemes) as (keyof typeof schemes)[];

/** The stated herd in units of two schemes, which are two measures and are not added. */
export const siteUnits: FigureSpec = {
  id: "livestock-site-units",
  tables: ["figures"],
  size: "full",
  state(scene) {
    const figures = published(scene, { series: Object.keys(siteHerd) });
    const said = publishedState(scene, figures);
    const rows = names.flatMap((scheme) =>
      figures.map((figure) => {
        const species = siteHerd[figure.series]!;
        const factor = schemes[scheme].factors[species];
        const units = figure.row.value === null || factor === undefined ? null : figure.value * factor;
        const status = units === null ? figure.row.value_status || "not_applicable" : "";
        return {
          scheme,
          species,
          stock: figure.row.value ?? null,
          stock_status: figure.row.value_status ?? "",
          units,
          units_status: status,
        };
      }),
    );
    const totals = names.map((scheme) => total(scene, rows, scheme));
    const text = (name: string, list: string): Column => ({
      name,
      label: scene.t(`livestock.column.${name as "scheme" | "species"}`),
      kind: "text",
      names: (code) => scene.label(list, code),
    });
    return {
      ...said,
      title:
        totals.every((words) => words !== "") && rows.length > 0
          ? scene.t("livestock.site.units.title", { sheep: totals[0]!, tropical: totals[1]! })
          : scene.t("livestock.site.units.none"),
      alt: scene.t("livestock.site.units.alt"),
      unit: names.map((scheme) => scene.unit(schemes[scheme].unit)).join(scene.t("list.separator")),
      tiers: ["derived"],
      columns: [
        text("scheme", "livestock_scheme"),
        text("species", "species"),
        { name: "stock", label: scene.t("livestock.column.stock"), kind: "number", unit: "head" },
        { name: "units", label: scene.t("livestock.column.units"), kind: "number", unit: "livestock_units" },
      ],
      rows,
      notes: [
        scene.t("livestock.site.units.note"),
        ...names.map((scheme) =>
          scene.t(`livestock.scheme.${scheme}`, { factors: factorsOf(scene, scheme) }),
        ),
      ],
    };
  },
  chart: ({ rows }, scene, size) =>
    shareChart(
      {
        parts: Object.values(siteHerd).map((species, index) => ({
          name: scene.label("species", species),
          tone: `var(--hue-${index + 1})`,
        })),
        bars: names.map((scheme) => ({
          label: total(scene, rows, scheme) || scene.label("livestock_scheme", scheme),
          values: Object.fromEntries(
            rows
              .filter((row) => row.scheme === scheme)
              .map((row) => [scene.label("species", String(row.species)), Number(row.units)]),
          ),
          missing: total(scene, rows, scheme) === "" ? scene.label("missing", "not_reported") : undefined,
        })),
        percent: scene.percent,
      },
      size,
    ),
};

/** A scheme's total with its unit, or nothing where a species is missing. */
function total(
  scene: Scene,
  rows: Record<string, string | number | null>[],
  scheme: keyof typeof schemes,
): string {
  const own = rows.filter((row) => row.scheme === scheme);
  if (own.length === 0 || own.some(({ units }) => units === null)) return "";
  const units = own.reduce((sum, row) => sum + Number(row.units), 0);
  return scene.t("reported.value", { value: scene.number(units), unit: scene.unit(schemes[scheme].unit) });
}

/** Chickens that leave the site in a year: a flow, and in none of its stocks. */
export const siteChickens = barFigure({
  id: "livestock-site-chickens",
  series: ["poultry_offtake_annual"],
  label: (_, { title }) => title,
  tone: () => "var(--apart)",
  title: (scene, figures) => scene.t("livestock.chickens.title", { value: scene.number(figures[0]!.value) }),
  alt: (scene) => scene.t("livestock.chickens.alt"),
  notes: (scene) => [scene.t("livestock.chickens.note")],
});
