import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import {
  type DataType,
  dictionary,
  float64,
  int16,
  int32,
  tableFromArrays,
  tableToIPC,
  utf8,
} from "@uwdata/flechette";
import { identifier, literal, pathLiteral } from "../db.ts";
import { sha256 } from "../files.ts";
import type { TableFile } from "./manifest.ts";

/** Text that a spreadsheet would run as a formula, in half or full width, gets an apostrophe in front. */
const harmlessSql = (column: string): string =>
  `case when regexp_matches(${column}, '^[=+\\-@\\t\\r\\n＝＋－＠]') then '''' || ${column} else ${column} end`;

/**
 * Writes a table of the connection as Parquet, Arrow IPC and CSV below `folder`, rows in their order.
 * @param table name of a table whose numbers are BIGINT, INTEGER or DOUBLE and whose other columns are text
 * @param path without ending, relative to `folder`, e.g. `demo/employment`
 * @param synthetic whether the rows describe nobody; said in every line of the CSV and in the Parquet file's metadata
 */
export async function writeTable(
  db: DuckDBConnection,
  table: string,
  folder: string,
  path: string,
  synthetic: boolean,
): Promise<Record<"parquet" | "arrow" | "csv", TableFile>> {
  const file = (ending: string) => join(folder, `${path}.${ending}`);
  const mark = literal(synthetic ? "SYNTHETIC" : "not synthetic");
  await db.run(
    `copy ${table} to ${pathLiteral(file("parquet"))} (format parquet, compression zstd, kv_metadata {synthetic: ${mark}})`,
  );
  const reader = await db.runAndReadAll(`select * from ${table}`);
  const names = reader.columnNames();
  const types = reader.columnTypes().map(String);
  const safe = names.map((n, i) =>
    types[i] === "VARCHAR" ? `${harmlessSql(identifier(n))} as ${identifier(n)}` : identifier(n),
  );
  await db.run(
    `copy (select ${safe.join(", ")}, ${mark} as synthetic from ${table}) to ${pathLiteral(file("csv"))} (format csv, header true)`,
  );
  await writeFile(file("arrow"), arrowBytes(names, types, reader.getColumnsJson()));
  const files = {} as Record<"parquet" | "arrow" | "csv", TableFile>;
  for (const ending of ["parquet", "arrow", "csv"] as const) {
    const bytes = await readFile(file(ending));
    files[ending] = { path: `${path}.${ending}`, bytes: bytes.length, sha256: sha256(bytes) };
  }
  return files;
}

const isWhole = (type: string) => type === "BIGINT" || type === "INTEGER";

/** Arrow IPC stream, as DuckDB in the browser reads it: text as dictionaries, whole numbers as int32 where they fit, the rest as float64. */
function arrowBytes(names: string[], types: string[], columns: unknown[][]): Uint8Array {
  const arrays: Record<string, unknown[]> = {};
  const arrow: Record<string, DataType> = {};
  names.forEach((name, i) => {
    const type = types[i]!;
    const numeric = isWhole(type) || type === "DOUBLE";
    // A table without rows comes without columns.
    const column = columns[i] ?? [];
    const values = numeric ? column.map((v) => (v === null ? null : Number(v))) : column;
    arrays[name] = values;
    if (!numeric) arrow[name] = dictionary(utf8(), int16());
    else arrow[name] = isWhole(type) && fitsInt32(values as (number | null)[]) ? int32() : float64();
  });
  return tableToIPC(tableFromArrays(arrays, { types: arrow }), { format: "stream" })!;
}

const fitsInt32 = (values: (number | null)[]) => values.every((v) => v === null || Math.abs(v) <= 0x7fffffff);
