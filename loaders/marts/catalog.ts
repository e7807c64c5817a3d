import path from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { type Contract, sqlType } from "../contracts/contract.ts";
import { contracts } from "../contracts/index.ts";
import { identifier, pathLiteral } from "../db.ts";
import { list } from "../files.ts";

/**
 * What a mart's SQL can read: schema `lake` with a view per dataset and `lake.area_members`, schema `ref` with
 * the code lists, the livestock-unit schemes, the income lines and which measures answer which risk, and schema
 * `step` (steps.ts) with the queries that several marts share.
 */

/** Where the rows of a dataset come from: dataset name to a SQL query. */
export type Sources = Record<string, string>;

/** Columns of a dataset with their SQL types, in the order of the contract. */
export const columnTypes = (contract: Contract): [string, string][] =>
  Object.entries(contract.columns).map(([name, column]) => [name, sqlType(column)]);

/** A dataset without rows, so that a mart can read what a collection does not have. */
const noRows = (contract: Contract) =>
  `select ${columnTypes(contract)
    .map(([name, type]) => `cast(null as ${type}) as ${identifier(name)}`)
    .join(", ")} where false`;

/** Every area with itself and every area below it. `union` drops repeats, so a loop in the list ends. */
export const areaMembers = `
  with recursive members as (
    select code as area, level, code as member from lake.areas
    union
    select m.area, m.level, a.code as member
    from members m
    join lake.areas a on a.parent = m.member
  )
  select area, level, member from members`;

/** Parquet files of each dataset of a collection in the lake, sorted; datasets without files are left out. */
export async function lakeFiles(lake: string, collection: string): Promise<Record<string, string[]>> {
  const files: Record<string, string[]> = {};
  for (const { dataset } of contracts) {
    const folder = path.join(lake, collection, dataset);
    const names = (await list(folder)).filter((f) => f.endsWith(".parquet"));
    if (names.length > 0) files[dataset] = names.map((f) => path.join(folder, f));
  }
  return files;
}

/** The query that reads the files of one dataset as one table. */
export const parquetSource = (files: string[]) =>
  `select * from read_parquet([${files.map(pathLiteral).join(", ")}], union_by_name = true, hive_partitioning = false)`;

/** The files of the `ref` schema under the data folder: table name to path, sorted by name. */
export async function refFiles(data: string): Promise<Record<string, string>> {
  const lists = (await list(path.join(data, "codes"))).filter((f) => f.endsWith(".csv"));
  return {
    ...Object.fromEntries(lists.map((f) => [path.parse(f).name, path.join(data, "codes", f)])),
    register_values: path.join(data, "schemes", "register_values.csv"),
    population_parts: path.join(data, "schemes", "population_parts.csv"),
    deprivation_weights: path.join(data, "schemes", "deprivation_weights.csv"),
    livestock_units: path.join(data, "schemes", "livestock_units.csv"),
    income_lines: path.join(data, "lines", "income_lines.csv"),
    measure_match: path.join(data, "schemes", "measure_match.csv"),
  };
}

/** Columns of `ref` tables that are numbers; every other column is text. */
const refNumbers: Record<string, string> = {
  deprivation_weights: "types = {'weight': 'double', 'cutoff': 'double'}",
  livestock_units: "types = {'factor': 'double'}",
  income_lines: "types = {'year': 'integer', 'value': 'double'}",
};

/** Makes schema `ref` anew. `rank` is the place of a row in its file, which is the order of display. */
export async function createRef(connection: DuckDBConnection, files: Record<string, string>): Promise<void> {
  await connection.run("drop schema if exists ref cascade; create schema ref");
  for (const [table, file] of Object.entries(files)) {
    const types = refNumbers[table] ?? "all_varchar = true";
    await connection.run(
      `create table ref.${identifier(table)} as
       select *, cast(row_number() over () as integer) as "rank"
       from read_csv(${pathLiteral(file)}, header = true, delim = ',', quote = '"', parallel = false, ${types})`,
    );
  }
}

/** Makes schema `lake` anew from a query per dataset; datasets without a source are empty. */
export async function createLake(connection: DuckDBConnection, sources: Sources): Promise<void> {
  await connection.run("drop schema if exists lake cascade; create schema lake");
  for (const contract of contracts) {
    await connection.run(
      `create view lake.${identifier(contract.dataset)} as ${sources[contract.dataset] ?? noRows(contract)}`,
    );
  }
  await connection.run(`create table lake.area_members as ${areaMembers}`);
}
