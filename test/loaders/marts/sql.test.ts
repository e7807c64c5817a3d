import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readCodes } from "../../../loaders/codes.ts";
import { readSteps } from "../../../loaders/marts/steps.ts";
import { martNamed, martNames } from "./example.ts";

/** Words that DuckDB understands and Spark SQL does not. */
const onlyDuckDB =
  /\/\/|\b(qualify|exclude|pivot|unpivot|positional|asof|list_\w+|struct_pack|epoch_ms|strptime|read_\w+|printf)\b|\bgroup by all\b|\border by all\b|::|\bfrom\s+\w+\s+select\b/i;

const codes = await readCodes("data/codes");
const withoutComments = (sql: string) => sql.replace(/--.*$/gm, "").trim();
const steps = Object.fromEntries((await readSteps()).map(({ name, sql }) => [name, withoutComments(sql)]));

/** The one reader of steps that is no mart: it compares published figures with what is already protected. */
const registerCheck = readFileSync("loaders/release/register.ts", "utf8");

const keepsTheForm = (sql: string) => {
  expect(sql).toMatch(/^with (\w+) as \(\s*select \* from (lake|ref|step)\./);
  expect(sql).toMatch(/select \* from \w+$/);
};

/** Datasets that a query reads, by itself and through the steps that it names. */
const datasetsOf = (sql: string): string[] => [
  ...[...sql.matchAll(/\blake\.(\w+)/g)].map((m) => m[1]!),
  ...[...sql.matchAll(/\bstep\.(\w+)/g)].flatMap((m) => datasetsOf(steps[m[1]!]!)),
];

describe.each(Object.entries(steps))("the step %s", (name, sql) => {
  test("has the form of a mart, in the SQL that DuckDB and Spark share", () => {
    keepsTheForm(sql);
    expect(sql.match(onlyDuckDB)?.[0]).toBeUndefined();
  });

  test("has more than one reader", () => {
    const texts = [...Object.values(steps), ...martNames.map((mart) => martNamed(mart).sql), registerCheck];
    expect(texts.filter((text) => new RegExp(`\\bstep\\.${name}\\b`).test(text)).length).toBeGreaterThan(1);
  });
});

describe.each(martNames)("the SQL and the declaration of %s", (name) => {
  const { sql: text, declaration } = martNamed(name);
  const sql = withoutComments(text);

  test("begins by importing what it reads and ends by selecting its last step", () => {
    keepsTheForm(sql);
  });

  test("reads the lake, by itself or through steps, only where the declaration says so", () => {
    const declared = new Set(["areas", "area_members", ...declaration.inputs, ...declaration.optional]);
    expect(datasetsOf(sql).filter((dataset) => !declared.has(dataset))).toEqual([]);
  });

  test("keeps to the SQL that DuckDB and Spark share", () => {
    expect(sql.match(onlyDuckDB)?.[0]).toBeUndefined();
  });

  test("names only units and code lists that exist", () => {
    const units = codes.unit!.map((u) => u.code);
    for (const m of declaration.measures) expect(units).toContain(m.unit);
    for (const d of declaration.dimensions) if (d.codes) expect(Object.keys(codes)).toContain(d.codes);
  });
});
