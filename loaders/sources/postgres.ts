import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type DuckDBAppender, type DuckDBConnection, DuckDBDataChunk, VARCHAR } from "@duckdb/node-api";
import { Client, type QueryArrayConfig } from "pg";
import type { Contract } from "../contracts/contract.ts";
import { identifier } from "../db.ts";
import { UserError } from "../errors.ts";
import { mapHeaders } from "../intake/headers.ts";
import type { PostgresConfig } from "./config.ts";
import {
  isCertificateError,
  networkReason,
  retrying,
  SourceError,
  type Surroundings,
  Transient,
} from "./retry.ts";

/** One query at one server; all references are filled in. */
export interface PostgresRequest extends PostgresConfig {
  contract: Contract;
  /** The value of `$period`. */
  period?: string;
  /** Folder that relative paths start from. */
  root: string;
  /** Place in `sources.yml`, for messages. */
  where: string;
}

/** The rows of a query, in the table `fetched` of the connection, all columns text as the server wrote them. */
export interface Fetched {
  rows: number;
  columns: string[];
  /** The column that holds the period, if there is one. */
  periodColumn?: string;
  /** Columns of the query that the contract does not name: they were not asked for. */
  left: string[];
}

/**
 * Runs a query in one read-only transaction that sees one state of the database, and streams its rows in
 * batches into the DuckDB table `fetched`. With `key`, each batch is a statement of its own that starts after
 * the last key; without, a cursor of the server gives the batches.
 * @throws SourceError in words that follow the server's name, never with a value or a password
 */
export const fetchRows = (
  request: PostgresRequest,
  db: DuckDBConnection,
  around: Surroundings,
): Promise<Fetched> => retrying(() => attempt(request, db), request.attempts, around);

async function attempt(request: PostgresRequest, db: DuckDBConnection): Promise<Fetched> {
  const client = new Client({
    host: request.host,
    port: request.port,
    database: request.database,
    user: request.user,
    password: request.password,
    ssl: await tls(request),
    application_name: "foothold",
    keepAlive: true,
    connectionTimeoutMillis: 30_000,
    query_timeout: (request.timeout + 10) * 1000,
  });
  // A connection that breaks while nothing is asked of it; the next query says so.
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query(
      `begin transaction isolation level repeatable read read only;
       set local statement_timeout = '${request.timeout}s';
       set local datestyle = 'ISO, YMD';
       set local extra_float_digits = 1`,
    );
    const result = await stream(client, request, db);
    await client.query("commit");
    return result;
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw sentence(error, request);
  } finally {
    await client.end().catch(() => {});
  }
}

async function tls({ host, tls, ca, root, where }: PostgresRequest) {
  const here = host.startsWith("/") || ["localhost", "127.0.0.1", "::1"].includes(host);
  if (!(tls ?? !here)) return false;
  if (!ca) return { rejectUnauthorized: true };
  const authority = await readFile(resolve(root, ca), "utf8").catch(() => {
    throw new UserError(`sources.yml, ${where}: ${ca}, named as \`ca\`, cannot be read.`);
  });
  return { rejectUnauthorized: true, ca: authority };
}

/** The query as a table, with its parameter. Wrapped like this, nothing but one SELECT can stand in it. */
function tableOf({ table, query, period }: PostgresRequest): { from: string; values: string[] } {
  if (table) return { from: table.split(".").map(identifier).join("."), values: [] };
  const text = query!
    .trim()
    .replace(/;\s*$/, "")
    .replace(/\$period\b/g, "$$1");
  return { from: `(\n${text}\n) as given`, values: period === undefined ? [] : [period] };
}

async function stream(client: Client, request: PostgresRequest, db: DuckDBConnection): Promise<Fetched> {
  const { contract, period, where, key, batch } = request;
  const { from, values } = tableOf(request);
  const described = await client.query(texts(`select * from ${from} limit 0`, values));
  const names = described.fields.map((f) => f.name);
  const optional = period ? ["period"] : [];
  const { mapped, dropped } = mapHeaders(contract, names, `sources.yml, ${where}`, optional);
  const columns = mapped.map((m) => m.header);
  const absent = key?.find((k) => !names.includes(k));
  if (absent) {
    throw new SourceError(
      `has no column \`${absent}\`, which is the key of the batches. Found ${names.join(", ")}`,
    );
  }
  const batches = key
    ? keysetBatches(client, { from, values, columns, key, batch })
    : cursorBatches(client, { from, values, columns, batch });

  await db.run(
    `create or replace temp table fetched (${columns.map((c) => `${identifier(c)} varchar`).join(", ")})`,
  );
  const appender = await db.createAppender("fetched");
  let rows = 0;
  try {
    for await (const some of batches) {
      append(appender, some, columns.length);
      rows += some.length;
    }
    appender.flushSync();
  } finally {
    appender.closeSync();
  }
  return {
    rows,
    columns,
    periodColumn: mapped.find((m) => m.column === "period")?.header,
    left: dropped,
  };
}

