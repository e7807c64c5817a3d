import { literal } from "../../db.ts";
import { UserError } from "../../errors.ts";
import { clean, findHeader, type Header, headerSearch } from "./header.ts";
import { Records } from "./records.ts";
import { containerOf, decoded, head, type Survey, survey } from "./sniff.ts";
import { type Broken, columnNames, RowWriter, store, strictCsvSql, type Target } from "./table.ts";

const delimiters = [",", "\t", ";", "|", "，"];

interface TextHeader extends Header {
  delimiter: string;
  /** Physical line of the header's last row, from 1. */
  line: number;
  /** Every record up to the header stands on one line, so that `skip` counts them. */
  simple: boolean;
}

export interface TextRead {
  headers: string[];
  above: string[];
  headerRow: number;
  delimiter: string;
  rows: number;
  broken: Broken[];
}

/**
 * Reads delimited text. Plain UTF-8 whose lines are its records goes straight into DuckDB; anything else
 * (another encoding, line ends within quotes, blank lines, rows that do not fit) is read record by record.
 */
export async function readDelimited(
  path: string,
  source: string,
  found: Survey,
  known: (header: string) => boolean,
  target: Target,
): Promise<TextRead> {
  const header = await findTextHeader(path, source, found, known);
  const { headers, above, delimiter, line: headerRow } = header;
  const rows = isStraight(found, header)
    ? await loadStraight(straight(path, found, header), target)
    : undefined;
  if (rows !== undefined) return { headers, above, headerRow, delimiter, rows, broken: [] };
  const writer = new RowWriter(target, source);
  try {
    const records = new Records(delimiter, {
      fields: (line, fields) => line > headerRow && writer.add(line, fields, headers.length),
      broken: (line, problem) => line > headerRow && writer.addBroken(line, problem),
    });
    for await (const text of decoded(path, found.encoding)) {
      records.push(text);
      await writer.flush();
    }
    records.end();
    await writer.load(headers.length);
  } catch (error) {
    await writer.abandon();
    throw error;
  }
  return { headers, above, headerRow, delimiter, rows: writer.rows, broken: writer.broken };
}

/** A text file that DuckDB can scan as it stands. */
export interface Straight {
  headers: string[];
  /** What stands above the header. */
  above: string[];
  headerRow: number;
  delimiter: string;
  encoding: Survey["encoding"];
  /** Lines below the header, which are its records unless the scan gives another number. */
  lines: number;
  /** FROM item of the texts `c0..cN`, in the order of the file; fails at a row that does not fit. */
  scan: string;
  /**
   * The same with the named columns as DOUBLE, which costs a sixth less than casting their texts, and without the rows
   * where one of them is no number, or that do not fit.
   */
  numberScan: (columns: string[]) => string;
}

/**
 * How to scan a text file straight, or undefined where it has to be read another way: packed, of another
 * format or encoding, or with a header over more than its lines.
 */
export async function openStraight(
  path: string,
  known: (header: string) => boolean,
): Promise<Straight | undefined> {
  const start = await head(path, 1 << 12);
  if (containerOf(start) !== "plain" || /^(\xef\xbb\xbf)?\s*[[{]/.test(start.toString("latin1")))
    return undefined;
  const found = await survey(path);
  if (!found.plain || found.lines === 0) return undefined;
  const header = await findTextHeader(path, path, found, known);
  return isStraight(found, header) ? straight(path, found, header) : undefined;
}

const isStraight = (found: Survey, { simple, delimiter }: TextHeader) =>
  found.plain && simple && delimiter.length === 1 && delimiter !== "，";

function straight(path: string, found: Survey, { headers, above, delimiter, line }: TextHeader): Straight {
  const names = columnNames(headers.length);
  const csv = (numbers: string[], options: string) =>
    strictCsvSql(
      path,
      delimiter,
      line,
      Object.fromEntries(names.map((n) => [n, numbers.includes(n) ? "DOUBLE" : "VARCHAR"])),
      options,
    );
  const trimmed = { none: (c: string) => c, plain: (c: string) => `nullif(trim(${c}), '')`, any: trimAll };
  const scan = `(select ${names.map((c) => `${trimmed[found.space](c)} as ${c}`).join(", ")} from ${csv([], "parallel = true")})`;
  return {
    headers,
    above,
    headerRow: line,
    delimiter,
    encoding: found.encoding,
    lines: found.lines - line,
    scan,
    numberScan: (columns) =>
      found.space === "none" ? csv(columns, "parallel = true, ignore_errors = true") : scan,
  };
}

/** Whether an error says that the file's lines are not its records. */
export const isMisfit = (error: unknown): boolean =>
  /Invalid Input Error|Conversion Error/.test(String(error));

/** Rows loaded, or undefined where the file's lines are not its records. */
async function loadStraight({ headers, headerRow, lines, scan }: Straight, target: Target) {
  try {
    const { stored, filled } = await store(
      target,
      `select * from ${scan}`,
      `rowid + ${headerRow + 1}`,
      headers.length,
    );
    return stored === lines ? filled : undefined;
  } catch (error) {
    if (isMisfit(error)) return undefined;
    throw error;
  }
}

const outer = literal(" \t\v\f\r\n\u00a0\u200b\u3000\ufeff");
/** SQL for a text without outer white space, null where nothing is left. */
export const trimAll = (text: string): string => `nullif(trim(${text}, ${outer}), '')`;

async function findTextHeader(
  path: string,
  source: string,
  found: Survey,
  known: (header: string) => boolean,
): Promise<TextHeader> {
  const sample = await firstCharacters(path, found, 1 << 18);
  let best: TextHeader | undefined;
  for (const delimiter of delimiters) {
    const lines: number[] = [];
    const rows: (string | null)[][] = [];
    const records = new Records(delimiter, {
      fields: (line, fields) => {
        if (rows.length >= headerSearch) return;
        lines.push(line);
        rows.push(fields.map(clean));
      },
      broken: () => {},
    });
    records.push(sample.text);
    if (sample.whole) records.end();
    const header = findHeader(rows, known);
    if (!header || header.score <= (best?.score ?? 0)) continue;
    const line = lines[header.index]!;
    const next = lines[header.index + 1];
    const simple = line === header.index + 1 && (next === undefined || next === line + 1);
    best = { ...header, delimiter, line, simple };
  }
  if (best) return best;
  throw new UserError(
    `${source}: no header row in the first ${headerSearch} rows (read as ${found.encoding} text, delimiter , ; | tab or ，). Expected one row, or two, of column names that the contract knows; add it, or add the names as aliases to the contract.`,
  );
}

async function firstCharacters(path: string, { encoding }: Survey, length: number) {
  let text = "";
  for await (const piece of decoded(path, encoding)) {
    text += piece;
    if (text.length >= length) return { text: text.slice(0, length), whole: false };
  }
  return { text, whole: true };
}
