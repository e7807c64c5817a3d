import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import { rows, withDuckDB } from "../../../../loaders/db.ts";
import { type RawSnapshot, readSnapshot } from "../../../../loaders/intake/formats/read.ts";
import type { Limits } from "../../../../loaders/intake/formats/unpack.ts";

const names = ["户编号", "行政区划代码", "人数", "日期"];
export const known = (header: string): boolean => names.includes(header.split("/").at(-1)!);

export type Reading = RawSnapshot & { table: (string | null)[][]; left: string[] };

/** Reads bytes as a file of that name would be; `table` has the row number first, `left` what scratch kept. */
export async function reader<T>(
  work: (read: (name: string, bytes: Uint8Array | string, limits?: Limits) => Promise<Reading>) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "foothold-read-"));
  const scratch = await mkdtemp(join(folder, "scratch-"));
  try {
    return await withDuckDB(scratch, (db) =>
      work(async (name, bytes, limits) => {
        await writeFile(join(folder, name), bytes);
        const options = { table: "raw", knownHeaders: known, scratch, log: () => {}, limits };
        const found = await readSnapshot(join(folder, name), db, options);
        const table = (await rows(db, 'select * from raw order by "row"')).map(
          (r) => Object.values(r) as (string | null)[],
        );
        return { ...found, table, left: await readdir(scratch) };
      }),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A zip archive of the texts or bytes given. */
export function zip(files: Record<string, string | Uint8Array>): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(files)) {
    const path = Buffer.from(name);
    const bytes = Buffer.from(content as string);
    const packed = deflateRawSync(bytes);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(0x800, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(bytes.length, 18);
    fields.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), fields, path, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    entries.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), fields, rest, path]));
    locals.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}

/** A workbook of sheets given as the XML of their rows. Style 1 shows a day, style 2 a month. */
export function workbook(
  sheets: Record<string, string>,
  options: { date1904?: boolean; after?: string } = {},
) {
  const list = Object.keys(sheets);
  return zip({
    "xl/workbook.xml": `<workbook xmlns:r="r"><workbookPr date1904="${options.date1904 ? 1 : 0}"/><sheets>${list
      .map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
      .join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${list
      .map((_, i) => `<Relationship Id="rId${i + 1}" Target="worksheets/sheet${i + 1}.xml"/>`)
      .join("")}<Relationship Id="s" Target="sharedStrings.xml"/></Relationships>`,
    "xl/styles.xml": `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>`,
    "xl/sharedStrings.xml": `<sst>${names.map((n) => `<si><r><t>${n.slice(0, 1)}</t></r><r><t>${n.slice(1)}</t></r><rPh><t>x</t></rPh></si>`).join("")}</sst>`,
    ...Object.fromEntries(
      list.map((name, i) => [
        `xl/worksheets/sheet${i + 1}.xml`,
        `<?xml version="1.0"?><worksheet><sheetData>${sheets[name]}</sheetData>${options.after ?? ""}</worksheet>`,
      ]),
    ),
  });
}