type Texts = (string | null)[];

/** A query whose values come as the server wrote them. Prepared on the server, so it can be one statement only. */
const texts = (text: string, values: unknown[]): QueryArrayConfig & { queryMode: "extended" } => ({
  text,
  values,
  rowMode: "array",
  queryMode: "extended",
  types: { getTypeParser: () => (value: unknown) => value },
});

interface Batches {
  from: string;
  values: string[];
  columns: string[];
  batch: number;
}

/**
 * Batches in the order of a key. At the end the rows are counted on the server, in the same state of the
 * database: a key that is empty or stands twice would lose rows.
 */
async function* keysetBatches(
  client: Client,
  { from, values, columns, batch, key }: Batches & { key: string[] },
): AsyncGenerator<Texts[]> {
  const keys = key.map(identifier).join(", ");
  const places = key.map((_, i) => `$${values.length + 1 + i}`).join(", ");
  const wanted = [...columns, ...key].map(identifier).join(", ");
  let last: Texts | undefined;
  let seen = 0;
  for (;;) {
    const after = last ? `where (${keys}) > (${places})` : "";
    const { rows } = await client.query<Texts>(
      texts(`select ${wanted} from ${from} ${after} order by ${keys} limit ${batch}`, [
        ...values,
        ...(last ?? []),
      ]),
    );
    if (rows.length > 0) yield rows.map((r) => r.slice(0, columns.length));
    seen += rows.length;
    if (rows.length < batch) break;
    last = rows.at(-1)!.slice(columns.length);
  }
  const counted = await client.query<Texts>(texts(`select count(*) from ${from}`, values));
  const there = Number(counted.rows[0]![0]);
  if (there !== seen) {
    throw new SourceError(
      `has ${there} rows, but batches by \`key\` (${key.join(", ")}) found ${seen}. The key must be filled and different in every row; name more columns, or leave \`key\` out`,
    );
  }
}

async function* cursorBatches(
  client: Client,
  { from, values, columns, batch }: Batches,
): AsyncGenerator<Texts[]> {
  const wanted = columns.map(identifier).join(", ");
  await client.query(texts(`declare given no scroll cursor for select ${wanted} from ${from}`, values));
  for (;;) {
    const { rows } = await client.query<Texts>(texts(`fetch forward ${batch} from given`, []));
    if (rows.length > 0) yield rows;
    if (rows.length < batch) return;
  }
}

const chunkSize = 2048;

function append(appender: DuckDBAppender, rows: Texts[], width: number): void {
  const types = Array.from({ length: width }, () => VARCHAR);
  for (let at = 0; at < rows.length; at += chunkSize) {
    const some = rows.slice(at, at + chunkSize);
    const chunk = DuckDBDataChunk.create(types, some.length);
    chunk.setRows(some);
    appender.appendDataChunk(chunk);
  }
}

/** Server states that pass: it starts, stops, or has no free connection. */
const passing = /^(08|53|57P0)/;

/** What a failed connection or query means. Values that a server quotes in its messages are not repeated. */
function sentence(error: unknown, { user, database, timeout }: PostgresRequest): Error {
  const { code = "", message = "" } = error as { code?: string; message?: string };
  if (!/^(?!E)[0-9A-Z]{5}$/.test(code)) {
    if (isCertificateError(error)) {
      return new SourceError(
        `has a certificate that is not trusted here (${networkReason(error)}). Name the file of its authority as \`ca\``,
      );
    }
    if (/does not support SSL/.test(message)) {
      return new SourceError(
        "does not encrypt connections. Switch that on at the server, or write `tls: false` if the network between is yours",
      );
    }
    if (/timeout/i.test(message)) return new Transient("did not answer in time");
    if (/password must be|SASL|SCRAM/.test(message)) {
      return new SourceError(
        "asks for a password. Write `password` as a reference to an environment variable",
      );
    }
    const broken = code !== "" || /connection|socket/i.test(message);
    return broken ? new Transient(networkReason(error)) : (error as Error);
  }
  if (passing.test(code)) return new Transient(`is not available now (${code})`);
  if (code.startsWith("28")) return new SourceError(`refused the user \`${user}\` or the password`);
  if (code === "3D000") return new SourceError(`has no database \`${database}\``);
  if (code === "25006")
    return new SourceError("was asked to change something: the query writes, and Foothold only reads");
  if (code === "57014")
    return new SourceError(
      `took longer than ${timeout} s for one batch. Raise \`timeout\`, or lower \`batch\` and name a \`key\` with an index`,
    );
  if (/^(42|0A)/.test(code)) return new SourceError(`refused the query: ${message} (${code})`);
  return new SourceError(`could not run the query (${code})`);
}
