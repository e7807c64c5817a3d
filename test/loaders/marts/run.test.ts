import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { UserError } from "../../../loaders/errors.ts";
import { type Mart, parseDeclaration } from "../../../loaders/marts/declaration.ts";
import { runMarts } from "../../../loaders/marts/run.ts";
import { type Given, martNamed, source } from "./example.ts";

const connection = await (await DuckDBInstance.create()).connect();
const root = await mkdtemp(path.join(tmpdir(), "marts-"));
const lake = path.join(root, "lake");
const out = path.join(root, "out");
afterAll(() => rm(root, { recursive: true }));

/** Writes the rows of each dataset as one Parquet file of the lake. */
async function store(given: Given, file = "2021") {
  for (const [dataset, rows] of Object.entries(given)) {
    const folder = path.join(lake, "demo", dataset);
    await mkdir(folder, { recursive: true });
    await connection.run(
      `copy (${source(dataset, rows)}) to '${path.join(folder, `${file}.parquet`)}' (format parquet)`,
    );
  }
}

const employment = martNamed("employment").declaration.example.given;
const run = (marts?: Mart[]) =>
  runMarts({ connection, lake, data: "data", collection: "demo", out, log: () => {}, marts });
const changed = (mart: string, change: Partial<Mart>): Mart => ({ ...martNamed(mart), ...change });

beforeEach(async () => {
  await rm(lake, { recursive: true, force: true });
  await rm(out, { recursive: true, force: true });
  await store(employment);
});

describe("which marts a collection has", () => {
  test("those whose datasets are in its lake, and no longer when a dataset leaves it", async () => {
    const names = async () => (await run()).map((m) => m.declaration.mart);
    expect(await names()).toEqual(["areas", "employment", "employment_place", "job_quality", "wages"]);
    await rm(path.join(lake, "demo", "employment"), { recursive: true });
    expect(await names()).toEqual(["areas"]);
    expect(await readdir(out)).toEqual(["areas.json", "areas.parquet"]);
  });

  test("none without a list of areas", async () => {
    await rm(path.join(lake, "demo", "areas"), { recursive: true });
    expect(await run()).toEqual([]);
  });

  test("herds are counted without a household register, then without a figure per household", async () => {
    const { areas, livestock } = martNamed("livestock_units").declaration.example.given;
    await store({ areas: areas!, livestock: livestock! });
    const built = (await run()).find((m) => m.declaration.mart === "livestock_units")!;
    const reader = await connection.runAndReadAll(`select units, per_household from '${built.file}'`);
    expect(reader.getRows().length).toBeGreaterThan(0);
    expect(reader.getRows().every(([units, ratio]) => Number(units) > 0 && ratio === null)).toBe(true);
  });
});

describe("a second run", () => {
  test("builds nothing when nothing changed, and gives the same bytes when made to", async () => {
    const first = await run();
    expect(first.every((m) => m.built)).toBe(true);
    const bytes = await readFile(first[1]!.file);
    expect((await run()).some((m) => m.built)).toBe(false);
    await rm(out, { recursive: true });
    await run();
    expect((await readFile(first[1]!.file)).equals(bytes)).toBe(true);
  });

  test("builds a mart again when a row of its input, its SQL or its file changed", async () => {
    const builtAgain = async (marts?: Mart[]) =>
      (await run(marts)).filter((m) => m.built).map((m) => m.declaration.mart);
    await run();
    await store({ employment: employment.employment!.map((row) => ({ ...row, workers: 3 })) });
    expect(await builtAgain()).toEqual(["employment", "employment_place", "job_quality", "wages"]);
    await writeFile(path.join(out, "wages.parquet"), "cut short");
    expect(await builtAgain()).toEqual(["wages"]);
    const wages = martNamed("wages");
    expect(await builtAgain([changed("wages", { sql: `${wages.sql}\n` })])).toEqual(["wages"]);
  });

  test("reads every period that the lake holds", async () => {
    await run();
    const july = employment.employment!.map((row) => ({ ...row, period: "2021-07" }));
    await store({ employment: july }, "2022");
    const mart = (await run()).find((m) => m.declaration.mart === "employment")!;
    const periods = await connection.runAndReadAll(`select distinct period from '${mart.file}' order by 1`);
    expect(periods.getRows().flat()).toEqual(["2021-06", "2021-07"]);
  });
});

