import { describe, expect, test } from "vitest";
import { readCodes } from "../../../loaders/codes.ts";
import { martNamed, martNames } from "./example.ts";

/** Words that DuckDB understands and Spark SQL does not. */
const onlyDuckDB =
  /\/\/|\b(qualify|exclude|pivot|unpivot|positional|asof|list_\w+|struct_pack|epoch_ms|strptime|read_\w+|printf)\b|\bgroup by all\b|\border by all\b|::|\bfrom\s+\w+\s+select\b/i;

const codes = await readCodes("data/codes");
const withoutComments = (sql: string) => sql.replace(/--.*$/gm, "").trim();

describe.each(martNames)("the SQL and the declaration of %s", (name) => {
  const { sql: text, declaration } = martNamed(name);
  const sql = withoutComments(text);

  test("begins by importing what it reads and ends by selecting its last step", () => {
    const imports = /^with (\w+) as \(\s*select \* from (lake|ref)\./;
    expect(sql).toMatch(imports);
    expect(sql).toMatch(/select \* from \w+$/);
  });

  test("reads the lake only where the declaration says so", () => {
    const read = [...sql.matchAll(/\blake\.(\w+)/g)].map((m) => m[1]!);
    const declared = new Set(["areas", "area_members", ...declaration.inputs, ...declaration.optional]);
    expect(read.filter((dataset) => !declared.has(dataset))).toEqual([]);
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
