import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { identifier, pathLiteral, rows } from "../db.ts";
import { UserError } from "../errors.ts";
import { sha256 } from "../files.ts";
import type { Manifest, Table } from "../release/manifest.ts";

/** One published table in DuckDB: its rows under `name`, numbered by `rn` from 0 in the order of the file. */
export interface Loaded {
  collection: string;
  table: string;
  name: string;
  declared: Table;
  dimensions: string[];
}

/**
 * Reads the manifest of a release folder.
 * @throws UserError if there is none or it is not one
 */
export async function readManifest(folder: string): Promise<Manifest> {
  const file = join(folder, "manifest.json");
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch {
    throw new UserError(`${folder} is no release: it has no manifest.json. Give the folder of a release.`);
  }
  try {
    const manifest = JSON.parse(text) as Manifest;
    if (typeof manifest.release === "string" && typeof manifest.collections === "object") return manifest;
  } catch {
    // Said below.
  }
  throw new UserError(`${file} is damaged: it is not the manifest of a release. Build or copy it again.`);
}

/**
 * Loads the tables of a release that hold measures into DuckDB, after checking each file against its checksum.
 * @throws UserError that names the file that is missing, damaged or of another shape than the manifest says
 */
export async function loadTables(
  db: DuckDBConnection,
  folder: string,
  manifest: Manifest,
  prefix = "t",
): Promise<Loaded[]> {
  const loaded: Loaded[] = [];
  for (const [collection, { tables }] of Object.entries(manifest.collections)) {
    for (const [table, declared] of Object.entries(tables)) {
      const file = join(folder, declared.files.parquet.path);
      await verify(file, declared.files.parquet.sha256);
      const name = `${prefix}${loaded.length}`;
      const dimensions = declared.dimensions.map((d) => d.name);
      const columns = [
        ...dimensions.map((d) => `coalesce(cast(${identifier(d)} as varchar), '') as ${identifier(d)}`),
        ...declared.measures.flatMap((m) => [
          `cast(${identifier(m.name)} as double) as ${identifier(m.name)}`,
          identifier(`${m.name}_status`),
        ]),
      ];
      try {
        await db.run(
          `create or replace temp table ${name} as select row_number() over () - 1 as rn, ${columns.join(", ")} from read_parquet(${pathLiteral(file)})`,
        );
      } catch (error) {
        throw new UserError(
          `${file} does not hold what the manifest says of ${collection}/${table}: ${(error as Error).message.split("\n")[0]}. Build the release again.`,
        );
      }
      const [count] = await rows<{ n: string }>(db, `select count(*) as n from ${name}`);
      if (Number(count!.n) !== declared.rows) {
        throw new UserError(
          `${file} has ${count!.n} rows, the manifest says ${declared.rows}. Build the release again.`,
        );
      }
      loaded.push({ collection, table, name, declared, dimensions });
    }
  }
  return loaded;
}

async function verify(file: string, expected: string): Promise<void> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch {
    throw new UserError(`${file} is missing, though the manifest names it. Copy or build the release again.`);
  }
  if (sha256(bytes) !== expected) {
    throw new UserError(
      `${file} is not the file that the manifest describes. Copy or build the release again.`,
    );
  }
}

/** Numeric columns of a query, each as one array; NULL arrives as NaN. */
export async function columns(db: DuckDBConnection, sql: string): Promise<Float64Array[]> {
  const result = await db.stream(sql);
  const parts: Float64Array[][] = [];
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) break;
    for (let c = 0; c < chunk.columnCount; c++) {
      const values = chunk.getColumnValues(c);
      parts[c] ??= [];
      parts[c]!.push(Float64Array.from(values, (v) => (v === null ? Number.NaN : Number(v))));
    }
  }
  return Array.from({ length: result.columnCount }, (_, c) => join64(parts[c] ?? []));
}

function join64(parts: Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
