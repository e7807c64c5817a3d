import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import iconv from "iconv-lite";
import { readCodes } from "../../../loaders/codes.ts";
import type { Column, Contract } from "../../../loaders/contracts/contract.ts";
import { identifier, literal, pathLiteral, rows } from "../../../loaders/db.ts";
import { periodInName } from "../../../loaders/periods.ts";

/**
 * Reads the demo's files back with nothing of intake: a second opinion on what they hold. A test that counts
 * here and finds what `planted.json` says has two implementations that agree.
 */
export interface ReadBack {
  /** Headers as the file has them. */
  headers: string[];
  /** Count of rows in table `seen`, where each contract column is typed and, as `text_<column>`, as written. */
  count(condition: string): Promise<number>;
  /** Rows beyond the first of each key. */
  duplicates(): Promise<number>;
}

const textOf = (bytes: Buffer, name: string): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return iconv.decode(bytes, "utf16le");
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  try {
    return utf8.decode(bytes);
  } catch {
    if (!name.endsWith(".csv")) throw new Error(`${name} is in no known encoding`);
    return iconv.decode(bytes, "gb18030");
  }
};

const half = (text: string) => `replace(translate(${text}, '０１２３４５６７８９', '0123456789'), ',', '')`;

function typed(column: Column, text: string, header: string): string {
  switch (column.type) {
    case "integer":
      return `try_cast(${half(text)} AS BIGINT)`;
    case "decimal":
      return `try_cast(${half(text)} AS DOUBLE) * ${header.includes("万元") ? 10_000 : 1}`;
    case "boolean":
      return `CASE WHEN ${text} IN ('是', 'true') THEN true WHEN ${text} IN ('否', 'false') THEN false END`;
    case "date":
      return `coalesce(try_cast(${text} AS DATE), try_strptime(${text}, '%Y/%-m/%-d')::DATE)`;
    default:
      return text;
  }
}

export const columnOf = (contract: Contract, header: string): string | undefined => {
  const bare = header.replace("（万元）", "");
  return Object.entries(contract.columns).find(
    ([name, c]) => name === bare || c.aliases?.includes(bare),
  )?.[0];
};

/** Opens a DuckDB with table `code_list(list, code, zh)`. */
export async function openReader(): Promise<DuckDBConnection> {
  const db = await (await DuckDBInstance.create(":memory:")).connect();
  const lists = await readCodes("data/codes");
  const values = Object.entries(lists).flatMap(([list, codes]) =>
    codes.map((c) => `(${[list, c.code, c.zh].map(literal).join(", ")})`),
  );
  await db.run(`CREATE TABLE code_list AS FROM (VALUES ${values.join(", ")}) AS v(list, code, zh)`);
  return db;
}

export async function readBack(db: DuckDBConnection, path: string, contract: Contract): Promise<ReadBack> {
  const scratch = await mkdtemp(join(tmpdir(), "foothold-read-back-"));
  try {
    await db.run(`CREATE OR REPLACE TABLE raw AS FROM ${await source(path, contract, scratch)}`);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  const described = await rows<{ column_name: string }>(db, "DESCRIBE raw");
  const headers = described.map((d) => d.column_name);
  const period = periodInName(path.split(/[\\/]/).at(-1)!) ?? "";
  const columns = headers.flatMap((header) => {
    const name = columnOf(contract, header);
    if (!name || name === "period") return [];
    const text = `${identifier(header)}::VARCHAR`;
    return [`${typed(contract.columns[name]!, text, header)} AS ${name}`, `${text} AS text_${name}`];
  });
  await db.run(
    `CREATE OR REPLACE TABLE seen AS SELECT ${columns.join(", ")}, ${literal(period)} AS period FROM raw`,
  );
  const one = async (sql: string) => Number((await rows<{ n: string }>(db, sql))[0]!.n);
  return {
    headers,
    count: (condition) => one(`SELECT count(*) AS n FROM seen WHERE ${condition}`),
    duplicates: () =>
      one(
        `SELECT (count(*) - count(DISTINCT (${contract.key.map((k) => `text_${k}`).join(", ")}))) AS n FROM seen`,
      ),
  };
}

async function source(path: string, contract: Contract, scratch: string): Promise<string> {
  if (path.endsWith(".parquet")) return pathLiteral(path);
  if (path.endsWith(".jsonl")) return `read_json(${pathLiteral(path)}, format = 'newline_delimited')`;
  const plain = join(scratch, "plain.csv");
  if (path.endsWith(".gz")) {
    await pipeline(Readable.from(await readFile(path)), createGunzip(), createWriteStream(plain));
  } else {
    const lines = textOf(await readFile(path), path)
      .replace(/^\uFEFF/, "")
      .split(/\r?\n/);
    const header = lines.findIndex((line) => line.split(/[,;\t]/).every((h) => columnOf(contract, h)));
    if (header < 0)
      throw new Error(`${path} has no header that the contract ${contract.dataset} understands`);
    await writeFile(plain, lines.slice(header).join("\n"));
  }
  return `read_csv(${pathLiteral(plain)}, all_varchar = true, header = true, auto_detect = true)`;
}

/** SQL that is true for the rows of `seen` that break a rule, named as in `planted.json`. */
function broken(contract: Contract, reason: string): string {
  const [rule, name = ""] = reason.split(":");
  const column = contract.columns[name];
  switch (rule) {
    case "unknown_area":
      return `text_${name} NOT IN (SELECT code FROM area)`;
    case "unknown_code":
      return `text_${name} NOT IN (SELECT unnest([code, zh]) FROM code_list WHERE list = ${literal(column!.codes!)})`;
    case "missing_required":
      return `text_${name} IS NULL`;
    case "not_a_number":
    case "not_a_date":
      return `text_${name} IS NOT NULL AND ${name} IS NULL`;
    case "out_of_range":
      return `${name} < ${column!.min ?? name} OR ${name} > ${column!.max ?? name}`;
    default:
      return `NOT (${contract.checks!.find((c) => c.id === rule)!.sql})`;
  }
}

/** Rows of `seen` by the rule they break, rules that none breaks left out. Needs table `area(code)`. */
export async function brokenRules(db: DuckDBConnection, seen: ReadBack, contract: Contract) {
  const rules = rulesOf(contract);
  const counts = rules.map((rule) => `count(*) FILTER (${broken(contract, rule)}) AS ${identifier(rule)}`);
  const [found] = await rows<Record<string, string>>(db, `SELECT ${counts.join(", ")} FROM seen`);
  const all = { ...found, duplicate_key: await seen.duplicates() };
  return Object.fromEntries(
    Object.entries(all)
      .map(([rule, n]) => [rule, Number(n)] as const)
      .filter(([, n]) => n > 0),
  );
}

/** Every rule that a row of a contract can break by itself, named as in `planted.json`. */
function rulesOf(contract: Contract): string[] {
  const byColumn = Object.entries(contract.columns).flatMap(([name, c]) => {
    if (name === "period") return [];
    return [
      ...(c.required ? [`missing_required:${name}`] : []),
      ...(c.type === "area" ? [`unknown_area:${name}`] : []),
      ...(c.type === "code" ? [`unknown_code:${name}`] : []),
      ...(c.type === "integer" || c.type === "decimal" ? [`not_a_number:${name}`] : []),
      ...(c.type === "date" ? [`not_a_date:${name}`] : []),
      ...(c.min !== undefined || c.max !== undefined ? [`out_of_range:${name}`] : []),
    ];
  });
  const checks = (contract.checks ?? []).map((c) => c.id);
  return [...byColumn, ...checks];
}
