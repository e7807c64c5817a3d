import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditRelease } from "../../../loaders/audit/command.ts";
import { pathLiteral, rows, withDuckDB } from "../../../loaders/db.ts";
import { sha256, toJson } from "../../../loaders/files.ts";
import { pathsOf } from "../../../loaders/paths.ts";
import { currentRelease } from "../../../loaders/release/current.ts";
import type { Manifest } from "../../../loaders/release/manifest.ts";
import { makeProject, type Project } from "../../project.ts";

/** A release that a build made, copied alone to another place, and what the office kept of it. */
let project: Project;
let folder: string;
let sealed: string;
let marts: string;

const sizes = { "001": 6, "002": 25, "003": 40 };

beforeAll(async () => {
  project = await makeProject();
  folder = await mkdtemp(join(tmpdir(), "foothold-alone-"));
  const towns = Object.keys(sizes).map(
    (t) => `999901${t},999901,township,town,Synthetic township ${t},合成${t}镇
999901${t}001,999901${t},village,village,Synthetic village ${t},合成${t}村
`,
  );
  await project.send(
    "areas",
    "areas.csv",
    `code,parent,level,kind,name_en,name_zh\n999901,,county,,Synthetic county,合成县\n${towns.join("")}`,
  );
  const lines = Object.entries(sizes).flatMap(([t, n]) =>
    Array.from({ length: n }, (_, i) => {
      const wage = 9000 + 700 * (i % 20);
      return `S${t}${i},999901${t}001,2021-Q1,${1 + (i % 5)},${wage},4000,200,1800,${wage + 6000}\n`;
    }),
  );
  await project.send(
    "income",
    "income-2021-Q1.csv",
    `household,area,period,persons,wage,operating,property,transfer,total\n${lines.join("")}`,
  );
  await project.build();
  const { folder: built, manifest } = (await currentRelease(project.paths))!;
  await cp(built, join(folder, "release"), { recursive: true });
  sealed = join(project.paths.private, "releases", manifest.release, "required.parquet");
  marts = join(project.paths.marts, "own");
});
afterAll(async () => {
  await project.remove();
  await rm(folder, { recursive: true, force: true });
});

/** Audits a copy of the release as `foothold audit DIRECTORY` does in a folder that knows nothing of it. */
const auditAlone = (release: string, list?: string) =>
  auditRelease(release, list ? { sealed: list } : {}, pathsOf(join(folder, "elsewhere")));

/** A copy of the release in which one withheld value of a table is shown, as if nobody had hidden it. */
async function shown(name: string, table: string, measure: string, area: string): Promise<string> {
  const copy = join(folder, name);
  await cp(join(folder, "release"), copy, { recursive: true });
  const file = join(copy, "own", `${table}.parquet`);
  await withDuckDB(folder, async (db) => {
    await db.run(`create table t as select p.* replace (
        case when p.area = '${area}' then e.${measure} else p.${measure} end as ${measure},
        case when p.area = '${area}' then '' else p.${measure}_status end as ${measure}_status)
      from read_parquet(${pathLiteral(file)}) p join read_parquet(${pathLiteral(join(marts, `${table}.parquet`))}) e using (area, period)`);
    const [was] = await rows<{ n: string }>(
      db,
      `select count(*) as n from read_parquet(${pathLiteral(file)}) where area = '${area}' and ${measure}_status = 'withheld'`,
    );
    expect(was!.n).toBe("1");
    await db.run(`copy (select * from t order by area) to ${pathLiteral(file)} (format parquet)`);
  });
  const manifest: Manifest = JSON.parse(await readFile(join(copy, "manifest.json"), "utf8"));
  manifest.collections.own!.tables[table]!.files.parquet.sha256 = sha256(await readFile(file));
  await writeFile(join(copy, "manifest.json"), toJson(manifest));
  return copy;
}

test("a release is audited from its own folder alone, with the office's list and without it", async () => {
  const alone = await auditAlone(join(folder, "release"));
  expect(alone.lines.join("\n")).toMatch(/Passed.*Judged without a sealed list/s);
  expect(alone.passed).toBe(true);
  const judged = await auditAlone(join(folder, "release"), sealed);
  expect(judged.lines.at(-1)).toBe(`Judged by the widths in ${sealed}.`);
  expect(judged.passed).toBe(true);
});

test("a release in which the second of two withheld parts is shown fails: the parent less its children is the first", async () => {
  const [small, second] = ["999901001", "999901002"];
  const copy = await shown("second", "income", "households", second);
  const { lines, passed } = await auditAlone(copy);
  expect(passed).toBe(false);
  expect(lines).toContain(`Gives away own/income.households at ${small}|2021-Q1: it is known: 6.`);
});

test("a release in which a small value itself is shown fails by the office's list", async () => {
  const copy = await shown("small", "income", "households", "999901001");
  const { lines, passed } = await auditAlone(copy, sealed);
  expect(passed).toBe(false);
  expect(lines).toContain(
    "Gives away own/income.households at 999901001|2021-Q1: it is known: 6, 5 apart is required.",
  );
});

test("a file that was changed under its checksum is refused by name", async () => {
  const copy = join(folder, "changed");
  await cp(join(folder, "release"), copy, { recursive: true });
  const file = join(copy, "own/income.parquet");
  await writeFile(file, (await readFile(file)).subarray(1));
  await expect(auditAlone(copy)).rejects.toThrow(`${file} is not the file that the manifest describes`);
});
