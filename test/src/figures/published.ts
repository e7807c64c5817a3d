import { dimension, type Given } from "../release.ts";

/** A table of published figures for tests: what a row does not say is filled in plainly. */
export function publishedTable(rows: Record<string, string | number>[]): Given {
  const names = [
    ["id", "series", "series_rank", "segment", "title_en", "title_zh", "topic", "area", "area_label"],
    ["period", "date_start", "date_end", "year", "population", "unit", "measure", "tier", "qualifier"],
    ["basis", "conflict", "source", "note"],
  ].flat();
  return {
    dimensions: names.map((name) => dimension(name)),
    measures: [["value", "stated", "other"]],
    frequency: "none",
    rows: rows.map((row, at) => {
      const full: Record<string, string | number> = {
        id: `T${at}`,
        series_rank: 1,
        segment: 1,
        title_en: String(row.series),
        date_end: row.end!,
        population: "All residents",
        tier: "survey",
        qualifier: "exact",
        basis: "as_stated",
        source: "Test yearbook",
        ...row,
      };
      return [...names.map((name) => full[name] ?? ""), row.value!];
    }),
  };
}
