import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { identifier, pathLiteral, rows } from "../../db.ts";
import { UserError } from "../../errors.ts";
import { clean } from "./header.ts";

/** Where the rows of one snapshot go. */
export interface Target {
  db: DuckDBConnection;
  table: string;
  scratch: string;
}

/** A row that the format lets nobody read: it counts as received and goes to quarantine with its reason. */
export interface Broken {
  row: number;
  problem: string;
}

/** What somebody should know of a file that was read all the same; `code` as in data/codes/note.csv. */
export interface Note {
  code: string;
  /** How many rows, sheets or ranges it concerns. */
  count: number;
  detail: string;
}

export const columnNames = (width: number): string[] => Array.from({ length: width }, (_, i) => `c${i}`);

/** SQL for `read_csv` of a plain UTF-8 file, all columns text; it fails at the first row that does not fit. */
export const strictCsvSql = (
  path: string,
  delimiter: string,
  skip: number,
  columns: Record<string, string>,
  options: string,
): string =>
  `read_csv(${pathLiteral(path)}, auto_detect = false, header = false, skip = ${skip}, delim = '${delimiter}', quote = '"', escape = '"', max_line_size = 4194304, ${options}, columns = {${Object.entries(
    columns,
  )
    .map(([name, type]) => `${name}: '${type}'`)
    .join(", ")}})`;

/**
 * Stores the result of `select` as a table of texts `c0..cN` and lays over it the view `target.table` with
 * `row` in front. Rows without any value are left out of the view.
 * @param row SQL for the row number a person sees; may use `rowid`, the ordinal from 0
 * @returns rows stored and rows that hold something
 */
export async function store(
  { db, table }: Target,
  select: string,
  row: string,
  width: number,
): Promise<{ stored: number; filled: number }> {
  const base = identifier(`${table}_texts`);
  const names = columnNames(width);
  await drop(db, table);
  await db.run(`create table ${base} as ${select}`);
  const filled = `coalesce(${names.join(", ")}) is not null`;
  const [count] = await rows<{ stored: string; filled: string }>(
    db,
    `select count(*) as stored, count(*) filter (${filled}) as filled from ${base}`,
  );
  const result = { stored: Number(count!.stored), filled: Number(count!.filled) };
  await db.run(
    `create view ${identifier(table)} as select (${row})::bigint as "row", ${names.join(", ")} from ${base}${
      result.filled < result.stored ? ` where ${filled}` : ""
    }`,
  );
  return result;
}

/** Forgets an earlier snapshot of the same name. */
export async function drop(db: DuckDBConnection, table: string): Promise<void> {
  await db.run(`drop view if exists ${identifier(table)}`);
  await db.run(`drop table if exists ${identifier(`${table}_texts`)}`);
}

/**
 * Takes rows from formats that DuckDB does not read as they stand, and writes them as one plain CSV with the
 * row number in front, which DuckDB then reads. Broken rows are kept aside.
 */
export class RowWriter {
  readonly broken: Broken[] = [];
  rows = 0;
  private readonly path: string;
  private text: string[] = [];
  private size = 0;
  private file: Awaited<ReturnType<typeof open>> | undefined;

  constructor(
    private readonly target: Target,
    /** The file as the person named it, for messages. */
    private readonly source: string,
  ) {
    this.path = join(target.scratch, `${target.table}.rows.csv`);
  }

  /** Adds a row of texts; blank rows are passed over, and fields past `width` must be blank. */
  add(row: number, fields: (string | null)[], width: number): void {
    const values = fields.map((f) => (f === null ? null : clean(f)));
    if (values.every((v) => v === null)) return;
    if (values.length < width && fields.length > 0) {
      this.addBroken(row, `${fields.length} fields where the header has ${width}`);
      return;
    }
    if (values.slice(width).some((v) => v !== null)) {
      this.addBroken(
        row,
        `${values.findLastIndex((v) => v !== null) + 1} fields where the header has ${width}`,
      );
      return;
    }
    const unreadable = values.slice(0, width).findIndex((v) => v?.includes("\ufffd") || v?.includes("\0"));
    if (unreadable >= 0) {
      this.addBroken(row, `column ${unreadable + 1} holds bytes that are no text`);
      return;
    }
    const line = `${row},${values
      .slice(0, width)
      .map((v) => (v === null ? "" : `"${v.replaceAll('"', '""')}"`))
      .join(",")}\n`;
    this.rows++;
    this.text.push(line);
    this.size += line.length;
  }

  addBroken(row: number, problem: string): void {
    this.broken.push({ row, problem });
    if (this.broken.length >= 1000 && this.broken.length > 10 * this.rows) {
      throw new UserError(
        `${this.source}: of the first ${this.broken.length + this.rows} rows ${this.broken.length} cannot be read (row ${row}: ${problem}). Check how the file was exported and send it again.`,
      );
    }
  }

  /** Writes what has gathered; call it now and then so that memory stays small. */
  async flush(force = false): Promise<void> {
    if (this.size === 0 || (!force && this.size < 1 << 20)) return;
    this.file ??= await open(this.path, "w", 0o600);
    await this.file.write(this.text.join(""));
    this.text = [];
    this.size = 0;
  }

  /** Loads the rows into the target's table and removes the file between. */
  async load(width: number): Promise<void> {
    await this.flush(true);
    await this.file?.close();
    const names = columnNames(width);
    const columns = Object.fromEntries([["r", "BIGINT"], ...names.map((n) => [n, "VARCHAR"])]);
    const select = this.file
      ? `select ${["r", ...names].join(", ")} from ${strictCsvSql(this.path, ",", 0, columns, "parallel = false, null_padding = true")}`
      : `select ${["0::bigint as r", ...names.map((n) => `null::varchar as ${n}`)].join(", ")} where false`;
    await store(this.target, select, "r", width);
    await rm(this.path, { force: true });
  }

  /** Removes the file between after a failure. */
  async abandon(): Promise<void> {
    await this.file?.close().catch(() => {});
    await rm(this.path, { force: true });
  }
}
