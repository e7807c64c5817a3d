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
  period: string;
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
  const said = scene.t("reported.value", { value: scene.exact(value, 4), unit: scene.unit(unit, value) });
  return qualifier === "exact"
    ? said
    : scene.t("reported.qualified", { value: said, qualifier: scene.label("qualifier", qualifier) });
}

/** Items by key, keys in order of first appearance. */
export function grouped<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}
