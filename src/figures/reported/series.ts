import type { Qualifier, Tier } from "../../components/data/release.js";
import type { Scene } from "../../components/figure/scene.js";
import type { Column, FigureSpec, FigureState } from "../../components/figure/spec.js";
import { lineChart, type Series } from "../../components/line/chart.js";
import { chosen, type Figure, grouped, sinceBefore, statedValue, toldIn } from "./figures.js";

const tones = ["var(--hue-1)", "var(--hue-2)", "var(--hue-3)", "var(--hue-4)", "var(--hue-6)"];

/**
 * Series of one unit over the years. A line joins only figures of one definition; where the definition
 * changes, the line is broken and the note says so. `where` narrows the figures, to one area or one unit.
 */
export function seriesFigure(id: string, names: string[], where: Record<string, string> = {}): FigureSpec {
  const pick = (scene: Scene) => chosen(scene, names, where);
  return {
    id,
    tables: ["figures"],
    state(scene) {
      const { figures, series } = pick(scene);
      return { ...publishedState(scene, figures), series };
    },
    chart: (_, scene, size) =>
      lineChart(
        {
          series: lines(scene, pick(scene).figures, names),
          number: (value) => scene.number(value, 1),
          dots: true,
        },
        size,
      ),
  };
}

/** A year's figure stands at the year's own tick, whatever day the year's count was taken. */
const onAxis = (end: string) => (end.endsWith("-12-31") ? end.slice(0, 4) : end.slice(0, 7));

/** One line per segment; only the last of a series carries its name. What was planned is a mark of its own. */
function lines(scene: Scene, figures: Figure[], names: string[]): Series[] {
  const segments = grouped(figures, (one) => `${one.series} ${one.segment} ${isPlan(one)}`);
  return [...segments.entries()].map(([name, own]) => {
    const { series, segment, title } = own[0]!;
    const open = isPlan(own[0]!);
    const last = Math.max(
      ...figures.filter((one) => one.series === series && !isPlan(one)).map((one) => one.segment),
    );
    return {
      name,
      open,
      label: open ? scene.label("qualifier", "planned") : segment === last ? title : "",
      tone: tones[names.indexOf(series) % tones.length]!,
      points: own.map(({ end, value }) => ({ period: onAxis(end), value })),
    };
  });
}

const isPlan = ({ qualifier }: Figure) => qualifier === "planned";

/** The state of a figure over published figures: their sources, tiers and qualifiers, and a plain title. */
export function publishedState(scene: Scene, figures: Figure[]): FigureState {
  const unique = <T>(values: T[]): T[] => [...new Set(values)];
  const outcomes = figures.filter((figure) => !isPlan(figure));
  const told = outcomes.length > 0 ? outcomes : figures;
  const latest = told.reduce<Figure | undefined>((a, b) => (a && a.end > b.end ? a : b), undefined);
  const breaks = unique(figures.map(({ series }) => series)).flatMap((series) => {
    const own = outcomes.filter((figure) => figure.series === series);
    const bases = unique(own.map(({ basis }) => basis));
    if (bases.length < 2) return [];
    const names = scene.list(bases.map((basis) => scene.label("basis", basis)));
    return scene.t("reported.break", { title: own[0]!.title, bases: names });
  });
  const years = figures.map(({ end }) => end.slice(0, 4)).sort();
  const comparison = latest ? sinceBefore(scene, latest, outcomes) : "";
  return {
    title: latest
      ? scene.t(comparison ? "reported.series.compared" : "reported.series.title", {
          title: latest.title,
          value: statedValue(scene, latest),
          period: latest.when,
          comparison,
        })
      : scene.t("reported.none"),
    alt: scene.t("reported.series.alt", {
      series: scene.list(unique(figures.map(({ title }) => title))),
      first: years[0] ?? "",
      last: years.at(-1) ?? "",
    }),
    unit: scene.list(unique(figures.map(({ unit }) => unit)).map(scene.unit)),
    population: scene.list(unique(figures.map(({ population }) => population))),
    area: scene.list(unique(figures.map(({ area }) => area))),
    period: years.length > 0 ? scene.periods(years[0]!, years.at(-1)!) : "",
    source: unique(figures.map(({ source }) => source)).join("; "),
    tiers: unique(figures.map(({ tier }) => tier as Tier)),
    qualifiers: unique(figures.map(({ qualifier }) => qualifier as Qualifier)),
    collection: scene.collection.title[scene.lang],
    synthetic: scene.collection.synthetic,
    columns: columns(scene, figures[0]?.unit ?? ""),
    rows: figures.map(({ row }) => row),
    notes: outcomes.length < figures.length ? [...breaks, scene.t("reported.plan")] : breaks,
  };
}

/** Everything that belongs to a published figure. */
function columns(scene: Scene, unit: string): Column[] {
  const text = (name: string, list?: string): Column => ({
    name,
    label:
      scene.meta("figures").dimensions.find((dimension) => dimension.name === name)?.label[scene.lang] ??
      name,
    kind: "text",
    names: list ? (code) => scene.label(list, code) : undefined,
  });
  return [
    text(`title_${scene.lang}`),
    text(toldIn(scene, "area_label")),
    text("period"),
    { name: "value", label: scene.t("reported.column.value"), kind: "number", unit },
    text("qualifier", "qualifier"),
    text("tier", "tier"),
    text("basis", "basis"),
    text(toldIn(scene, "population")),
    text(toldIn(scene, "source")),
    text(toldIn(scene, "note")),
  ];
}

/** What others have published, by topic; each figure holds series of one unit. */
export const reportedSeries: Record<string, FigureSpec[]> = {
  poverty: [
    seriesFigure("reported-lines", [
      "cn_rural_poverty_incidence_national_line",
      "cn_poverty_headcount_intl_3_00",
      "cn_poverty_headcount_intl_4_20",
      "cn_poverty_headcount_intl_8_30",
    ]),
    seriesFigure("reported-incidence", ["xj_poverty_incidence_registry", "xj_poverty_incidence_survey"]),
    seriesFigure("reported-lifted", ["xj_lifted_persons_annual"]),
    seriesFigure("reported-poor", ["cn_rural_poor_population"], { area_label: "China (rural)" }),
  ],
  employment: [
    seriesFigure("reported-migrants", [
      "cn_migrant_workers",
      "cn_migrant_workers_local",
      "cn_migrant_workers_away",
    ]),
    seriesFigure("reported-migrant-income", ["cn_migrant_worker_monthly_income"]),
    seriesFigure("reported-employed", ["xj_employed_total"]),
  ],
  livestock: [
    seriesFigure("reported-sheep", ["cn_livestock_stock_sheep_goats"]),
    seriesFigure("reported-cattle", ["cn_livestock_stock_cattle"]),
    seriesFigure("reported-camels", ["cn_livestock_stock_camels"]),
    seriesFigure("reported-xinjiang-herds", [
      "xj_livestock_stock_sheep_goats",
      "xj_livestock_stock_cattle",
      "xj_livestock_stock_pigs",
    ]),
  ],
  income: [
    seriesFigure("reported-income", ["xj_rural_income", "cn_rural_income", "cn_poor_areas_rural_income"]),
    seriesFigure(
      "reported-components",
      [
        "cn_poor_areas_rural_income_wage",
        "cn_poor_areas_rural_income_operation_net",
        "cn_poor_areas_rural_income_transfer_net",
        "cn_poor_areas_rural_income_property_net",
      ],
      { unit: "yuan_person_year" },
    ),
    seriesFigure("reported-poverty-line", ["cn_rural_poverty_line_current_prices"]),
  ],
};
