import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

/** A value as DuckDB's JSON conversion gives it: BIGINT arrives as text, dates as ISO text. */
export type Row = Record<string, string | number | boolean | null>;

/** Quotes text as an SQL string. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Quotes text as an SQL identifier. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Paths in SQL use forward slashes on every system. */
export const pathLiteral = (path: string): string => literal(path.replaceAll("\\", "/"));

/** Opens an in-memory DuckDB that spills into `temp`, runs `work`, and closes it whatever happens. */
export async function withDuckDB<T>(temp: string, work: (db: DuckDBConnection) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(":memory:", {
    temp_directory: temp,
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const db = await instance.connect();
  try {
    return await work(db);
  } finally {
    db.closeSync();
    instance.closeSync();
  }
}

/** All rows of a query as plain objects. For small results: totals, accounts, metadata. */
export async function rows<T = Row>(db: DuckDBConnection, sql: string): Promise<T[]> {
  const reader = await db.runAndReadAll(sql);
  return reader.getRowObjectsJson() as T[];
}
