import { gzipSync } from "node:zlib";
import fc from "fast-check";
import iconv from "iconv-lite";
import { expect, test } from "vitest";
import { UserError } from "../../loaders/errors.ts";
import { reader, workbook, workbookParts, zip } from "../loaders/intake/formats/reading.ts";

const text = `户编号,行政区划代码,人数\r\n${Array.from({ length: 12 }, (_, i) => `H${i},99990${i},"${i}"`).join("\r\n")}\r\n`;
const lines = Array.from({ length: 6 }, (_, i) => `{"户编号":"H${i}","人数":${i}}`);
const sheet = `<row r="1"><c t="s"><v>0</v></c><c t="s"><v>2</v></c></row>${Array.from({ length: 6 }, (_, i) => `<row r="${i + 2}"><c t="str"><v>H${i}</v></c><c s="1"><v>${44000 + i}</v></c></row>`).join("")}`;
const seeds: [string, Buffer][] = [
  ["a.csv", Buffer.from(text)],
  ["a.csv", iconv.encode(text, "gb18030")],
  ["a.csv", Buffer.from(`\ufeff${text}`, "utf16le")],
  ["a.json", Buffer.from(`[${lines.join(",")}]`)],
  ["a.jsonl", Buffer.from(lines.join("\n"))],
  ["a.csv.gz", gzipSync(text)],
  ["a.zip", zip({ "a.csv": text })],
  ["a.xlsx", zip(workbookParts({ 数据: sheet }), { zip64: true })],
  ["a.xlsx", workbook({ 数据: sheet })],
];
const parts = workbookParts({ 数据: sheet });

const junk = [
  "\0",
  '"',
  "\t",
  ";",
  "，",
  "\r",
  "\n\n",
  "=1+1",
  "@SUM(A1)",
  "\ufffd",
  "0".repeat(5000),
  "[{",
  "<x>",
  "<!DOCTYPE x>",
  "</v>",
  "&#x0;",
  ' r="ZZZZ9"',
  "PK\x03\x04",
];
const insertion = fc.oneof(
  fc.constantFrom(...junk.map((t) => Buffer.from(t))),
  fc.constant(iconv.encode("莎车", "gb18030")),
  fc.uint8Array({ maxLength: 16 }).map((b) => Buffer.from(b)),
);
const place = fc.double({ min: 0, max: 1, noNaN: true });
type Mutation = (bytes: Buffer) => Buffer;
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(place, fc.nat(7)).map(
    ([p, bit]): Mutation =>
      (b) => {
        const copy = Buffer.from(b);
        const at = Math.floor(p * copy.length);
        if (at < copy.length) copy[at]! ^= 1 << bit;
        return copy;
      },
  ),
  place.map(
    (p): Mutation =>
      (b) =>
        b.subarray(0, Math.floor(p * b.length)),
  ),
  fc.tuple(place, insertion).map(
    ([p, extra]): Mutation =>
      (b) => {
        const at = Math.floor(p * b.length);
        return Buffer.concat([b.subarray(0, at), extra, b.subarray(at)]);
      },
  ),
  fc.constantFrom(";", "\t", "|").map(
    (to): Mutation =>
      (b) =>
        Buffer.from(b.toString("latin1").replaceAll(",", to), "latin1"),
  ),
);

const mutated = (bytes: Buffer, mutations: Mutation[]) => mutations.reduce((b, mutate) => mutate(b), bytes);
const mutations = fc.array(mutation, { minLength: 1, maxLength: 4 });
/** A whole file damaged, or a workbook packed soundly around one damaged part, which reaches the XML behind the checksum. */
const file = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(fc.constantFrom(...seeds), mutations)
      .map(([[name, seed], m]) => ({ name, bytes: mutated(seed, m) })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...Object.keys(parts)), mutations, fc.boolean())
      .map(([part, m, zip64]) => ({
        name: "a.xlsx",
        bytes: zip({ ...parts, [part]: mutated(Buffer.from(parts[part]!), m) }, { zip64 }),
      })),
  },
);

const runs = Number(process.env.FUZZ_RUNS ?? 300);
test(
  "a mutated file ends in rows accounted for or in one clear error",
  () =>
    reader((read) =>
      fc.assert(
        fc.asyncProperty(file, async ({ name, bytes }) => {
          try {
            const found = await read(name, bytes, { bytes: 1 << 20, ratio: 200, floor: 1 << 16 });
            expect(found.table.length).toBe(found.rows);
            const numbers = [...found.table.map((r) => Number(r[0])), ...found.broken.map((b) => b.row)];
            if (found.format !== "xlsx") expect(new Set(numbers).size).toBe(numbers.length);
          } catch (error) {
            if (!(error instanceof UserError)) throw error;
          }
        }),
        { numRuns: runs, seed: Number(process.env.FUZZ_SEED ?? 20210601) },
      ),
    ),
  1000 * Math.max(60, runs),
);
