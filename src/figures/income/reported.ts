import type { Scene } from "../../components/figure/scene.js";
import type { FigureSpec } from "../../components/figure/spec.js";
import { lineChart } from "../../components/line/chart.js";
import { barFigure } from "../reported/bars.js";
import { chosen, type Figure, grouped } from "../reported/figures.js";
import { publishedState } from "../reported/series.js";

interface Break {
  /** Year in which the later definition begins. */
  period: string;
  /** The letter that stands at the rule in the drawing. */
  label: string;
  title: string;
  from: string;
  to: string;
}

/** Where a series goes on under another definition, lettered in time order. */
function breaksOf(figures: Figure[]): Break[] {
  return figures
    .flatMap((figure, index) => {
      const earlier = figures[index - 1];
      if (earlier?.series !== figure.series || earlier.segment === figure.segment) return [];
      const { title, end, basis } = figure;
      return [{ period: end.slice(0, 4), title, from: earlier.basis, to: basis }];
    })
    .sort((a, b) => Number(a.period) - Number(b.period))
    .map((one, index) => ({ ...one, label: String.fromCharCode(65 + index) }));
}

const tones = ["var(--hue-1)", "var(--hue-2)", "var(--hue-3)", "var(--hue-4)"];

/** Series of yearly income: a line ends where its definition does, and the break is ruled and explained. */
function brokenLines(id: string, names: string[], key: "region" | "areas"): FigureSpec {
  const pick = (scene: Scene) => chosen(scene, names);
  return {
    id,
    tables: ["figures"],
    state(scene) {
      const { figures, series } = pick(scene);
      const said = publishedState(scene, figures);
      const own = figures.filter(({ series }) => series === names[0]);
      const last = own.at(-1);
      const first = own.find(({ segment }) => segment === last?.segment);
      const spoken = last &&
        first && {
          value: scene.number(last.value),
          period: last.when,
          area: last.area,
          percent: scene.percent(last.value / first.value - 1),
          first: first.when,
        };
      return {
        ...said,
        series,
        title: spoken ? scene.t(`income.${key}.${first === last ? "title" : "since"}`, spoken) : said.title,
        alt: scene.t("income.broken.alt", { period: said.period }),
        notes: [
          ...breaksOf(figures).map(({ label, period, title, from, to }) =>
            scene.t("income.broken.note", {
              label,
              period,
              title,
              from: scene.label("basis", from),
              to: scene.label("basis", to),
            }),
          ),
          scene.t("income.note.prices"),
        ],
      };
    },
    chart(_, scene, size) {
      const { figures } = pick(scene);
      const runs = [...grouped(figures, ({ series, segment }) => `${series} ${segment}`)];
      return lineChart(
        {
          series: runs.map(([name, run]) => {
            const { series, title } = run[0]!;
            const last = figures.findLast((figure) => figure.series === series);
            return {
              name,
              label: run.includes(last!) ? title : "",
              tone: tones[names.indexOf(series) % tones.length]!,
              points: run.map(({ end, row }) => ({
                period: end.slice(0, 7),
                value: row.value as number | null,
              })),
            };
          }),
          number: scene.number,
          breaks: breaksOf(figures),
          dots: true,
        },
        size,
      );
    },
  };
}

export const region = brokenLines("income-region", ["xj_rural_income", "cn_rural_income"], "region");
export const areas = brokenLines("income-areas", ["cn_poor_areas_rural_income"], "areas");

const partOf = "cn_poor_areas_rural_income_";
const components: Record<string, string> = {
  [`${partOf}wage`]: "wage",
  [`${partOf}operation_net`]: "operating",
  [`${partOf}transfer_net`]: "transfer",
  [`${partOf}property_net`]: "property",
};

/** The four components in the one year for which all were published. */
export const stated = barFigure({
  id: "income-stated-components",
  size: "full",
  series: Object.keys(components),
  only: ({ period }) => period === "2019",
  label: (scene, { series }) => scene.label("component", components[series]!),
  title(scene, figures) {
    const total = figures.reduce((sum, { value }) => sum + value, 0);
    const share = (part: string) =>
      scene.percent(Number(figures.find(({ series }) => components[series] === part)?.value) / total);
    return figures.length === 4
      ? scene.t("income.stated.title", {
          wage: share("wage"),
          operating: share("operating"),
          transfer: share("transfer"),
          total: scene.number(total),
        })
      : scene.t("income.stated.none");
  },
  alt: (scene) => scene.t("income.stated.alt"),
  notes: (scene) => [scene.t("income.stated.note")],
});

/** Lines of different standards, side by side and never joined. */
export const lines = barFigure({
  id: "income-lines",
  size: "full",
  series: ["cn_rural_poverty_line_current_prices", "cn_monitoring_income_threshold"],
  label: (scene, { when: period, basis }) =>
    scene.t("income.lines.bar", { period, basis: scene.label("basis", basis) }),
  tone: ({ basis }) =>
    basis === "monitoring_floor" || basis === "registry_exit_line" ? "var(--limit)" : "var(--hue-5)",
  title: (scene, figures) =>
    scene.t("income.lines.title", {
      first: figures[0]!.when,
      last: figures.at(-1)!.when,
      count: new Set(figures.map(({ basis }) => basis)).size,
    }),
  alt: (scene) => scene.t("income.lines.alt"),
  notes: (scene) => [scene.t("income.lines.note")],
});

const registry = "xj_lifted_population_net_income";
const survey = "xj_lifted_areas_rural_income";

/** Two accountings of two populations, year by year: near each other, and not comparable. */
export const accountings = barFigure({
  id: "income-accountings",
  size: "full",
  series: [registry, survey, "xj_rural_income"],
  only: ({ period }) => period >= "2020",
  order: (a, b) => (a.period < b.period ? -1 : a.period > b.period ? 1 : 0),
  label: (scene, { when: period, title }) => scene.t("income.lines.bar", { period, basis: title }),
  tone: ({ series }) => (series === registry ? "var(--hue-4)" : "var(--hue-1)"),
  key: (scene) => [
    { text: scene.t("income.accountings.registry"), tone: "var(--hue-4)", shape: "box" },
    { text: scene.t("income.accountings.survey"), tone: "var(--hue-1)", shape: "box" },
  ],
  title(scene, figures) {
    const of = (series: string) => figures.filter((figure) => figure.series === series);
    const found = of(survey).findLast(({ period }) => of(registry).some((other) => other.period === period));
    const other = of(registry).find(({ period }) => period === found?.period);
    return found && other
      ? scene.t("income.accountings.title", {
          period: found.when,
          registry: scene.number(other.value),
          survey: scene.number(found.value),
        })
      : scene.t("income.accountings.none");
  },
  alt: (scene) => scene.t("income.accountings.alt"),
  notes: (scene) => [scene.t("income.accountings.note")],
});
