import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import { pathLiteral, rows, withDuckDB } from "../../../../loaders/db.ts";
import { type RawSnapshot, readSnapshot } from "../../../../loaders/intake/formats/read.ts";
import type { Limits } from "../../../../loaders/intake/formats/unpack.ts";

const names = ["户编号", "行政区划代码", "人数", "日期"];
export const known = (header: string): boolean => names.includes(header.split("/").at(-1)!);

export type Reading = RawSnapshot & { table: (string | null)[][]; left: string[] };

/**
 * Reads bytes as a file of that name would be; `table` has the row number first, `left` what scratch kept.
 * The second function gives the bytes of a Parquet file of a query.
 */
export async function reader<T>(
  work: (
    read: (name: string, bytes: Uint8Array | string, limits?: Limits) => Promise<Reading>,
    parquet: (query: string) => Promise<Buffer>,
  ) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "foothold-read-"));
  const scratch = await mkdtemp(join(folder, "scratch-"));
  try {
    return await withDuckDB(scratch, (db) =>
      work(
        async (name, bytes, limits) => {
          await writeFile(join(folder, name), bytes);
          const options = { table: "raw", knownHeaders: known, scratch, log: () => {}, limits };
          const found = await readSnapshot(join(folder, name), db, options);
          const table = (await rows(db, 'select * from raw order by "row"')).map(
            (r) => Object.values(r) as (string | null)[],
          );
          return { ...found, table, left: await readdir(scratch) };
        },
        async (query) => {
          const path = join(folder, "written.parquet");
          await db.run(`copy (${query}) to ${pathLiteral(path)} (format parquet)`);
          return readFile(path);
        },
      ),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A zip archive of the texts or bytes given; `zip64` states its places in 64 bits, `flags` marks its members. */
export function zip(
  files: Record<string, string | Uint8Array>,
  { zip64, flags = 0x800 }: { zip64?: boolean; flags?: number } = {},
): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(files)) {
    const path = Buffer.from(name);
    const bytes = Buffer.from(content as string);
    const packed = deflateRawSync(bytes);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(flags, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(bytes.length, 18);
    fields.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), fields, path, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(zip64 ? 0xffffffff : at, 10);
    const central = Buffer.from(fields);
    if (zip64) central.writeUInt16LE(12, 24);
    const extra = zip64 ? Buffer.concat([Buffer.from([1, 0, 8, 0]), int64(at)]) : Buffer.alloc(0);
    entries.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), central, rest, path, extra]));
    locals.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(zip64 ? 0xffffffff : directory.length, 12);
  end.writeUInt32LE(zip64 ? 0xffffffff : at, 16);
  const count = int64(entries.length);
  const wide = Buffer.concat([
    Buffer.from("PK\x06\x06"),
    int64(44),
    Buffer.alloc(12),
    ...[count, count, int64(directory.length), int64(at)],
    Buffer.from("PK\x06\x07\0\0\0\0"),
    int64(at + directory.length),
    Buffer.from([1, 0, 0, 0]),
  ]);
  return Buffer.concat([...locals, directory, ...(zip64 ? [wide] : []), end]);
}

const int64 = (n: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(n));
  return bytes;
};

interface WorkbookOptions {
  date1904?: boolean;
  after?: string;
}

/** A workbook of sheets given as the XML of their rows. Style 1 shows a day, style 2 a month, style 3 a percentage. */
export const workbook = (sheets: Record<string, string>, options?: WorkbookOptions): Buffer =>
  zip(workbookParts(sheets, options));

/** The parts of such a workbook, by their path. */
export function workbookParts(
  sheets: Record<string, string>,
  options: WorkbookOptions = {},
): Record<string, string> {
  const list = Object.keys(sheets);
  return {
    "xl/workbook.xml": `<workbook xmlns:r="r"><workbookPr date1904="${options.date1904 ? 1 : 0}"/><sheets>${list
      .map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
      .join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${list
      .map((_, i) => `<Relationship Id="rId${i + 1}" Target="worksheets/sheet${i + 1}.xml"/>`)
      .join("")}<Relationship Id="s" Target="sharedStrings.xml"/></Relationships>`,
    "xl/styles.xml": `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="10"/></cellXfs></styleSheet>`,
    "xl/sharedStrings.xml": `<sst>${names.map((n) => `<si><r><t>${n.slice(0, 1)}</t></r><r><t>${n.slice(1)}</t></r><rPh><t>x</t></rPh></si>`).join("")}</sst>`,
    ...Object.fromEntries(
      list.map((name, i) => [
        `xl/worksheets/sheet${i + 1}.xml`,
        `<?xml version="1.0"?><worksheet><sheetData>${sheets[name]}</sheetData>${options.after ?? ""}</worksheet>`,
      ]),
    ),
  };
}
