import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readCodes } from "../../../loaders/codes.ts";
import { employment } from "../../../loaders/contracts/employment.ts";
import { pathLiteral, rows, withDuckDB } from "../../../loaders/db.ts";
import { type IntakeContext, takeIn } from "../../../loaders/intake/intake.ts";
import type { Snapshot } from "../../../loaders/intake/snapshots.ts";
import { takeStraight } from "../../../loaders/intake/straight.ts";
import { knowAreas, prepare } from "../../../loaders/intake/workers.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "foothold-straight-"));
});
afterAll(() => rm(folder, { recursive: true }));

const header = "household,area,period,industry,kind,place,workers,wage,contract,insured";

async function withIntake<T>(work: (context: IntakeContext) => Promise<T>): Promise<T> {
  const codes = await readCodes(join(import.meta.dirname, "../../../data/codes"));
  return withDuckDB(folder, async (db) => {
    await prepare({ db }, { codes, key: Buffer.alloc(32, 7) });
    await knowAreas(db, "select '999901001001' as code");
    return work({ db, scratch: folder, log: () => {}, codes });
  });
}

/** The account, the lake's rows and the quarantine that a file leaves. */
async function taken(
  context: IntakeContext,
  content: string | Buffer,
  named: Pick<Snapshot, "period" | "periods"> = { period: "2021-06" },
) {
  const own = await mkdtemp(join(folder, "case-"));
  const path = join(own, "employment-2021-06.csv");
  const places = {
    lake: join(own, "lake", "2021-06.parquet"),
    quarantine: join(own, "held", "2021-06.parquet"),
  };
  await writeFile(path, content);
  const snapshot = { contract: employment, path, file: "employment-2021-06.csv", ...named };
  const { encoding: _, ...account } = await takeIn(snapshot, places, context);
  const read = (file: string) => rows(context.db, `from read_parquet(${pathLiteral(file)})`);
  return {
    account,
    lake: await read(places.lake),
    held: await read(places.quarantine),
    left: await readdir(join(own, "lake")),
    straight: (await takeStraight(snapshot, join(own, "again.parquet"), context)) !== undefined,
  };
}

const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le");
const good = (i: number) => `H${i},999901001001,2021-06,crops,wage,county,2,3000,1,`;

const line = fc.oneof(
  { weight: 8, arbitrary: fc.nat(30).map(good) },
  fc
    .tuple(
      fc.constantFrom("H1", "H2", " H3", "", "H4", "#N/A", "1.5E+17", '="H1"', "合计", "Total", "户编号"),
      fc.constantFrom("999901001001", "999901009009", ""),
      fc.constantFrom("2021-06", "2021年6月", "2021-07", ""),
      fc.constantFrom("crops", "种植业", "Crop farming", "mining", ""),
      fc.constantFrom("wage", "零工"),
      fc.constantFrom("county", "beyond"),
      fc.constantFrom("2", "2.5", "２", "2人", "1e0", "nan", "-1", "99", ""),
      fc.constantFrom("3000", "3,000元", "0.3万", "inf", "-5", "x", "").map((v) => `"${v}"`),
      fc.constantFrom("1", "9", "1_0", ""),
      fc.constantFrom("", "0"),
    )
    .map((fields) => fields.join(",")),
  fc.constantFrom(
    ",,,,,,,,,",
    header,
    "注：合成数据,,,,,,,,,",
    "合　计,999901001001,2021-06,crops,wage,county,2,3000,1,",
  ),
);

const names = fc.constantFrom<Pick<Snapshot, "period" | "periods">[]>(
  { period: "2021-06" },
  { periods: ["2021-05", "2021-06"] },
  {},
);

test("a file read straight leaves the same account, lake and quarantine as one read with care", async () => {
  await withIntake(async (context) => {
    let straight = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 25 }), names, async (lines, named) => {
        const text = `${[header, ...lines, good(31)].join("\n")}\n`;
        const quick = await taken(context, text, named);
        const careful = await taken(context, utf16(text), named);
        expect(careful.straight).toBe(false);
        expect({ ...quick, straight: false }).toEqual(careful);
        straight += Number(quick.straight);
      }),
      { numRuns: 12, seed: 20210601 },
    );
    expect(straight).toBeGreaterThan(5);
  });
}, 60_000);

test("over several of the scan's buffers every row held back keeps its place in the file", async () => {
  await withIntake(async (context) => {
    const wide = (i: number) => `H${i},999901001001,2021-06,crops,wage,county,2,3000,1,${"0".repeat(1900)}`;
    const lines = Array.from({ length: 20_000 }, (_, i) => wide(i));
    lines[10] = wide(10).replace("crops", "mining");
    lines[11] = ",,,,,,,,,";
    lines[14_000] = wide(14_000).replace(",2,3000", ",２,3000");
    lines[19_998] = wide(18_000);
    lines[19_999] = wide(19_999).replace("999901001001", "999901009009");
    const { account, held, lake, straight } = await taken(context, `${[header, ...lines].join("\n")}\n`);
    expect(straight).toBe(true);
    expect(account).toMatchObject({ received: 19_999, accepted: 19_996, quarantined: 3 });
    expect(held.map((h) => [Number(h.row), h.reason])).toEqual([
      [12, "unknown_code:industry"],
      [20_000, "duplicate_key"],
      [20_001, "unknown_area:area"],
    ]);
    expect(lake).toHaveLength(19_996);
  });
}, 60_000);
