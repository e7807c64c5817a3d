import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { identifier, pathLiteral, rows } from "../db.ts";
import type { Collection, Dimension, Measure, Table } from "./manifest.ts";
import { writeTable } from "./table.ts";
import { decimals } from "./units.ts";

/** What is made from the published tables of one collection, which lie in a release's folder. */
export interface Published extends Pick<Collection, "root" | "tier" | "tables"> {
  name: string;
  folder: string;
}

/** A table made from published ones, as the manifest describes it. */
export interface Described extends Pick<Table, "title" | "grain" | "population"> {
  name: string;
  keys: string[];
  dimensions: Dimension[];
  measures: Pick<Measure, "name" | "label" | "unit">[];
}

/** Runs `work` with the published tables as views of the schema `published`, and takes the schema away again. */
export async function withPublished<T>(
  db: DuckDBConnection,
  { tables, folder }: Pick<Published, "tables" | "folder">,
  work: () => Promise<T>,
): Promise<T> {
  await db.run("drop schema if exists published cascade; create schema published");
  for (const [table, { files }] of Object.entries(tables))
    await db.run(
      `create view published.${identifier(table)} as select * from read_parquet(${pathLiteral(join(folder, files.parquet.path))})`,
    );
  const done = await work();
  await db.run("drop schema published cascade");
  return done;
}

/**
 * Writes the temp table of the described name beside the tables it was made from.
 * @returns the manifest's entry; nothing where it has no row
 */
export async function writeDescribed(
  db: DuckDBConnection,
  described: Described,
  datasets: string[],
  { name: collection, folder, tier }: Published,
): Promise<Record<string, Table>> {
  const { name, keys, title, grain, population, dimensions, measures } = described;
  const columns = [
    ...dimensions.map((d) => d.name),
    ...measures.flatMap((m) => [m.name, `${m.name}_status`]),
  ];
  await db.run(
    `create or replace temp table written as select ${columns.map(identifier).join(", ")} from ${identifier(name)}
     order by ${keys.map(identifier).join(", ")}`,
  );
  const [count] = await rows<{ n: string }>(db, "select count(*) as n from written");
  const n = Number(count!.n);
  if (n === 0) return {};
  return {
    [name]: {
      ...{ title, grain, population, datasets, dimensions },
      frequency: "none",
      periods: [],
      measures: measures.map((m) => ({
        ...m,
        kind: "other",
        qualifier: "exact",
        tier: tier === "synthetic" ? tier : "derived",
        decimals: decimals[m.unit] ?? 0,
      })),
      rows: n,
      cells: { published: n * measures.length, withheld_size: 0, withheld_others: 0, not_reported: 0 },
      files: await writeTable(db, "written", folder, `${collection}/${name}`, tier === "synthetic"),
    },
  };
}
