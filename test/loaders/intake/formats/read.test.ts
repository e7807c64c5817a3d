import { gzipSync } from "node:zlib";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { UserError } from "../../../../loaders/errors.ts";
import { reader, workbook, workbookParts, zip } from "./reading.ts";

const text = "户编号,行政区划代码,人数\nH1,999901,3\nH2, 999902　,4\n";
const table = [
  ["2", "H1", "999901", "3"],
  ["3", "H2", "999902", "4"],
];

describe("delimited text", () => {
  const ways: [string, Buffer][] = [
    ["UTF-8", Buffer.from(text)],
    ["UTF-8 with a mark", Buffer.from(`\ufeff${text}`)],
    ["UTF-16 with a mark", Buffer.from(`\ufeff${text}`, "utf16le")],
    ["UTF-16 without a mark", Buffer.from(text, "utf16le")],
    ["UTF-16 of the other byte order", Buffer.from(`\ufeff${text}`, "utf16le").swap16()],
    ["GB18030", iconv.encode(text, "gb18030")],
    ["carriage returns and line feeds", Buffer.from(text.replaceAll("\n", "\r\n"))],
    ["carriage returns alone", Buffer.from(text.replaceAll("\n", "\r"))],
    ["tabs", Buffer.from(text.replaceAll(",", "\t"))],
    ["semicolons", Buffer.from(text.replaceAll(",", ";"))],
    ["upright strokes", Buffer.from(text.replaceAll(",", "|"))],
    ["full-width commas", Buffer.from(text.replaceAll(",", "，"))],
    ["gzip", gzipSync(text)],
    ["a zip of one file", zip({ "就业.csv": text })],
  ];
  test.each(ways)("comes out the same from %s", (_, bytes) =>
    reader(async (read) => {
      const found = await read("a.csv", bytes);
      expect(found.table).toEqual(table);
      expect(found.broken).toEqual([]);
      expect(found.left).toEqual([]);
    }),
  );

  test("keeps the line a person sees, through titles, blank lines, quoted line ends and broken rows", () =>
    reader(async (read) => {
      const messy = `就业统计表,,\n\n户编号,行政区划代码,人数\nH1,"a\nb",1\n\n,,\nH2,9\nH3,"9""9",3\nH4,1,2,3\nH5,5,5,\n`;
      const found = await read("a.csv", messy);
      expect(found.headerRow).toBe(3);
      expect(found.table).toEqual([
        ["4", "H1", "a\nb", "1"],
        ["9", "H3", '9"9', "3"],
        ["11", "H5", "5", "5"],
      ]);
      expect(found.broken).toEqual([
        { row: 8, problem: "2 fields where the header has 3" },
        { row: 10, problem: "4 fields where the header has 3" },
      ]);
    }));

  test("loses one line, not the rest of the file, to a quote that is never closed", () =>
    reader(async (read) => {
      const found = await read("a.csv", `${text}"H3,1,1\nH4,1,1\nH5,1,1\n`);
      expect(found.table.map((r) => r[1])).toEqual(["H1", "H2", "H4", "H5"]);
      expect(found.broken.map((b) => b.row)).toEqual([4]);
    }));

  test("breaks only the rows in another encoding than the rest", () =>
    reader(async (read) => {
      const mixed = Buffer.concat([Buffer.from(text), iconv.encode("户三,1,1\n", "gb18030")]);
      const found = await read("a.csv", mixed);
      expect(found.table).toEqual(table);
      expect(found.broken.map((b) => b.row)).toEqual([4]);
    }));

  test("flattens a header of two rows", () =>
    reader(async (read) => {
      const found = await read("a.csv", "户编号,就业,,日期\n,人数,行政区划代码,\nH1,2,3,4\n");
      expect(found.headers).toEqual(["户编号", "就业/人数", "就业/行政区划代码", "日期"]);
      expect(found.table).toEqual([["3", "H1", "2", "3", "4"]]);
    }));
});

describe("JSON", () => {
  test("keep every digit of a long number, and join the names of all objects", () =>
    reader(async (read) => {
      const objects = [
        '{"户编号": 123456789012345678901, "人数": 1.50}',
        '{"人数": null, "日期": "a,}\\"b"}',
      ];
      const rows = [
        ["1", "123456789012345678901", "1.50", null],
        ["2", null, null, 'a,}"b'],
      ];
      expect((await read("a.json", `[${objects.join(",\n")}]`)).table).toEqual(rows);
      const lines = await read("a.jsonl", `${objects.join("\n")}\n{"cut\n`);
      expect(lines.table).toEqual(rows);
      expect(lines.broken).toEqual([{ row: 3, problem: "is no JSON object" }]);
    }));
});

