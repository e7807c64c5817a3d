import type { Row } from "../../components/data/rows.js";
import type { Scene } from "../../components/figure/scene.js";

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
      population: String(row.population),
      value: Number(row.value),
      unit: String(row.unit),
      tier: String(row.tier),
      qualifier: String(row.qualifier),
      basis: String(row.basis),
      conflict: String(row.conflict ?? ""),
      source: String(row.source),
      note: String(row.note ?? ""),
      row,
    }))
    .sort((a, b) => a.rank - b.rank || (a.end < b.end ? -1 : a.end > b.end ? 1 : a.id < b.id ? -1 : 1));
}

/** The area in the reader's language where the area list names it, else in the words of the source. */
function areaOf(scene: Scene, row: Row): string {
  const code = String(row.area ?? "");
  const name = scene.area(code);
  return scene.lang === "en" || name === code ? String(row.area_label) : name;
}

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
