import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { walk } from "../../../loaders/files.ts";
import { currentRelease } from "../../../loaders/release/current.ts";
import type { Manifest } from "../../../loaders/release/manifest.ts";
import { makeProject, type Project } from "../../project.ts";

/**
 * Two synthetic counties that differ only in what is withheld: two households of small townships have each other's wages.
 * Pages, search, sizes of files, orders, scales and alternative texts are made of the release alone, so where no byte of it
 * differs, nothing that a reader can measure does.
 */

let projects: Project[] = [];
afterEach(async () => {
  await Promise.all(projects.map((p) => p.remove()));
  projects = [];
});

const sizes = { "001": 6, "002": 8, "003": 60 };

/** Wages by household that differ from the others', within one bracket of income. */
type Wages = Record<number, number>;

async function county(wages: Wages) {
  const project = await makeProject();
  projects.push(project);
  await project.send(
    "areas",
    "areas.csv",
    `code,parent,level,kind,name_en,name_zh
999901,,county,,Synthetic county,合成县
${Object.keys(sizes)
  .map(
    (t) => `999901${t},999901,township,town,Synthetic township ${t},合成${t}镇
999901${t}001,999901${t},village,village,Synthetic village ${t},合成${t}村
`,
  )
  .join("")}`,
  );
  const places = Object.entries(sizes).flatMap(([t, n]) => Array<string>(n).fill(t));
  const lines = places.map((t, i) => {
    const wage = wages[i] ?? (i % 2 === 0 ? 5000 : 9000);
    return `S${i},999901${t}001,2021-Q1,1,${wage},4000,200,1800,${wage + 6000}\n`;
  });
  await project.send(
    "income",
    "income-2021-Q1.csv",
    `household,area,period,persons,wage,operating,property,transfer,total\n${lines.join("")}`,
  );
  await project.build();
  const { folder, manifest } = (await currentRelease(project.paths))!;
  const bytes = (folder: string, file: string) => readFile(join(folder, file), "base64");
  const files = new Map<string, string>();
  for (const file of await walk(folder))
    if (file !== "manifest.json") files.set(file, await bytes(folder, file));
  return { manifest, files, exact: await bytes(project.paths.marts, "own/income.parquet") };
}

/** What readers are told of a release, save which snapshots it was made of. */
function told({ collections }: Manifest) {
  const { origins, ...own } = collections.own!;
  return { own, datasets: Object.keys(origins) };
}

test("a release tells nothing of what it withholds, not by a byte, a size, a count or an order", async () => {
  const one = await county({ 0: 5000, 6: 5500 });
  const other = await county({ 0: 5500, 6: 5000 });
  expect(other.exact).not.toBe(one.exact);
  expect(one.manifest.collections.own!.tables.income!.cells.withheld_size).toBeGreaterThan(0);
  expect([...other.files.keys()]).toEqual([...one.files.keys()]);
  for (const [file, bytes] of one.files) expect(other.files.get(file) === bytes, file).toBe(true);
  expect(told(other.manifest)).toEqual(told(one.manifest));
});