describe("Parquet", () => {
  test("comes out as texts, days and months as ISO 8601", () =>
    reader(async (read, write) => {
      const bytes = await write(
        "select * from (values ('H1', 3::bigint, date '2021-06-01', 1.50::decimal(9, 2)), ('H2', null, null, null)) t(\"户编号\", \"人数\", \"日期\", x)",
      );
      const found = await read("a.parquet", bytes);
      expect(found.format).toBe("parquet");
      expect(found.headers).toEqual(["户编号", "人数", "日期", "x"]);
      expect(found.table).toEqual([
        ["1", "H1", "3", "2021-06-01", "1.50"],
        ["2", "H2", null, null, null],
      ]);
      expect((await read("a.parquet.gz", gzipSync(bytes))).table).toEqual(found.table);
    }));
});

describe("workbooks", () => {
  const header =
    '<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>2</v></c><c r="C3" t="s"><v>3</v></c></row>';
  const title = '<row r="1"><c r="A1" t="inlineStr"><is><t>统计表</t></is></c></row>';
  const row = (r: number, date: string, more = "") =>
    `<row r="${r}"${more}><c r="A${r}" t="str"><v>H&amp;${r}</v></c><c r="B${r}"><f>1+2</f><v>3</v></c><c r="C${r}" ${date}</c></row>`;

  test("give dates, months, text, formulas and hidden rows from the sheet that fits", () =>
    reader(async (read) => {
      const data =
        title + header + row(4, 's="1"><v>44348</v>') + row(6, 's="2"><v>44348</v>', ' hidden="1"');
      const found = await read("a.xlsx", workbook({ 说明: title, 数据: data }));
      expect(found.sheet).toBe("数据");
      expect(found.headerRow).toBe(3);
      expect(found.table).toEqual([
        ["4", "H&4", "3", "2021-06-01"],
        ["6", "H&6", "3", "2021-06"],
      ]);
      expect(found.notes.map((n) => [n.code, n.count])).toEqual([
        ["other_sheets", 1],
        ["hidden_rows", 1],
      ]);
    }));

  test("count days from 1904 where the workbook says so", () =>
    reader(async (read) => {
      const book = workbook({ a: header + row(4, 's="1"><v>42886</v>') }, { date1904: true });
      expect((await read("a.xlsx", book)).table[0]!.at(-1)).toBe("2021-06-01");
    }));

  test("keep as a number the 29 February 1900 that never was, and count the days around it right", () =>
    reader(async (read) => {
      const serials = [0, 1, 59, 60, 60.5, 61];
      const rows = serials.map((serial, i) => row(4 + i, `s="1"><v>${serial}</v>`)).join("");
      const found = await read("a.xlsx", workbook({ a: header + rows }));
      expect(found.table.map((r) => r.at(-1))).toEqual([
        ...["0", "1900-01-01", "1900-02-28"],
        ...["60", "60.5", "1900-03-01"],
      ]);
    }));

  test("show numbers with the 15 digits that a sheet shows", () =>
    reader(async (read) => {
      const numbers = ["0.30000000000000004", "1234.5599999999999", "65312319900101123", "-2.5E-3", "7"];
      const rows = numbers.map((n, i) => row(4 + i, `><v>${n}</v>`)).join("");
      const found = await read("a.xlsx", workbook({ a: header + rows }));
      expect(found.table.map((r) => r.at(-1))).toEqual([
        "0.3",
        "1234.56",
        "65312319900101100",
        "-2.5E-3",
        "7",
      ]);
    }));

  test("show a percentage as one, so that no column takes 12 % for 0.12", () =>
    reader(async (read) => {
      const rows = ["0.12", "0.07", "1", "x"].map((n, i) => row(4 + i, `s="3"><v>${n}</v>`)).join("");
      const found = await read("a.xlsx", workbook({ a: header + rows }));
      expect(found.table.map((r) => r.at(-1))).toEqual(["12%", "7%", "100%", "x"]);
    }));

  test("flatten a merged header, and say that ranges merged below it hold one value", () =>
    reader(async (read) => {
      const cell = (r: string, text: string) => `<c r="${r}" t="inlineStr"><is><t>${text}</t></is></c>`;
      const rows = `<row r="1">${cell("A1", "户编号")}${cell("B1", "就业")}</row><row r="2">${cell("B2", "人数")}${cell("C2", "日期")}</row>
        <row r="3">${cell("A3", "H1")}${cell("B3", "1")}</row><row r="4">${cell("B4", "2")}</row>`;
      const after =
        '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/><mergeCell ref="A3:A4"/></mergeCells>';
      const found = await read("a.xlsx", workbook({ a: rows }, { after }));
      expect(found.headers).toEqual(["户编号", "就业/人数", "就业/日期"]);
      expect(found.table).toEqual([
        ["3", "H1", "1", null],
        ["4", null, "2", null],
      ]);
      expect(found.notes).toEqual([
        {
          code: "merged_cells",
          count: 1,
          detail: expect.stringMatching(/^1 merged ranges below the header/),
        },
      ]);
    }));

  test("come out the same where the archive states its places in 64 bits or names in its own prefix", () =>
    reader(async (read) => {
      const parts = workbookParts({ a: header + row(4, 's="1"><v>44348</v>') });
      const prefixed = Object.entries(parts).map(([name, xml]) => [
        name,
        xml.replace(/<(\/?)(\w)/g, "<$1x:$2").replace(/<x:(\w+)/, '<x:$1 xmlns:x="x"'),
      ]);
      const expected = [["4", "H&4", "3", "2021-06-01"]];
      expect((await read("a.xlsx", zip(parts, { zip64: true }))).table).toEqual(expected);
      expect((await read("a.xlsx", zip(Object.fromEntries(prefixed)))).table).toEqual(expected);
    }));
});

