import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { csvSql, file, query } from "./csv.ts";

const lists = readdirSync(file("data/codes")).filter((f) => f.endsWith(".csv"));

test.each(lists)(
  "code list %s gives every code one label in each language, a status and a source",
  async (list) => {
    const codes = await query<Record<string, string>>(`select * from ${csvSql(`data/codes/${list}`)}`);
    expect(codes.length).toBeGreaterThan(0);
    for (const row of codes) {
      expect(Object.keys(row)).toEqual(["code", "en", "zh", "status", "source"]);
      for (const [column, value] of Object.entries(row))
        expect(value, `${list} ${row.code} ${column}`).not.toBe("");
      expect(row.code).toMatch(/^[a-z][a-z0-9_]*$/);
      expect(row.zh, `${row.code} in Chinese`).toMatch(/\p{Script=Han}|%/u);
      expect(["defined", "named", "found", "illustrative"]).toContain(row.status);
    }
    for (const column of ["code", "en", "zh"] as const) {
      const values = codes.map((c) => c[column]);
      expect(new Set(values).size, `${column} repeats in ${list}`).toBe(values.length);
    }
  },
);

test("livestock-unit factors and income lines use known species, units and qualifiers", async () => {
  const code = (list: string) => `select code from ${csvSql(`data/codes/${list}.csv`)}`;
  const strays = await query(`
    select species as stray from ${csvSql("data/schemes/livestock_units.csv")}
      where species not in (${code("species")}) or unit not in (${code("unit")})
    union all
    select line from ${csvSql("data/lines/income_lines.csv")}
      where unit not in (${code("unit")}) or qualifier not in (${code("qualifier")})`);
  expect(strays).toEqual([]);
});

test("every risk has measures that match it, each once, and none of the pairs claims to be official", async () => {
  const code = (list: string) => `select code from ${csvSql(`data/codes/${list}.csv`)}`;
  const pairs = csvSql("data/schemes/measure_match.csv");
  const wrong = await query(`
    select risk, measure from ${pairs} where measure not in (${code("measure")}) or status <> 'illustrative'
    union all
    select risk, measure from ${pairs} group by risk, measure having count(*) > 1
    union all
    (select code, '' from (${code("risk")}) except select distinct risk, '' from ${pairs})
    union all
    (select distinct risk, '' from ${pairs} except select code, '' from (${code("risk")}))`);
  expect(wrong).toEqual([]);
});
