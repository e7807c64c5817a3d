import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { pathLiteral, rows, withDuckDB } from "../../../loaders/db.ts";
import { walk } from "../../../loaders/files.ts";
import { currentRelease } from "../../../loaders/release/current.ts";
import {
  forgetVintages,
  noteVintage,
  readVintages,
  recordOf,
  releaseLines,
} from "../../../loaders/release/vintages.ts";
import { areasCsv, copyOf, incomeCsv, makeProject, type Project } from "../../project.ts";

let built: Project;
let project: Project;
beforeAll(async () => {
  built = await makeProject();
  await built.send("areas", "areas.csv", areasCsv);
  await built.send("income", "income-2021-Q1.csv", incomeCsv(30));
  await built.build();
});
afterAll(() => built.remove());
beforeEach(async () => {
  project = await copyOf(built);
});
afterEach(() => project.remove());

const build = async () => {
  await project.build();
  return (await currentRelease(project.paths))!.manifest.release;
};
const publish = async (date = "2021-05-01") => {
  const release = await build();
  await noteVintage(project.paths, { release, date });
  return release;
};
/** One household of the first village fewer. */
const correct = async () => {
  const lines = incomeCsv(30).split("\n");
  await project.send("income", "income-2021-Q1.csv", [lines[0], ...lines.slice(2)].join("\n"));
};
const households = async (release: string) => {
  const file = join(project.paths.releases, release, "own/income.parquet");
  const found = await withDuckDB(project.paths.scratch, (db) =>
    rows<{ area: string; households: string | null }>(
      db,
      `select area, households from read_parquet(${pathLiteral(file)}) order by area`,
    ),
  );
  return Object.fromEntries(found.map((f) => [f.area, f.households]));
};

test("a household that a correction takes out is nowhere to be seen beside what was published before", async () => {
  const first = await publish();
  await correct();
  const second = await build();
  const [before, after] = [await households(first), await households(second)];
  expect(before).toMatchObject({ "999901": "60", "999901001": "30", "999901002": "30" });
  expect(after).toMatchObject({ "999901": null, "999901001": null, "999901002": "30" });
});

test("a release that no reader has seen, or that is taken off the list of those published, binds no later one", async () => {
  const first = await build();
  await correct();
  const unbound = await build();
  expect(await households(unbound)).toMatchObject({ "999901": "59", "999901001": "29" });
  await noteVintage(project.paths, { release: first, date: "2021-05-01" });
  expect(await build()).not.toBe(unbound);
  await forgetVintages(project.paths, [first]);
  expect(await build()).toBe(unbound);
});

test("the same snapshots give the same release again once it is published, and again after a draft", async () => {
  const first = await publish();
  expect(await build()).toBe(first);
  await correct();
  expect(await build()).not.toBe(first);
  await project.send("income", "income-2021-Q1.csv", incomeCsv(30));
  expect(await build()).toBe(first);
});

test("what the office keeps of a vintage is its own: no reader's folder has it, and only the owner may read it", async () => {
  const first = await publish();
  const record = recordOf(project.paths, first);
  const kept = await walk(record);
  expect(kept).toContain("own/income.parquet");
  expect(kept).toContain("own/income.contributions.parquet");
  for (const file of kept) {
    if (process.platform !== "win32") expect((await stat(join(record, file))).mode & 0o077, file).toBe(0);
  }
  const shown = [...(await walk(project.paths.releases)), ...(await walk(project.paths.siteData))];
  expect(shown.filter((file) => /contributions|record/.test(file))).toEqual([]);
});

test("a vintage of which nothing is left stops the build with what to do", async () => {
  const first = await publish();
  await correct();
  const draft = await build();
  expect(await walk(recordOf(project.paths, first))).not.toEqual([]);
  for (const folder of [recordOf(project.paths, first), join(project.paths.releases, first)])
    await rm(folder, { recursive: true });
  await project.send("income", "income-2021-Q1.csv", incomeCsv(31));
  await expect(project.build()).rejects.toThrow(
    new RegExp(`Release ${first} counts as published on 2021-05-01, .*Put its folder back.*forget ${first}`),
  );
  await forgetVintages(project.paths, [first]);
  await build();
  // What the office kept of a draft goes once it is replaced.
  expect(await walk(recordOf(project.paths, draft))).toEqual([]);
});

test("the list of releases says which are published, since when, and which are drafts", async () => {
  await rm(project.paths.releases, { recursive: true });
  expect(await releaseLines(project.paths)).toEqual(["There is no release yet. `npm run build` makes one."]);
  const first = await publish("2021-05-01");
  await noteVintage(project.paths, { release: first, date: "2021-06-01" });
  await correct();
  const second = await build();
  expect(await readVintages(project.paths)).toEqual([{ release: first, date: "2021-05-01" }]);
  const lines = await releaseLines(project.paths);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(
    new RegExp(`^${first}  counts as published on 2021-05-01; \\d+ values published, \\d+ withheld$`),
  );
  expect(lines[1]).toMatch(new RegExp(`^${second}  draft, never published, current; \\d+ values published`));
  await expect(forgetVintages(project.paths, [second])).rejects.toThrow(/does not count as published/);
});
