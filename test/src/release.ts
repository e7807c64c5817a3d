import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ColumnTable, table as makeTable } from "arquero";
import type { Collection, Manifest, ReleaseReader, Table } from "../../src/components/data/release.ts";
import type { View } from "../../src/components/data/view.ts";
import { type Scene, sceneOf } from "../../src/components/figure/scene.ts";

/** Rows as tuples below their column names; a measure's status is '' unless the value is a reason. */
export interface Given {
  dimensions: Table["dimensions"];
  measures: [name: string, unit: string, kind?: Table["measures"][number]["kind"]][];
  frequency: Table["frequency"];
  rows: (string | number | null)[][];
}

const text = (words: string) => ({ en: words, zh: words });

/** A release of small synthetic tables, with the project's own code lists. */
export function releaseOf(tables: Record<string, Given>, over: Partial<Collection> = {}): ReleaseReader {
  const held: Record<string, ColumnTable> = {};
  const described: Record<string, Table> = {};
  for (const [name, { dimensions, measures, frequency, rows }] of Object.entries(tables)) {
    const columns: Record<string, (string | number | null)[]> = {};
    dimensions.forEach((dimension, at) => {
      columns[dimension.name] = rows.map((row) => row[at]!);
    });
    measures.forEach(([measure], at) => {
      const values = rows.map((row) => row[dimensions.length + at] ?? null);
      columns[measure] = values.map((value) => (typeof value === "number" ? value : null));
      columns[`${measure}_status`] = values.map((value) => (typeof value === "string" ? value : ""));
    });
    held[name] = makeTable(columns);
    const timed = frequency !== "none";
    described[name] = {
      title: text(name),
      grain: text("one row"),
      population: text("working members of the tested households"),
      datasets: ["returns"],
      frequency,
      periods: timed ? [...new Set(columns.period as string[])].sort() : [],
      dimensions,
      measures: measures.map(([measure, unit, kind = "count"]) => ({
        name: measure,
        label: text(measure),
        unit,
        kind,
        decimals: 0,
        qualifier: measure.endsWith("planned") ? ("planned" as const) : ("exact" as const),
        tier: "synthetic" as const,
      })),
      rows: rows.length,
      cells: { published: rows.length, withheld_size: 0, withheld_others: 0, not_reported: 0 },
      files: Object.fromEntries(
        ["parquet", "arrow", "csv"].map((kind) => [
          kind,
          { path: `test/${name}.${kind}`, bytes: 0, sha256: "" },
        ]),
      ) as Table["files"],
    };
  }
  const collection: Collection = {
    title: text("Test county (synthetic)"),
    tier: "synthetic",
    synthetic: true,
    root: "9",
    origins: {
      returns: {
        title: text("Returns"),
        producer: text("Test bureau (fictional)"),
        licence: "CC0-1.0",
        tier: "synthetic",
        date: "2022-01-20",
        files: 1,
        sha256: "",
      },
    },
    tables: described,
    ...over,
  };
  const manifest: Manifest = { release: "0", foothold: "0", collections: { test: collection } };
  return { manifest, codes: codeLists(), table: (_, name) => held[name]! };
}

/** The scene of the test collection's top area. */
export const sceneIn = (release: ReleaseReader, view: Partial<View> = {}): Scene =>
  sceneOf(release, { collection: "test", area: "9", period: "2021-12", lang: "en", ...view });

export const dimension = (name: string, codes?: string, total?: string) => ({
  name,
  label: text(name),
  ...(codes ? { codes } : {}),
  ...(total ? { total } : {}),
});

export const areas: Given = {
  dimensions: ["code", "parent", "level", "kind", "name_en", "name_zh"].map((name) => dimension(name)),
  measures: [],
  frequency: "none",
  rows: [
    ["9", "", "county", "", "Test County", "测试县"],
    ["902", "9", "township", "", "Second Ford", "二渡"],
    ["901", "9", "township", "", "First Ford", "一渡"],
    ...["90101", "90102", "90103"].map((code) => [
      code,
      "901",
      "village",
      "",
      `Village ${code}`,
      `${code}村`,
    ]),
  ],
};

const lists = [
  ["industry", "work_kind", "work_place", "missing", "quality_element", "tier", "qualifier", "unit", "topic"],
  ["category", "component", "species", "owner", "level", "basis", "conflict", "livestock_scheme"],
  ["flow", "step", "risk", "risk_role", "answer", "coverage", "term", "measure", "found_by", "measure_kind"],
  ["department", "feed_topic", "feed_state", "shared_total", "asset_kind", "asset_use"],
  ["attention_certainty", "attention_kind", "dataset", "deprivation", "deprivation_scheme"],
  ["reconciliation_rule", "reconciliation_verdict", "reconciliation_role"],
].flat();

/** The project's code lists, as a release carries them. */
function codeLists(): ReleaseReader["codes"] {
  return Object.fromEntries(
    lists.map((name) => {
      const [, ...lines] = readFileSync(join("data/codes", `${name}.csv`), "utf8")
        .trim()
        .split(/\r?\n/);
      const entries = lines.map((line) => {
        const [code, en, zh] = line
          .match(/("([^"]|"")*"|[^,]*)(,|$)/g)!
          .map((cell) => cell.replace(/,$/, "").replace(/^"|"$/g, ""));
        return { code: code!, en: en!, zh: zh!, status: "", source: "" };
      });
      return [name, entries];
    }),
  );
}
