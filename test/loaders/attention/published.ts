import { DuckDBInstance } from "@duckdb/node-api";
import { evaluate } from "../../../loaders/attention/evaluate.ts";
import { parseRules } from "../../../loaders/attention/rules.ts";
import { identifier, literal, rows } from "../../../loaders/db.ts";
import type { Table } from "../../../loaders/release/manifest.ts";

/** A published table as a test writes it: each measure a number, or the reason why there is none. */
export interface Given {
  frequency: Table["frequency"];
  dimensions: (string | { name: string; codes?: string; total?: string })[];
  measures: string[];
  rows: (string | number)[][];
}

const db = await (await DuckDBInstance.create()).connect();
const text = (words: string) => ({ en: words, zh: words });

/** The county 9 with the given townships. */
export const areas = (townships: string[]): Given => ({
  frequency: "none",
  dimensions: ["code", "parent", "level"],
  measures: [],
  rows: [["9", "", "county"], ...townships.map((code) => [code, "9", "township"])],
});

const describe = (given: Given): Table => ({
  title: text("A table"),
  grain: text("One row"),
  population: text("Tested areas"),
  datasets: ["returns"],
  frequency: given.frequency,
  periods: [],
  dimensions: given.dimensions.map((d) => ({
    ...(typeof d === "string" ? { name: d } : d),
    label: text("A dimension"),
  })),
  measures: given.measures.map((name) => ({
    name,
    label: text(name),
    unit: "persons",
    kind: "count",
    qualifier: "exact",
    tier: "synthetic",
    decimals: 4,
  })),
  rows: given.rows.length,
  cells: { published: 0, withheld_size: 0, withheld_others: 0, not_reported: 0 },
  files: {} as Table["files"],
});

/** Evaluates rules, as YAML below `rules:`, on published tables; the named table that comes of it. */
export async function judge(
  yaml: string,
  tables: Record<string, Given>,
  out: "attention" | "attention_history" | "attention_rules" = "attention",
): Promise<Record<string, string | number | null>[]> {
  await db.run("drop schema if exists published cascade; create schema published");
  for (const [name, given] of Object.entries(tables)) await publish(name, given);
  const described = Object.fromEntries(
    Object.entries(tables).map(([name, given]) => [name, describe(given)]),
  );
  await evaluate(db, parseRules(`rules:\n${yaml}`), { root: "9", tables: described });
  return rows(db, `select * from ${out} order by all`);
}

async function publish(name: string, { dimensions, measures, rows: given }: Given) {
  const named = dimensions.map((d) => (typeof d === "string" ? d : d.name));
  const columns = [
    ...named.map((d) => `${identifier(d)} varchar`),
    ...measures.flatMap((m) => [`${identifier(m)} double`, `${identifier(`${m}_status`)} varchar`]),
  ];
  await db.run(`create table published.${name} (${columns.join(", ")})`);
  for (const row of given) {
    const cells = row.flatMap((cell, at) => {
      if (at < named.length) return [literal(String(cell))];
      return typeof cell === "number" ? [String(cell), "''"] : ["null", literal(cell)];
    });
    await db.run(`insert into published.${name} values (${cells.join(", ")})`);
  }
}
