import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import iconv from "iconv-lite";
import { stringify } from "yaml";
import type { Contract } from "../contracts/contract.ts";
import { contractOf } from "../contracts/index.ts";
import { identifier, literal, pathLiteral, rows } from "../db.ts";
import { UserError } from "../errors.ts";
import { list, toJson } from "../files.ts";
import { dueDate } from "../periods.ts";
import { type Fault, faultsOf } from "./dirt.ts";
import { cellSql, type Format, formatOf, headerOf, statesPeriod } from "./formats.ts";
import { daysLate, neverSent, producers, undated } from "./offices.ts";

/** What the generator put in on purpose, by file below the snapshots' folder. */
export interface Planted {
  synthetic: true;
  /** Rows that break a rule, by file and by the rule as intake names it. */
  rows: Record<string, Record<string, number>>;
  /** Rows that break a check which only warns; they are accepted. */
  warnings: Record<string, Record<string, number>>;
  /** Files that came after their due date, by days. */
  late: Record<string, number>;
  /** Files that never came. */
  missing: string[];
}

/** Datasets in the order of delivery: the tables that the SQL steps leave behind. */
const datasets = [
  "areas",
  "households",
  "employment",
  "livestock",
  "income",
  "monitoring",
  "monitoring_return",
  "measures",
  "resettlement",
  "assets",
  "enterprises",
  "exchange",
  "figures",
];

/**
 * Writes the generated tables as the snapshots of a collection. The folder `out` is replaced as a whole once
 * everything is written; on any failure it stays as it was.
 */
export async function deliver(db: DuckDBConnection, out: string, log: (line: string) => void): Promise<void> {
  const target = resolve(out);
  await refuseForeign(target);
  const part = join(dirname(target), `.${basename(target)}.part-${process.pid}`);
  const planted: Planted = { synthetic: true, rows: {}, warnings: {}, late: {}, missing: [] };
  try {
    await rm(part, { recursive: true, force: true });
    for (const dataset of datasets) {
      log(`demo county: writing ${dataset}`);
      await deliverDataset(db, contractOf(dataset)!, join(part, dataset), planted);
    }
    await writeFile(join(part, "planted.json"), toJson(planted));
    await rm(target, { recursive: true, force: true });
    await rename(part, target);
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    throw explain(error, target);
  }
}

/** The folder is replaced as a whole, so it may hold nothing but an earlier delivery. */
async function refuseForeign(target: string) {
  const names = await list(target);
  if (names.length > 0 && !names.includes("planted.json")) {
    throw new UserError(
      `${target} holds files that the demo county did not write (${names[0]}, …). Name another folder, or empty this one.`,
    );
  }
}

function explain(error: unknown, target: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC" || /no space left|disk full/i.test(message ?? ""))
    return new UserError(
      `The disk is full: the demo county was not written to ${target}. Free some space and run again.`,
    );
  if (code === "EACCES" || code === "EPERM" || code === "EROFS" || code === "ENOTDIR" || code === "EEXIST")
    return new UserError(
      `The demo county cannot be written to ${target} (${code}). Choose a folder that you may write to.`,
    );
  return error;
}

async function deliverDataset(db: DuckDBConnection, contract: Contract, folder: string, planted: Planted) {
  await mkdir(folder, { recursive: true });
  const { dataset, frequency } = contract;
  const periods =
    frequency === "none"
      ? [""]
      : (await rows<{ period: string }>(db, `SELECT DISTINCT period FROM ${dataset} ORDER BY 1`)).map(
          (r) => r.period,
        );
  const received: Record<string, { received: string }> = {};
  for (const period of periods) {
    const format = formatOf(dataset, period);
    const file = `${period ? `${dataset}-${period}` : dataset}.${format.extension}`;
    if (neverSent.has(`${dataset}/${period}`)) {
      planted.missing.push(`${dataset}/${period}`);
      continue;
    }
    const faults = await writeSnapshot(db, contract, period, format, join(folder, file));
    const reasons = Object.fromEntries(faults.map((f) => [f.reason, f.rows]));
    if (faults.length > 0) planted.rows[`${dataset}/${file}`] = reasons;
    const warned = await warnings(db, contract, period);
    if (Object.keys(warned).length > 0) planted.warnings[`${dataset}/${file}`] = warned;
    if (period) {
      const days = daysLate(dataset, period);
      if (days > 0) planted.late[`${dataset}/${file}`] = days;
      received[file] = { received: dueDate(period, contract.dueDays! + days) };
    }
  }
  await writeFile(join(folder, "origin.yml"), originOf(contract, received, periods.at(-1)!));
}

