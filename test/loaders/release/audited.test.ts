import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { audit } from "../../../loaders/audit/audit.ts";
import { type Row, rows, withDuckDB } from "../../../loaders/db.ts";
import { createLake } from "../../../loaders/marts/catalog.ts";
import { parseDeclaration } from "../../../loaders/marts/declaration.ts";
import { currentRelease } from "../../../loaders/release/current.ts";
import { parsePolicy } from "../../../loaders/release/policy.ts";
import { protectMarts, sealedSql } from "../../../loaders/release/tables.ts";
import { makeProject, type Project } from "../../project.ts";

/** Households in each of four synthetic townships: two so few that both together are below the width of 5. */
const sizes = { "001": 2, "002": 2, "003": 20, "004": 30 };

const areasCsv = `code,parent,level,kind,name_en,name_zh
999901,,county,,Synthetic county,合成县
${Object.keys(sizes)
  .map(
    (t) => `999901${t},999901,township,town,Synthetic township ${t},合成${t}镇
999901${t}001,999901${t},village,village,Synthetic village ${t},合成${t}村
`,
  )
  .join("")}`;

const incomeCsv = `household,area,period,persons,wage,operating,property,transfer,total
${Object.entries(sizes)
  .flatMap(([t, n]) =>
    Array.from({ length: n }, (_, i) => {
      const wage = 9000 + 700 * (i % 20);
      return `S${t}${i},999901${t}001,2021-Q1,${1 + (i % 5)},${wage},4000,200,1800,${wage + 6000}\n`;
    }),
  )
  .join("")}`;

let project: Project;
beforeEach(async () => {
  project = await makeProject();
  await project.send("areas", "areas.csv", areasCsv);
  await project.send("income", "income-2021-Q1.csv", incomeCsv);
});
afterEach(() => project.remove());

describe("a build", () => {
  test("withholds more where its audit finds that two small values add up to a known four, and says how narrow the rest is", async () => {
    const said = await project.build();
    expect(said.filter((l) => l.includes("audit:"))[0]).toMatch(
      /Release: audit: \d+ withheld values can be computed too closely, more is withheld/,
    );
    expect(said.some((l) => /Release: audit passed in round \d/.test(l))).toBe(true);
    const { folder, manifest } = (await currentRelease(project.paths))!;
    const sealed = join(project.paths.private, "releases", manifest.release, "required.parquet");
    expect((await audit(folder, { sealed })).passed).toBe(true);
    const { income_distribution, ...others } = manifest.collections.own!.tables;
    const { narrowest } = income_distribution!.cells;
    expect((narrowest as { of_required: number }).of_required).toBeGreaterThanOrEqual(1);
    // A fifth of a sum that is withheld is told to nobody, so neither is what is measured by it.
    for (const { cells, measures } of Object.values(others)) {
      const { measure } = typeof cells.narrowest === "object" ? cells.narrowest : { measure: "" };
      if (measure) expect(measures.find(({ name }) => name === measure)!.kind).toBe("count");
    }
  });

  test("stops with the table and the period, no area and no value, where nothing hides a small value wide enough", async () => {
    await writeFile(
      join(project.paths.root, "disclosure.yml"),
      "width: { count: 100000 }\ntables: { income: { measures: { households: { open: true } } } }\n",
    );
    const failure: Error = await project.build().then(
      () => new Error("it was built"),
      (error) => error,
    );
    expect(failure.message).toMatch(/income_distribution\.households in 2021-Q1/);
    expect(failure.message).not.toMatch(/999901|\b[24]\b/);
    expect(await currentRelease(project.paths)).toBeUndefined();
  });
});

test("where too few changed a value, the width is asked of the change since the month that readers saw", async () => {
  const declaration = parseDeclaration(
    `
mart: sample
title: { en: Sample, zh: 样本 }
grain: { en: One row per area, zh: 每地区一行 }
population: { en: Synthetic households, zh: 合成农户 }
inputs: [income]
dimensions: [{ name: area }, { name: period }]
measures:
  - { name: n, label: { en: Households, zh: 户数 }, unit: households, kind: count, contributors: n, adds_over: [area] }
keys: [area, period]
contributions: select unit, area, period, 1 as n from households
example: { given: {}, expect: [{ area: "9" }] }
`,
    "sample.yml",
  );
  const folder = await mkdtemp(join(tmpdir(), "foothold-changes-"));
  try {
    await withDuckDB(folder, async (db) => {
      await createLake(db, { areas: "select '9' as code, null::varchar as parent, 'county' as level" });
      // One joins in February; in March, ten more: eleven since January, so March can be shown.
      await db.run(`create table households as
        select 'S' || i as unit, '9' as area, period
        from (values ('2021-01', 20), ('2021-02', 21), ('2021-03', 31)) t(period, n), range(40) r(i) where i < n`);
      const file = join(folder, "sample.parquet");
      await db.run(
        `copy (select area, period, count(*) as n from households group by all) to '${file.replaceAll("\\", "/")}' (format parquet)`,
      );
      const marts = [{ declaration, file, rows: 3, built: true }];
      const [table] = await protectMarts(db, marts, parsePolicy("", [declaration]), () => {});
      const asked = await rows<Row>(
        db,
        `select key, width from (${sealedSql("own", table!.exact)}) order by all`,
      );
      expect(asked).toEqual([{ key: "9|2021-01>2021-02", width: 5 }]);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
