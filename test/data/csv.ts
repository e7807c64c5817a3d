import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";
import { pathLiteral, type Row, rows } from "../../loaders/db.ts";

/** Absolute path of a file of the repository. */
export const file = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const db = await (await DuckDBInstance.create(":memory:")).connect();

/** SQL that reads a CSV of the repository as text; empty cells are ''. */
export const csvSql = (path: string) =>
  `read_csv(${pathLiteral(file(path))}, header = true, all_varchar = true, nullstr = '\\N', strict_mode = true)`;

/** Rows of a query over the repository's files. */
export const query = <T = Row>(sql: string) => rows<T>(db, sql);
