import { UserError } from "../../errors.ts";
import { clean, findHeader, type Header, headerSearch } from "./header.ts";
import { SheetPart, type Workbook } from "./sheet.ts";
import { type Broken, type Note, RowWriter, type Target } from "./table.ts";
import type { Limits } from "./unpack.ts";
import { RelationsPart, type Sheet, StringsPart, StylesPart, WorkbookPart } from "./workbook.ts";
import { walkXml, type XmlHandler } from "./xml.ts";
import { memberBytes, type ZipMember } from "./zip.ts";

export interface SheetRead {
  sheet: string;
  headers: string[];
  above: string[];
  headerRow: number;
  rows: number;
  broken: Broken[];
  notes: Note[];
}

interface Found extends Header {
  sheet: Sheet;
  member: ZipMember;
  headerRow: number;
}

/** Most bytes of shared strings, since they are held in memory: some six million texts of usual length. */
const mostStrings = 256 * 2 ** 20;

/** Whether the members of a zip archive are the parts of a workbook. */
export const isWorkbook = (members: ZipMember[]): boolean =>
  members.some((m) => m.name === "xl/workbook.xml");

/**
 * Reads the sheet of a workbook whose header fits best, part by part as it is unpacked; only the shared
 * strings are held in memory.
 * @throws UserError where no sheet has a header, or the workbook is damaged
 */
export async function readXlsx(
  path: string,
  source: string,
  members: ZipMember[],
  known: (header: string) => boolean,
  limits: Limits,
  target: Target,
): Promise<SheetRead> {
  const walk = async <T extends XmlHandler>(
    name: string | ZipMember,
    handler: T,
    done?: () => boolean | Promise<boolean>,
    within = limits,
  ) => {
    const member = typeof name === "string" ? members.find((m) => m.name === name) : name;
    if (!member) return handler;
    try {
      await walkXml(memberBytes(path, source, member, within), handler, done);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new UserError(
        `${source}: the workbook's part ${member.name} is damaged (${error.message}). Save it anew and send it again.`,
      );
    }
    return handler;
  };
  const workbook = await walk("xl/workbook.xml", new WorkbookPart());
  const { targets } = await walk("xl/_rels/workbook.xml.rels", new RelationsPart());
  const { kinds } = await walk("xl/styles.xml", new StylesPart());
  const stringsPart =
    [...targets.values()].find((t) => /sharedstrings\.xml$/i.test(t)) ?? "xl/sharedStrings.xml";
  const { strings } = await walk(stringsPart, new StringsPart(), undefined, {
    ...limits,
    bytes: Math.min(limits.bytes, mostStrings),
  });
  const book: Workbook = { strings, kinds, date1904: workbook.date1904 };

  const candidates: Found[] = [];
  for (const sheet of workbook.sheets) {
    const member = members.find((m) => m.name === targets.get(sheet.relation));
    if (!member) continue;
    const sample: { row: number; cells: (string | null)[] }[] = [];
    const part = new SheetPart(book, (row, cells) =>
      sample.push({ row, cells: cells.map((c) => c && clean(c)) }),
    );
    await walk(member, part, () => sample.length > headerSearch);
    const header = findHeader(
      sample.map((s) => s.cells),
      known,
    );
    if (header) candidates.push({ ...header, sheet, member, headerRow: sample[header.index]!.row });
  }
  const rank = (f: Found) => f.score + (f.sheet.hidden ? 0 : 0.5);
  const best = candidates.sort((a, b) => rank(b) - rank(a))[0];
  if (!best) {
    throw new UserError(
      `${source}: no header row in the first ${headerSearch} rows of ${workbook.sheets.length === 1 ? "its sheet" : "any of its sheets"} (${workbook.sheets.map((s) => `\`${s.name}\``).join(", ")}). Expected one row, or two, of column names that the contract knows; add it, or add the names as aliases to the contract.`,
    );
  }

  const headers = best.headers.slice(0, best.headers.findLastIndex(Boolean) + 1);
  const writer = new RowWriter(target, source);
  let outside = 0;
  const part = new SheetPart(book, (row, cells) => {
    if (row <= best.headerRow) return;
    if (cells.slice(headers.length).some(Boolean)) outside++;
    writer.add(
      row,
      Array.from(headers, (_, i) => cells[i] ?? null),
      headers.length,
    );
  });
  try {
    await walk(best.member, part, () => writer.flush().then(() => false));
    await writer.load(headers.length);
  } catch (error) {
    await writer.abandon();
    throw error;
  }
  const others = workbook.sheets.filter((s) => s !== best.sheet).map((s) => `\`${s.name}\``);
  const merged = part.merged.filter(([, last]) => last > best.headerRow).length;
  const note = (code: string, count: number, detail: string): Note[] =>
    count > 0 ? [{ code, count, detail }] : [];
  const notes = [
    ...note(
      "other_sheets",
      others.length,
      `read sheet \`${best.sheet.name}\`; not read: ${others.join(", ")}`,
    ),
    ...note("hidden_rows", part.hiddenRows, `${part.hiddenRows} hidden rows, read like the others`),
    ...note(
      "formulas_without_value",
      part.valueless,
      `${part.valueless} formulas without a saved value, read as empty`,
    ),
    ...note(
      "merged_cells",
      merged,
      `${merged} merged ranges below the header; only their first cell holds the value`,
    ),
    ...note(
      "cells_outside",
      outside,
      `${outside} rows with cells right of the last header, which are left out`,
    ),
  ];
  return {
    sheet: best.sheet.name,
    headers,
    above: best.above,
    headerRow: best.headerRow,
    rows: writer.rows,
    broken: writer.broken,
    notes,
  };
}
