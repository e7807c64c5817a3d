import { mkdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { type DuckDBConnection, version } from "@duckdb/node-api";
import { pathLiteral, rows } from "../db.ts";
import { UserError } from "../errors.ts";
import { list, readJson, sha256, sha256File, toJson, writeAtomic } from "../files.ts";
import { accountingIdentities, type Identity } from "./accounting.ts";
import { areaMembers, createLake, createRef, lakeFiles, parquetSource, refFiles } from "./catalog.ts";
import { type Declaration, type Mart, readMarts } from "./declaration.ts";
import { Parts, type Periods, periodsOf, withPeriod } from "./parts.ts";
import { createSteps, readSteps } from "./steps.ts";

export interface MartsOptions {
  connection: DuckDBConnection;
  /** Folder of the lake; the collection is a folder in it. */
  lake: string;
  /** Folder with codes/, schemes/ and lines/. */
  data: string;
  collection: string;
  /** Folder that receives <mart>.parquet; nothing else may live in it. */
  out: string;
  log: (line: string) => void;
  /** The marts that exist; those that ship with Foothold unless told otherwise. */
  marts?: Mart[];
}

export interface BuiltMart {
  declaration: Declaration;
  file: string;
  rows: number;
  /** False when its inputs had not changed and the file of the last run stands. */
  built: boolean;
}

interface Stamp {
  inputs: string;
  rows: number;
  bytes: number;
}

/**
 * Builds every mart that a collection has the inputs for, and removes those it no longer has.
 * The same lake gives the same bytes. A mart whose inputs have not changed is not built again.
 * @throws UserError if a query fails, a key repeats or an identity does not hold; the mart of the last
 *   run then stays as it was
 */
export async function runMarts(options: MartsOptions): Promise<BuiltMart[]> {
  const { connection, lake, data, collection, out, log } = options;
  const files = await lakeFiles(lake, collection);
  const refs = await refFiles(data);
  const marts = (options.marts ?? (await readMarts())).filter(({ declaration }) =>
    ["areas", ...declaration.inputs].every((dataset) => files[dataset]),
  );
  await mkdir(out, { recursive: true });
  await removeOthers(out, marts);
  if (marts.length === 0) return [];

  const hash = rememberedHash();
  const steps = (await readSteps()).map((s) => s.sql);
  const shared = [version(), areaMembers, ...steps, ...(await Promise.all(Object.values(refs).map(hash)))];
  let ready: Promise<void> | undefined;
  const catalog = () => {
    ready ??= createCatalog(connection, files, refs);
    return ready;
  };

  const built: BuiltMart[] = [];
  for (const mart of marts) {
    const { declaration } = mart;
    const file = path.join(out, `${declaration.mart}.parquet`);
    const datasets = ["areas", ...declaration.inputs, ...declaration.optional];
    const inputsOf = async (own: string[]) =>
      sha256([...shared, mart.sql, mart.yaml, ...(await Promise.all(own.map(hash)))].join("\n"));
    const inputs = await inputsOf(datasets.flatMap((d) => files[d] ?? []));
    const last = await readStamp(file);
    if (last?.inputs === inputs) {
      built.push({ declaration, file, rows: last.rows, built: false });
      continue;
    }
    await catalog();
    const periods = periodsOf(declaration, files);
    if (periods) await computeByPeriod(connection, mart, { periods, files, out, inputsOf, log });
    else await computeMart(connection, mart);
    const count = await storeMart(connection, mart, file);
    const { size } = await stat(file);
    await writeAtomic(stampOf(file), toJson({ inputs, rows: count, bytes: size } satisfies Stamp));
    log(`${collection}: ${declaration.mart}, ${count} rows`);
    built.push({ declaration, file, rows: count, built: true });
  }
  return built;
}

/** Makes schemas `lake`, `ref` and `step` on a connection from the files of one collection. */
export async function createCatalog(
  connection: DuckDBConnection,
  files: Record<string, string[]>,
  refs: Record<string, string>,
): Promise<void> {
  await createRef(connection, refs);
  const sources = Object.entries(files).map(([dataset, list]) => [dataset, parquetSource(list)]);
  await createLake(connection, Object.fromEntries(sources));
  await createSteps(connection, await readSteps());
}

/**
 * Runs one mart into the table `mart` of the connection and checks it: columns, keys, identities.
 * @throws UserError that names the mart, what does not hold and the first row where it does not
 */
export async function computeMart(connection: DuckDBConnection, { declaration, sql }: Mart): Promise<void> {
  const { mart, keys } = declaration;
  try {
    await connection.run(`create or replace temp table mart as ${sql}`);
  } catch (error) {
    throw new UserError(`Mart ${mart}: its SQL failed: ${(error as Error).message}`);
  }
  const names = (await connection.runAndReadAll("select * from mart limit 0")).columnNames();
  const missing = columnsOf(declaration).filter((c) => !names.includes(c));
  if (missing.length > 0) {
    throw new UserError(
      `Mart ${mart}: its SQL gives no column ${missing.join(", ")}, which ${mart}.yml declares.`,
    );
  }
  const key = keys.join(", ");
  await expectNoRow(connection, mart, `key ${key} repeats or is empty`, {
    sql: `select ${key}, count(*) as "rows" from mart group by ${key}
          having count(*) > 1 or ${keys.map((k) => `${k} is null`).join(" or ")}`,
    order: key,
  });
  for (const identity of identitiesOf(declaration)) {
    const what = `identity ${identity.id} does not hold (${identity.label.en})`;
    await expectNoRow(connection, mart, what, { sql: identity.sql, order: "all" });
  }
}

/** Every identity of a mart: those its additive measures imply, then those written in its YAML. */
export const identitiesOf = (declaration: Declaration): Identity[] => [
  ...accountingIdentities(declaration),
  ...declaration.identities,
];

/** Columns of a mart in order: dimensions, measures, then contributor counts that no release shows. */
export function columnsOf({ dimensions, measures }: Declaration): string[] {
  const contributors = measures.flatMap((m) => m.contributors ?? []);
  return [...new Set([...dimensions, ...measures].map((c) => c.name).concat(contributors))];
}

interface ByPeriod {
  periods: Periods;
  files: Record<string, string[]>;
  out: string;
  inputsOf: (files: string[]) => Promise<string>;
  log: (line: string) => void;
}

/**
 * Leaves table `mart` like `computeMart`, but computes and checks only the periods whose files have changed; all at
 * once where those are many.
 */
async function computeByPeriod(
  connection: DuckDBConnection,
  mart: Mart,
  { periods, files, out, inputsOf, log }: ByPeriod,
): Promise<void> {
  const { mart: name, inputs, optional } = mart.declaration;
  const parts = new Parts(out, name);
  const hashes = new Map<string, string>();
  for (const [period, own] of periods)
    hashes.set(period, await inputsOf([...files.areas!, ...Object.values(own).flat()]));
  const stale = await parts.stale(hashes);
  if (stale.length > 3) {
    await computeMart(connection, mart);
    for (const period of stale) await parts.keep(connection, name, period, hashes.get(period)!, false);
    return;
  }
  const read = [...inputs, ...optional].filter((dataset) => files[dataset]);
  const all = Object.fromEntries(read.map((dataset) => [dataset, files[dataset]!]));
  for (const period of stale) {
    await withPeriod(connection, periods.get(period)!, all, async () => {
      await computeMart(connection, mart);
      await parts.keep(connection, name, period, hashes.get(period)!, true);
    });
    log(`${name}: ${period} alone`);
  }
  await parts.together(connection, [...periods.keys()]);
}

/** Writes table `mart` to its file and drops it; returns its number of rows. */
async function storeMart(connection: DuckDBConnection, mart: Mart, file: string): Promise<number> {
  const part = `${file}.part`;
  await connection.run(
    `copy (select ${columnsOf(mart.declaration).join(", ")} from mart order by ${mart.declaration.keys.join(", ")})
     to ${pathLiteral(part)} (format parquet, compression zstd)`,
  );
  const [counted] = await rows<{ n: number }>(connection, "select cast(count(*) as integer) as n from mart");
  await connection.run("drop table mart");
  await rm(stampOf(file), { force: true });
  await rename(part, file);
  return counted!.n;
}

async function expectNoRow(
  connection: DuckDBConnection,
  mart: string,
  what: string,
  { sql, order }: { sql: string; order: string },
): Promise<void> {
  const [first] = await rows(connection, `select * from (${sql}) as broken order by ${order} limit 1`);
  if (!first) return;
  const where = Object.entries(first).map(([column, value]) => `${column} ${value ?? "empty"}`);
  throw new UserError(`Mart ${mart}: ${what}, first at ${where.join(", ")}.`);
}

/** The file beside a mart that says what it was made from. */
export const stampOf = (file: string) => file.replace(/\.parquet$/, ".json");

/** The stamp of a mart's last run, if its file is still there whole. */
async function readStamp(file: string): Promise<Stamp | undefined> {
  const stamp = await readJson<Stamp>(stampOf(file));
  const size = await stat(file).then(
    (s) => s.size,
    () => undefined,
  );
  return stamp && size === stamp.bytes ? stamp : undefined;
}

/** Removes what earlier runs left in `out` of marts that are no more. */
async function removeOthers(out: string, marts: Mart[]): Promise<void> {
  const names = new Set(marts.map((m) => m.declaration.mart));
  for (const entry of await list(out)) {
    if (/\.(parquet|json|part)$/.test(entry) && !names.has(entry.split(".")[0]!))
      await rm(path.join(out, entry));
  }
  for (const entry of await list(path.join(out, "parts"))) {
    if (!names.has(entry)) await rm(path.join(out, "parts", entry), { recursive: true });
  }
}

/** Hash of a file's name and content, read once in a run however many marts read it. */
function rememberedHash(): (file: string) => Promise<string> {
  const known = new Map<string, Promise<string>>();
  return (file) => {
    if (!known.has(file))
      known.set(
        file,
        sha256File(file).then((sha) => `${path.basename(file)} ${sha}`),
      );
    return known.get(file)!;
  };
}