describe("a mart that is wrong stops with a sentence and leaves the last one as it was", () => {
  const failure = async (mart: Mart): Promise<string> => {
    const [last] = await run([martNamed(mart.declaration.mart)]);
    const before = await readFile(last!.file);
    const error = await run([mart]).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(UserError);
    expect((await readFile(last!.file)).equals(before)).toBe(true);
    return (error as UserError).message;
  };
  const sql = martNamed("employment").sql;

  test("when a key repeats", async () => {
    const twice = sql.replace(
      /select \* from final\s*$/,
      "select * from final union all select * from final where area = '9' and industry = 'crops' and kind = 'self'",
    );
    expect(await failure(changed("employment", { sql: twice }))).toBe(
      "Mart employment: key area, period, industry, kind repeats or is empty, first at area 9, period 2021-06, industry crops, kind self, rows 2.",
    );
  });

  test("when a total is not the sum of its parts", async () => {
    const lost = sql.replace(
      "from counted\n",
      "from counted where industry is null or industry <> 'transport'\n",
    );
    expect(await failure(changed("employment", { sql: lost }))).toMatch(
      /^Mart employment: identity workers_add_up_over_industry_to_all does not hold \(.*\), first at area 9, .*found 6, expected 5\.$/,
    );
  });

  test("when an area is not the sum of the areas below it", async () => {
    const lost = sql.replace("from counted\n", "from counted where area <> '902'\n");
    expect(await failure(changed("employment", { sql: lost }))).toContain(
      "identity workers_add_up_over_area",
    );
  });

  test("when a subtotal is not the sum of its kinds", async () => {
    const lost = sql.replace("in ('wage', 'self', 'casual')", "in ('wage', 'self')");
    expect(await failure(changed("employment", { sql: lost }))).toMatch(
      /workers_add_up_over_kind_to_(market|all)/,
    );
  });

  test("when its SQL does not run, or lacks a declared column", async () => {
    expect(await failure(changed("employment", { sql: "select * from lake.nowhere" }))).toContain(
      "its SQL failed",
    );
    expect(
      await failure(
        changed("employment", {
          sql: sql.replace(/households\n\s+from counted/, "1 as other\n    from counted"),
        }),
      ),
    ).toContain("gives no column households");
  });
});

describe("a declaration that is wrong says what to change", () => {
  const yaml = martNamed("wages").yaml;
  test.each([
    ["an unknown key", yaml.replace("keys:", "kyes:"), /wages\.yml does not declare a mart: .*kyes/],
    [
      "an unknown dataset",
      yaml.replace("inputs: [employment]", "inputs: [salaries]"),
      /input salaries is not a dataset/,
    ],
    [
      "a measure without contributors",
      yaml.replaceAll("contributors: households", "qualifier: exact"),
      /needs contributors/,
    ],
    [
      "a key that is no dimension",
      yaml.replace("keys: [area,", "keys: [village, area,"),
      /key village is not a dimension/,
    ],
    ["a name other than its file's", yaml.replace("mart: wages", "mart: pay"), /name the mart wages/],
    [
      "nothing that can be checked",
      yaml
        .replace(/^identities:[\s\S]*?(?=^example:)/m, "")
        .replaceAll(/adds_over: \[.*?\]/g, "adds_over: []"),
      /nothing in it can be checked/,
    ],
    ["no grain", yaml.replace(/^grain:.*$/m, ""), /grain/],
    ["no key", yaml.replace(/^keys:.*$/m, "keys: []"), /keys/],
    ["no worked example", yaml.replace(/^example:[\s\S]*$/m, ""), /example/],
    ["broken YAML", "mart: [", /not valid YAML/],
  ])("%s", (_, text, message) => {
    expect(() => parseDeclaration(text, "wages.yml")).toThrow(UserError);
    expect(() => parseDeclaration(text, "wages.yml")).toThrow(message);
  });
});
