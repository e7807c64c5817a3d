import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import iconv from "iconv-lite";
import { expect, test } from "vitest";
import { readCodes } from "../../loaders/codes.ts";
import { income } from "../../loaders/contracts/income.ts";
import { pathLiteral, rows, withDuckDB } from "../../loaders/db.ts";
import { UserError } from "../../loaders/errors.ts";
import { walk } from "../../loaders/files.ts";
import { type IntakeContext, takeIn } from "../../loaders/intake/intake.ts";
import { knowAreas, prepare } from "../../loaders/intake/workers.ts";
import { workbook, workbookParts, zip } from "../loaders/intake/formats/reading.ts";

const headers = [
  "户编号",
  "行政区划代码",
  "时期",
  "家庭人口数",
  "工资性收入",
  "经营净收入",
  "财产净收入",
  "转移净收入",
  "家庭纯收入",
];
const table = Array.from({ length: 12 }, (_, i) => [
  `H${i}`,
  "999901001001",
  "2021-Q1",
  "3",
  "8000",
  `"${i}"`,
  "200",
  "0.18万",
  String(10000 + i),
]);
const text = `${[headers, ...table].map((row) => row.join(",")).join("\r\n")}\r\n`;
const lines = table
  .slice(0, 6)
  .map((row) => JSON.stringify(Object.fromEntries(headers.map((h, i) => [h, row[i]!.replaceAll('"', "")]))));
const cell = (value: string, style = "") => `<c t="str"${style}><v>${value.replaceAll('"', "")}</v></c>`;
const sheet = `<row r="1">${headers.map((h) => cell(h)).join("")}</row>${table
  .slice(0, 6)
  .map(
    (row, i) =>
      `<row r="${i + 2}">${row.map((v, c) => (c === 3 ? "<c><f>1+2</f><v>3</v></c>" : cell(v))).join("")}</row>`,
  )
  .join("")}`;
const seeds: [string, Buffer][] = [
  ["a.csv", Buffer.from(text)],
  ["a.csv", iconv.encode(text, "gb18030")],
  ["a.csv", Buffer.from(`\ufeff${text}`, "utf16le")],
  ["a.json", Buffer.from(`[${lines.join(",")}]`)],
  ["a.jsonl", Buffer.from(lines.join("\n"))],
  ["a.parquet", await parquet()],
  ["a.csv.gz", gzipSync(text)],
  ["a.zip", zip({ "a.csv": text })],
  ["a.xlsx", zip(workbookParts({ 数据: sheet }), { zip64: true })],
  ["a.xlsx", workbook({ 数据: sheet })],
];
const parts = workbookParts({ 数据: sheet });

async function parquet(): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), "foothold-fuzz-"));
  try {
    const path = join(folder, "a.parquet");
    await writeFile(join(folder, "a.csv"), text);
    await withDuckDB(folder, (db) =>
      db.run(
        `copy (from read_csv(${pathLiteral(join(folder, "a.csv"))}, all_varchar = true)) to ${pathLiteral(path)} (format parquet)`,
      ),
    );
    return await readFile(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Small archives that unfold into 80 MB, as text, as rows and as one string of a workbook. */
const zeros = Buffer.alloc(80 << 20);
const bombs: [string, Buffer][] = [
  ["a.csv.gz", gzipSync(Buffer.concat([Buffer.from(text), zeros]))],
  ["a.zip", zip({ "a.csv": Buffer.concat([Buffer.from(text), zeros.fill(0x0a)]) })],
  [
    "a.xlsx",
    zip({ ...parts, "xl/sharedStrings.xml": Buffer.concat([Buffer.from("<sst><si><t>"), zeros.fill(0x30)]) }),
  ],
];

const junk = [
  "\0",
  '"',
  "\t",
  ";",
  "，",
  "\r",
  "\n\n",
  "=1+1",
  "+1",
  '=HYPERLINK("x")',
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
  fc.constantFrom(iconv.encode("莎车", "gb18030"), Buffer.from("莎车\n", "utf16le"), Buffer.from("莎车")),
  fc.constant(Buffer.from("9".repeat(1_100_000))),
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
    weight: 80,
    arbitrary: fc
      .tuple(fc.constantFrom(...seeds), mutations)
      .map(([[name, seed], m]) => ({ name, bytes: mutated(seed, m) })),
  },
  {
    weight: 20,
    arbitrary: fc
      .tuple(fc.constantFrom(...Object.keys(parts)), mutations, fc.boolean())
      .map(([part, m, zip64]) => ({
        name: "a.xlsx",
        bytes: zip({ ...parts, [part]: mutated(Buffer.from(parts[part]!), m) }, { zip64 }),
      })),
  },
  { weight: 1, arbitrary: fc.constantFrom(...bombs).map(([name, bytes]) => ({ name, bytes })) },
);

const runs = Number(process.env.FUZZ_RUNS ?? 300);
test(
  "a mutated file ends in rows accounted for or in one clear error, and never in a part of a lake",
  () =>
    withIntake((context) =>
      fc.assert(
        fc.asyncProperty(file, async ({ name, bytes }) => {
          const own = await mkdtemp(join(context.scratch, "case-"));
          const scratch = join(own, "scratch");
          await mkdir(scratch);
          const path = join(own, name);
          await writeFile(path, bytes);
          const snapshot = { contract: income, path, file: name, period: "2021-Q1" };
          const places = {
            lake: join(own, "lake/2021-Q1.parquet"),
            quarantine: join(own, "held/2021-Q1.parquet"),
          };
          const count = async (place: string) =>
            Number(
              (await rows(context.db, `select count(*) as n from read_parquet(${pathLiteral(place)})`))[0]!.n,
            );
          try {
            const { received, accepted, quarantined } = await takeIn(snapshot, places, {
              ...context,
              scratch,
            });
            expect(accepted + quarantined).toBe(received);
            expect([await count(places.lake), await count(places.quarantine)]).toEqual([
              accepted,
              quarantined,
            ]);
            expect(await walk(own)).toEqual([name, "held/2021-Q1.parquet", "lake/2021-Q1.parquet"]);
          } catch (error) {
            if (!(error instanceof UserError)) throw error;
            expect(await walk(own)).toEqual([name]);
          }
          await rm(own, { recursive: true });
        }),
        { numRuns: runs, seed: Number(process.env.FUZZ_SEED ?? 20210601) },
      ),
    ),
  1000 * Math.max(60, runs),
);

async function withIntake(work: (context: IntakeContext) => Promise<void>): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), "foothold-fuzz-"));
  const codes = await readCodes(join(import.meta.dirname, "../../data/codes"));
  try {
    await withDuckDB(scratch, async (db) => {
      await prepare({ db }, { codes, key: Buffer.alloc(32, 7) });
      await knowAreas(db, "select '999901001001' as code, null as parent");
      await work({ db, scratch, log: () => {}, codes });
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
