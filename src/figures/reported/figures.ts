import { firstLanguage } from "../../components/data/languages.js";
import type { Row } from "../../components/data/rows.js";
import type { Scene } from "../../components/figure/scene.js";
import { type Choice, shownOf } from "../../components/figure/series.js";

/** One published figure, as the release holds it. */
export interface Figure {
  id: string;
  series: string;
  /** Figures of one series may share a line only within a segment. */
  segment: number;
  title: string;
  topic: string;
  area: string;
  /** As the source has it, and in the reader's words. */
  period: string;
  when: string;
  end: string;
  population: string;
  value: number;
  unit: string;
  tier: string;
  qualifier: string;
  basis: string;
  conflict: string;
  source: string;
  note: string;
  row: Row;
}

/** The published figures, series by series, each series in time order. */
export function published(scene: Scene, where: Record<string, string | string[]> = {}): Figure[] {
  return scene
    .rows("figures", where)
    .map((row) => ({
      id: String(row.id),
      series: String(row.series),
      rank: Number(row.series_rank),
      segment: Number(row.segment),
      title: String(row[`title_${scene.lang}`]),
      topic: String(row.topic),
      area: areaOf(scene, row),
      period: String(row.period),
      when: inWords(scene, String(row.period)),
      end: String(row.date_end),
      population: told(scene, row, "population"),
      value: Number(row.value),
      unit: String(row.unit),
      tier: String(row.tier),
      qualifier: String(row.qualifier),
      basis: String(row.basis),
      conflict: String(row.conflict ?? ""),
      source: told(scene, row, "source"),
      note: told(scene, row, "note"),
      row,
    }))
    .sort((a, b) => a.rank - b.rank || (a.end < b.end ? -1 : a.end > b.end ? 1 : a.id < b.id ? -1 : 1));
}

/** Of several series the figures of those that the reader asks for, and all of which there are figures. */
export function chosen(
  scene: Scene,
  names: string[],
  where: Record<string, string> = {},
): { figures: Figure[]; series: Choice[] } {
  const all = published(scene, { series: names, ...where });
  const titles = new Map(all.map(({ series, title }) => [series, title]));
  const shown = shownOf(scene, [...titles.keys()]);
  return {
    figures: all.filter(({ series }) => shown.includes(series)),
    series: [...titles].map(([code, name]) => ({
      code,
      name,
      chosen: scene.view.series?.includes(code) ?? false,
    })),
  };
}

/** A period of a source, `2019`, `2021-06`, `2019-Q1/2019-Q3` or `../2020`, as the reader writes it. */
function inWords(scene: Scene, period: string): string {
  const one = (text: string) => (/^\d{4}(-\d\d|-Q\d)?$/.test(text) ? scene.period(text) : text);
  const [first, last] = period.split("/");
  if (last === undefined) return one(period);
  return first === ".."
    ? scene.t("reported.until", { period: one(last) })
    : scene.t("period.range", { first: one(first!), last: one(last) });
}

/** The column that holds words of a source in the reader's language, where somebody has put them into it. */
export const toldIn = (scene: Scene, name: string): string =>
  scene.lang === firstLanguage ? name : `${name}_${scene.lang}`;

/** The area in the reader's language, by its words or by the area list, else in the words of the source. */
function areaOf(scene: Scene, row: Row): string {
  const code = String(row.area ?? "");
  const listed = scene.lang === firstLanguage || scene.area(code) === code ? "" : scene.area(code);
  return String(row[toldIn(scene, "area_label")] || listed || row.area_label);
}

/** Words of a source in the reader's language, else as they stand. */
const told = (scene: Scene, row: Row, name: string): string =>
  String(row[toldIn(scene, name)] || row[name] || "");

/** A figure's value, with every digit of its source, with its unit and, unless it is exact, how literally it may be read. */
export function statedValue(scene: Scene, { value, unit, qualifier }: Figure): string {
  const said = scene.t("reported.value", { value: wholly(scene, value), unit: scene.unit(unit, value) });
  return qualifier === "exact"
    ? said
    : scene.t("reported.qualified", { value: said, qualifier: scene.label("qualifier", qualifier) });
}

/** Every digit of a number; in Chinese of a large one in 万, which loses none. */
const wholly = (scene: Scene, value: number): string =>
  scene.lang === "zh" && Math.abs(value) >= 100_000 && Number.isInteger(value)
    ? scene.t("reported.ten_thousands", { number: scene.exact(value / 10_000, 4) })
    : scene.exact(value, 4);

/** How a series' last figure stands against the one before it on the same definition, or nothing where there is none. */
export function sinceBefore(scene: Scene, last: Figure, figures: Figure[]): string {
  const before = figures.findLast(
    ({ series, segment, unit, qualifier, end }) =>
      series === last.series &&
      segment === last.segment &&
      unit === last.unit &&
      qualifier !== "planned" &&
      end < last.end,
  );
  if (!before || before.value === 0 || last.qualifier === "claimed") return "";
  if (last.unit !== "percent") {
    const ratio = last.value / before.value - 1;
    const percent = scene.percent(Math.abs(ratio), 1);
    if (percent === scene.percent(0, 1)) return scene.t("compare.same", { period: before.when });
    return scene.t(ratio > 0 ? "compare.more" : "compare.less", { percent, period: before.when });
  }
  const points = scene.number(Math.abs(last.value - before.value), 1);
  return scene.t(last.value > before.value ? "compare.points.more" : "compare.points.less", {
    points,
    count: Number(points),
    period: before.when,
  });
}

/** Items by key, keys in order of first appearance. */
export function grouped<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}
