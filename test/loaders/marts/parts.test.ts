import { mkdir, mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeEach, expect, test } from "vitest";
import { type Mart, readMarts } from "../../../loaders/marts/declaration.ts";
import { runMarts } from "../../../loaders/marts/run.ts";
import { type Given, martNamed, source } from "./example.ts";

const connection = await (await DuckDBInstance.create()).connect();
const root = await mkdtemp(path.join(tmpdir(), "parts-"));
const lake = path.join(root, "lake");
afterAll(() => rm(root, { recursive: true }));
beforeEach(() => rm(lake, { recursive: true, force: true }));

const declared = (await readMarts()).filter((m) => m.declaration.by_period).map((m) => m.declaration.mart);

/** Writes the rows of each dataset, a file for each of their periods. */
async function store(given: Given): Promise<void> {
  for (const [dataset, rows] of Object.entries(given)) {
    const folder = path.join(lake, "demo", dataset);
    await mkdir(folder, { recursive: true });
    for (const period of new Set(rows.map((r) => r.period ?? "areas"))) {
      const own = rows.filter((r) => (r.period ?? "areas") === period);
      await connection.run(
        `copy (${source(dataset, own)}) to '${path.join(folder, `${period}.parquet`)}' (format parquet)`,
      );
    }
  }
}

/** The same records in another year. */
const moved = (given: Given, years: number): Given =>
  Object.fromEntries(
    Object.entries(given).map(([dataset, rows]) => [
      dataset,
      rows.map((row) => {
        const { period } = row;
        if (typeof period !== "string" && typeof period !== "number") return row;
        return { ...row, period: `${Number(String(period).slice(0, 4)) + years}${String(period).slice(4)}` };
      }),
    ]),
  );

async function run(out: string, mart: Mart): Promise<{ bytes: Buffer; said: string[] }> {
  const said: string[] = [];
  const folder = path.join(root, out);
  const log = (line: string) => said.push(line);
  const [built] = await runMarts({
    ...{ connection, lake, data: "data", collection: "demo", out: folder, log, marts: [mart] },
  });
  return { bytes: await readFile(built!.file), said };
}

test.each(declared)(
  "%s: a new period is computed alone, and gives the mart that a whole build gives",
  async (name) => {
    const mart = martNamed(name);
    const { given } = mart.declaration.example;
    for (const years of [0, 1, 2, 3, 4]) await store(moved(given, years));
    await run(`${name}-grown`, mart);
    await store(moved(given, 5));
    const grown = await run(`${name}-grown`, mart);
    const whole = await run(`${name}-whole`, mart);
    expect(grown.said.filter((line) => line.endsWith("alone")).length).toBeGreaterThan(0);
    expect(whole.said.filter((line) => line.endsWith("alone"))).toEqual([]);
    expect(grown.bytes.equals(whole.bytes)).toBe(true);
  },
);

test("a period that is taken back, or corrected, leaves or changes the mart, and the parts of the others stand", async () => {
  const mart = martNamed("employment");
  const { given } = mart.declaration.example;
  for (const years of [0, 1, 2, 3]) await store(moved(given, years));
  const before = await run("back", mart);
  const first = path.basename(`${moved(given, 0).employment![0]!.period}`);
  const part = path.join(root, "back", "parts", "employment", `${first}.parquet`);
  const { mtimeMs } = await stat(part);
  await store(moved(given, 4));
  expect((await run("back", mart)).bytes.equals(before.bytes)).toBe(false);
  const last = moved(given, 4).employment!.map((r) => `${r.period}.parquet`);
  for (const file of new Set(last)) await rm(path.join(lake, "demo", "employment", file));
  expect((await run("back", mart)).bytes.equals(before.bytes)).toBe(true);
  expect((await stat(part)).mtimeMs).toBe(mtimeMs);
});

test("a file that holds several periods makes the mart be built whole", async () => {
  const mart = martNamed("employment");
  const { given } = mart.declaration.example;
  await store({ areas: given.areas! });
  const folder = path.join(lake, "demo", "employment");
  await mkdir(folder);
  const all = [...given.employment!, ...moved(given, 1).employment!];
  await connection.run(
    `copy (${source("employment", all)}) to '${path.join(folder, "all.parquet")}' (format parquet)`,
  );
  expect((await run("several", mart)).said).toEqual([expect.stringMatching(/^demo: employment, \d+ rows$/)]);
});
