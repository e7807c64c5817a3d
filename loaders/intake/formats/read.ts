import { createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import { UserError } from "../../errors.ts";
import { readJson } from "./json.ts";
import { readParquet } from "./parquet.ts";
import { containerOf, decoded, head, survey } from "./sniff.ts";
import type { Broken, Note, Target } from "./table.ts";
import { readDelimited } from "./text.ts";
import { defaultLimits, gunzip, type Limits } from "./unpack.ts";
import { isWorkbook, readXlsx } from "./xlsx.ts";
import { memberBytes, type ZipMember, zipMembers } from "./zip.ts";

export interface ReadOptions {
  /** Name of the view that is left on the connection. */
  table: string;
  /** Whether a header belongs to the dataset: decides which row is the header. */
  knownHeaders: (header: string) => boolean;
  /** A private folder for files between; nothing is left in it. */
  scratch: string;
  log: (line: string) => void;
  limits?: Limits;
}

/** What a file turned out to be. Its rows are in the view `options.table`: `row`, then texts `c0..cN`. */
export interface RawSnapshot {
  format: "csv" | "json" | "jsonl" | "parquet" | "xlsx";
  encoding?: string;
  delimiter?: string;
  sheet?: string;
  compression?: "gzip" | "zip";
  /** Row of the header as a person sees it; 0 where the format has none. */
  headerRow: number;
  /** One per column, empty where the header is; two rows are flattened to `upper/lower`. */
  headers: string[];
  /** What stands above the header. */
  above?: string[];
  /** Rows in the view. Received are these and the broken ones. */
  rows: number;
  broken: Broken[];
  notes: Note[];
}

/**
 * Reads a file as an office sent it into DuckDB as texts, whatever its format, encoding and compression.
 * @throws UserError where the file cannot be read as a whole: empty, damaged, of another kind, no header
 */
export async function readSnapshot(
  file: string,
  connection: DuckDBConnection,
  options: ReadOptions,
): Promise<RawSnapshot> {
  const { size } = await stat(file).catch(() => {
    throw new UserError(`${file} does not exist or cannot be opened.`);
  });
  if (size === 0) throw new UserError(`${file}: an empty file. Send it again.`);
  const scratch = await mkdtemp(join(options.scratch, "read-"));
  try {
    const target = { db: connection, table: options.table, scratch };
    const unpacked = await unpack(file, scratch, options.limits ?? defaultLimits);
    const read = await readPlain(unpacked.path, file, target, options);
    return { ...read, ...(unpacked.compression && { compression: unpacked.compression }) };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Takes the one file out of a gzip or zip archive; a workbook is left as it is. */
async function unpack(file: string, scratch: string, limits: Limits) {
  const container = containerOf(await head(file, 8));
  const path = join(scratch, "unpacked");
  if (container === "gzip") await gunzip(file, file, path, limits);
  else if (container === "zip") {
    const members = await zipMembers(file, file);
    if (isWorkbook(members)) return { path: file };
    refuseOtherBooks(members, file);
    const member = onlyMember(members, file);
    await pipeline(memberBytes(file, file, member, limits), createWriteStream(path, { mode: 0o600 }));
  } else return { path: file };
  if ((await stat(path)).size === 0) throw new UserError(`${file}: holds an empty file. Send it again.`);
  return { path, compression: container };
}

/** Spreadsheets that are zip archives too, and no .xlsx. */
const otherBooks: [part: string, name: string][] = [
  ["xl/workbook.bin", "a binary workbook (.xlsb)"],
  ["content.xml", "an OpenDocument sheet (.ods)"],
  ["Index/Document.iwa", "a Numbers sheet"],
];

function refuseOtherBooks(members: ZipMember[], file: string): void {
  const found = otherBooks.find(([part]) => members.some((m) => m.name === part));
  if (found) throw new UserError(`${file}: ${found[1]}. Open it, save it as .xlsx, and send that.`);
}

function onlyMember(members: ZipMember[], file: string): ZipMember {
  const files = members.filter((m) => !/(^__MACOSX\/|\/$|(^|\/)\.DS_Store$)/.test(m.name));
  if (files.length === 1) return files[0]!;
  const names = files.slice(0, 10).map((m) => `\`${m.name}\``);
  throw new UserError(
    files.length === 0
      ? `${file}: an empty zip archive. Send it again.`
      : `${file}: a zip archive of ${files.length} files (${names.join(", ")}${files.length > 10 ? ", …" : ""}). Send each file by itself.`,
  );
}

async function readPlain(
  path: string,
  source: string,
  target: Target,
  { knownHeaders, limits = defaultLimits }: ReadOptions,
): Promise<RawSnapshot> {
  const container = containerOf(await head(path, 8));
  if (container === "ole") {
    throw new UserError(
      `${source}: an old binary workbook (.xls) or one with a password. Open it, save it as .xlsx without a password, and send that.`,
    );
  }
  if (container === "parquet") {
    const { headers, rows } = await readParquet(path, source, target);
    requireKnown(headers, knownHeaders, source);
    return {
      format: "parquet",
      headerRow: 0,
      headers,
      rows,
      broken: [],
      notes: misnamed(source, "parquet"),
    };
  }
  const members = container === "zip" ? await zipMembers(path, source) : [];
  if (isWorkbook(members)) {
    const read = await readXlsx(path, source, members, knownHeaders, limits, target);
    return { format: "xlsx", ...read, notes: [...read.notes, ...misnamed(source, "xlsx")] };
  }
  if (container !== "plain")
    throw new UserError(`${source}: packed twice. Unpack it once and send it again.`);
  const found = await survey(path);
  const { encoding } = found;
  const first = await firstCharacter(path, encoding);
  if (first === "<") {
    throw new UserError(
      `${source}: a web page or XML, whatever its name says, as some systems export tables. Open it in a spreadsheet, save it as .xlsx, and send that.`,
    );
  }
  if (first === "[" || first === "{") {
    const format = first === "[" ? "json" : "jsonl";
    const { headers, rows, broken } = await readJson(path, source, encoding, format, target);
    if (rows === 0 && broken.length > 0) {
      throw new UserError(
        `${source}: no line is a JSON object of its own. Expected one flat object on each line, or a JSON array of them; if the rows lie within another object, send the array alone.`,
      );
    }
    requireKnown(headers, knownHeaders, source);
    return { format, encoding, headerRow: 0, headers, rows, broken, notes: misnamed(source, format) };
  }
  const read = await readDelimited(path, source, found, knownHeaders, target);
  return { format: "csv", encoding, ...read, notes: misnamed(source, "csv") };
}

async function firstCharacter(path: string, encoding: Parameters<typeof decoded>[1]): Promise<string> {
  for await (const text of decoded(path, encoding)) {
    const found = text.match(/\S/);
    if (found) return found[0];
  }
  return "";
}

function requireKnown(headers: string[], known: (header: string) => boolean, source: string): void {
  if (headers.some((h) => known(h))) return;
  throw new UserError(
    `${source}: none of its ${headers.length} column names belongs to the dataset. Rename the columns, or add the names as aliases to the contract.`,
  );
}

const extensions: Record<RawSnapshot["format"], string[]> = {
  csv: [".csv", ".tsv", ".txt", ".tab"],
  json: [".json"],
  jsonl: [".jsonl", ".ndjson", ".json"],
  parquet: [".parquet"],
  xlsx: [".xlsx"],
};

/** A note where a file's name says another format than it holds. */
export function misnamed(source: string, format: RawSnapshot["format"]): Note[] {
  const extension = extname(source.replace(/\.(gz|gzip|zip)$/i, "")).toLowerCase();
  if (extension === "" || extensions[format].includes(extension)) return [];
  return [
    { code: "misnamed", count: 1, detail: `named ${extension}, but holds ${format}; read as ${format}` },
  ];
}
