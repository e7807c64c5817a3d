import { gzipSync } from "node:zlib";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { UserError } from "../../../../loaders/errors.ts";
import { reader, workbook, zip } from "./reading.ts";

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

describe("JSON and Parquet", () => {
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
      expect(found.warnings.map((w) => w.code)).toEqual(["other_sheets", "hidden_rows"]);
    }));

  test("count days from 1904 where the workbook says so", () =>
    reader(async (read) => {
      const book = workbook({ a: header + row(4, 's="1"><v>42886</v>') }, { date1904: true });
      expect((await read("a.xlsx", book)).table[0]!.at(-1)).toBe("2021-06-01");
    }));
});

describe("files that cannot be read", () => {
  const book = workbook({ a: "<row/>" });
  const bomb = { bytes: 1000, ratio: 200, floor: 100 };
  const refusals: [string, string, Uint8Array, RegExp, typeof bomb?][] = [
    ["an empty file", "a.csv", Buffer.alloc(0), /empty file/],
    ["no header", "a.csv", Buffer.from("1,2\n3,4\n"), /no header row in the first 50 rows/],
    ["a sheet without a header", "a.xlsx", book, /no header row.*`a`/],
    ["an old workbook", "a.xls", Buffer.from("d0cf11e0a1b11ae10000", "hex"), /\.xls.*save it as \.xlsx/],
    ["a cut workbook", "a.xlsx", book.subarray(0, 300), /damaged or cut short/],
    ["a cut gzip", "a.csv.gz", gzipSync(text).subarray(0, 40), /damaged or cut short/],
    ["a cut Parquet file", "a.parquet", Buffer.from("PAR1 and no more"), /cut short/],
    ["a cut JSON array", "a.json", Buffer.from('[{"户编号":1},{'), /ends within row 2/],
    ["nested JSON", "a.json", Buffer.from('[{"户编号":[1]}]'), /row 1: `户编号` holds a list/],
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
      expect((await read("a.xlsx", text)).warnings.map((w) => w.code)).toEqual(["misnamed"]);
    }));
});