describe("files that cannot be read", () => {
  const book = workbook({ a: "<row/>" });
  const oleFile = Buffer.from(`d0cf11e0a1b11ae1${"00".repeat(512)}`, "hex");
  const beyond = zip({ "a.csv": text }, { zip64: true });
  beyond.writeBigUInt64LE(2n ** 60n, beyond.length - 22 - 12);
  const sheet = "xl/worksheets/sheet1.xml";
  const parts = workbookParts({ a: "" });
  const evil = zip({ ...parts, [sheet]: '<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>' });
  const endless = zip({ ...parts, [sheet]: `<worksheet><!--${" ".repeat(5 << 20)}--></worksheet>` });
  const long = `<row r="1">${'<c t="str"><v>H</v></c>'.replace("H", "H".repeat(600_000)).repeat(2)}</row>`;
  const bomb = { bytes: 1000, ratio: 200, floor: 100 };
  const refusals: [string, string, Uint8Array, RegExp, typeof bomb?][] = [
    ["an empty file", "a.csv", Buffer.alloc(0), /empty file/],
    ["no header", "a.csv", Buffer.from("1,2\n3,4\n"), /no header row in the first 50 rows/],
    ["a sheet without a header", "a.xlsx", book, /no header row.*`a`/],
    ["an old workbook", "a.xls", Buffer.from("d0cf11e0a1b11ae10000", "hex"), /\.xls.*save it as \.xlsx/],
    ["a cut workbook", "a.xlsx", book.subarray(0, 300), /damaged or cut short/],
    ["a workbook under a password", "a.xlsx", oleFile, /one with a password.*without a password/],
    ["a zip under a password", "a.zip", zip({ "a.csv": text }, { flags: 0x801 }), /protected by a password/],
    ["strong encryption", "a.zip", zip({ "a.csv": text }, { flags: 0x841 }), /protected by a password/],
    ["a Zip64 place beyond every file", "a.zip", beyond, /damaged or cut short/],
    ["a document type", "a.xlsx", evil, /sheet1\.xml is damaged \(a document type\)/],
    ["a piece without an end", "a.xlsx", endless, /sheet1\.xml is damaged \(a piece longer than/],
    ["a row of no end", "a.xlsx", workbook({ a: long }), /row 1 is longer than 1000000 characters/],
    ["a cut gzip", "a.csv.gz", gzipSync(text).subarray(0, 40), /damaged or cut short/],
    ["a cut Parquet file", "a.parquet", Buffer.from("PAR1 and no more"), /cut short/],
    ["a cut JSON array", "a.json", Buffer.from('[{"户编号":1},{'), /ends within row 2/],
    ["nested JSON", "a.json", Buffer.from('[{"户编号":[1]}]'), /row 1: `户编号` holds a list/],
    [
      "JSON lines that are none",
      "a.json",
      Buffer.from('{\n "data": [\n {"户编号": 1}]}'),
      /no line is a JSON object/,
    ],
    [
      "JSON around its rows",
      "a.json",
      Buffer.from('{"data":[{"户编号":1}]}'),
      /`data` holds a list.*send the list alone/,
    ],
    [
      "a web page",
      "a.xls",
      Buffer.from("\ufeff\n<html><table><tr><td>户编号"),
      /a web page or XML.*as \.xlsx/,
    ],
    [
      "an OpenDocument sheet",
      "a.ods",
      zip({ "content.xml": "<x/>", mimetype: "x" }),
      /\.ods\).*save it as \.xlsx/,
    ],
    ["a binary workbook", "a.xlsb", zip({ "xl/workbook.bin": "x", x: "x" }), /\.xlsb\).*save it as \.xlsx/],
    ["a zip of two", "a.zip", zip({ "a.csv": text, "b.csv": text }), /2 files \(`a.csv`, `b.csv`\)/],
    ["a gzip bomb", "a.gz", gzipSync("0".repeat(2000)), /unpacks to more than 1000 bytes/, bomb],
    ["a zip bomb", "a.zip", zip({ "a.csv": "0".repeat(2000) }), /unpacks to more than/, bomb],
  ];
  test.each(refusals)("are refused in a sentence: %s", (_, name, bytes, message, limits) =>
    reader(async (read) => {
      const error = await read(name, bytes, limits).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(UserError);
      expect((error as Error).message).toMatch(message);
    }),
  );

  test("say what they are where their name says otherwise", () =>
    reader(async (read) => {
      expect((await read("a.xlsx", text)).notes.map((w) => w.code)).toEqual(["misnamed"]);
    }));
});
