import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { contractOf } from "../../../loaders/contracts/index.ts";
import { literal as textLiteral } from "../../../loaders/db.ts";
import { columnTypes, createLake, createRef, refFiles } from "../../../loaders/marts/catalog.ts";
import { type Mart, readMarts } from "../../../loaders/marts/declaration.ts";
import { computeMart } from "../../../loaders/marts/run.ts";
import { createSteps, readSteps } from "../../../loaders/marts/steps.ts";

export type Row = Record<string, string | number | boolean | null>;
export type Given = Record<string, Row[]>;

const shipped = await readMarts();
const steps = await readSteps();

export const martNames = shipped.map((m) => m.declaration.mart);

export function martNamed(name: string): Mart {
  const mart = shipped.find((m) => m.declaration.mart === name);
  if (!mart) throw new Error(`no mart ${name}`);
  return mart;
}

/** A fresh DuckDB with the code lists of the repository. */
export async function connect(): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create()).connect();
  await createRef(connection, await refFiles("data"));
  return connection;
}

const literal = (value: Row[string] | undefined) =>
  value == null ? "null" : typeof value === "string" ? textLiteral(value) : String(value);

/** Rows as a query with the columns and types of a contract; what a row does not give is null. */
export function source(dataset: string, rows: Row[]): string {
  const contract = contractOf(dataset);
  if (!contract) throw new Error(`no dataset ${dataset}`);
  const types = columnTypes(contract);
  for (const column of rows.flatMap(Object.keys)) {
    if (!contract.columns[column]) throw new Error(`${dataset} has no column ${column}`);
  }
  const values = rows.map((row) => `(${types.map(([name]) => literal(row[name])).join(", ")})`);
  const columns = types.map(([name, type]) => `cast("${name}" as ${type}) as "${name}"`);
  return `select ${columns.join(", ")} from (values ${values.join(", ")}) as t(${types.map(([n]) => `"${n}"`).join(", ")})`;
}

/** Runs and checks one mart over a few given rows; the rows of the mart, in the order of its keys. */
export async function rowsOf(connection: DuckDBConnection, mart: Mart, given: Given): Promise<Row[]> {
  const sources = Object.entries(given)
    .filter(([, rows]) => rows.length > 0)
    .map(([dataset, rows]) => [dataset, source(dataset, rows)]);
  await createLake(connection, Object.fromEntries(sources));
  await createSteps(connection, steps);
  await computeMart(connection, mart);
  const result = await connection.runAndReadAll(
    `select * from mart order by ${mart.declaration.keys.join(", ")}`,
  );
  return result
    .getRowObjects()
    .map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([k, v]) => [k, typeof v === "bigint" ? Number(v) : (v as Row[string])]),
      ),
    );
}