function originOf(contract: Contract, files: Record<string, { received: string }>, last: string): string {
  const producer = producers[contract.dataset]!;
  return stringify({
    title: { en: `${contract.title.en} (synthetic)`, zh: `${contract.title.zh}（合成数据）` },
    producer: {
      en: `${producer.en} of the demo county (fictional)`,
      zh: `示例县${producer.zh}（虚构）`,
    },
    licence: "CC0-1.0",
    tier: "synthetic",
    date: last ? (Object.values(files).at(-1)?.received ?? dueDate(last, 30)) : undated[contract.dataset]!,
    ...(Object.keys(files).length > 0 ? { files } : {}),
  });
}

/** Rows of the good data that break a check which only warns, by check. */
async function warnings(db: DuckDBConnection, contract: Contract, period: string) {
  const found: Record<string, number> = {};
  for (const check of contract.checks ?? []) {
    if (check.severity !== "warn") continue;
    const [row] = await rows<{ n: string }>(
      db,
      `SELECT count(*) AS n FROM ${contract.dataset} WHERE period = ${literal(period)} AND NOT (${check.sql})`,
    );
    if (Number(row!.n) > 0) found[check.id] = Number(row!.n);
  }
  return found;
}

/** Writes one file with its dirt and returns what was planted. */
async function writeSnapshot(
  db: DuckDBConnection,
  contract: Contract,
  period: string,
  format: Format,
  path: string,
): Promise<(Fault & { rows: number })[]> {
  const { dataset } = contract;
  const where = period ? `WHERE period = ${literal(period)}` : "";
  await db.run(`CREATE OR REPLACE TEMP TABLE good AS
    SELECT *, row_number() OVER (ORDER BY ${contract.key.join(", ")}) AS nth FROM ${dataset} ${where}`);
  const [total] = await rows<{ n: string }>(db, "SELECT count(*) AS n FROM good");
  const faults = faultsOf(dataset, period, Boolean(format.typed), Number(total!.n));
  const columns = Object.keys(contract.columns).filter(
    (name) => name !== "period" || statesPeriod(dataset, format),
  );
  const cells = (change: Record<string, string>) =>
    columns.map((name) => {
      const cell = change[name] ?? cellSql(contract, name, format);
      return `${cell} AS ${identifier(headerOf(contract, name, format))}`;
    });
  const select = [
    `SELECT ${cells({}).join(", ")}, nth, 0 AS copy FROM good`,
    ...faults.map((fault, i) => {
      const change = asCells(format, { ...freshKey(contract, fault, i), ...fault.change });
      return `SELECT ${cells(change).join(", ")}, nth, ${i + 1} AS copy
        FROM (FROM good ORDER BY bits(nth, ${literal(`dirt.${fault.reason}`)}) LIMIT ${fault.rows})`;
    }),
  ].join("\nUNION ALL\n");
  const utf8 = format.encoding ? `${path}.utf8` : path;
  await db.run(
    `COPY (SELECT * EXCLUDE (nth, copy) FROM (${select}) ORDER BY nth, copy) TO ${pathLiteral(utf8)} (${format.copy})`,
  );
  if (format.encoding) {
    await transcode(utf8, path, format, titleLines(contract, period, format));
    await rm(utf8);
  }
  return faults;
}

/** A key that no good row has, unless the fault is to repeat one. */
function freshKey(contract: Contract, fault: Fault, i: number): Record<string, string> {
  const key = contract.key.find((name) => contract.columns[name]!.type === "key");
  if (!key || fault.reason === "duplicate_key") return {};
  return { [key]: `printf('${contract.dataset.slice(0, 2)}-9%02d%05d', ${i}, nth)` };
}

/** In a file of text cells a changed value is text too, written the way the file writes it. */
function asCells(format: Format, change: Record<string, string>): Record<string, string> {
  if (format.typed) return change;
  return Object.fromEntries(Object.entries(change).map(([name, sql]) => [name, `(${sql})::VARCHAR`]));
}

const periodInChinese = (period: string) =>
  period.replace(/^(\d{4})-(\d{2})$/, (_, y, m) => `${y}年${Number(m)}月`);

function titleLines(contract: Contract, period: string, format: Format): string {
  if (!format.titled) return "";
  return `天梭县${contract.title.zh}（合成数据）\n报告期：${periodInChinese(period)}　制表：县监测办\n`;
}

/** From UTF-8 to the office's encoding, as a stream. */
async function transcode(from: string, to: string, format: Format, above: string): Promise<void> {
  const encoding = format.encoding === "utf8-bom" ? "utf8" : format.encoding!;
  const windows = format.encoding !== "utf8-bom";
  const source = createReadStream(from, { encoding: "utf8" });
  async function* text() {
    yield above;
    for await (const chunk of source) yield windows ? chunk.replaceAll("\n", "\r\n") : chunk;
  }
  const addBOM = format.encoding !== "gb18030";
  await pipeline(text, iconv.encodeStream(encoding, { addBOM }), createWriteStream(to));
}
