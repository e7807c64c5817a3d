import { execFileSync } from "node:child_process";
import { mkdtemp, rm, statfs, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { explain } from "../../loaders/explain.ts";
import { currentRelease } from "../../loaders/release/current.ts";
import { areasCsv, incomeCsv, makeProject, type Project } from "../project.ts";

/** A small real disk: only root on Linux can mount one. */
let disk: string;
let project: Project;
const usual = process.env.TMPDIR;

beforeAll(async () => {
  if (process.platform !== "linux" || process.getuid?.() !== 0) {
    throw new Error("This proof mounts a small disk: run `npm run test:deploy` as root on Linux.");
  }
  disk = await mkdtemp(join(tmpdir(), "foothold-disk-"));
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=24m", "tmpfs", disk]);
  process.env.TMPDIR = disk;
  project = await makeProject();
});

afterAll(async () => {
  process.env.TMPDIR = usual ?? "/tmp";
  await project?.remove();
  execFileSync("umount", [disk]);
  await rm(disk, { recursive: true });
});

test("a full disk ends the build with one sentence, keeps the last release, and costs nothing once there is room", async () => {
  await project.send("areas", "areas.csv", areasCsv);
  await project.send("income", "income-2021-Q1.csv", incomeCsv(40));
  await project.build();
  const before = (await currentRelease(project.paths))!.manifest;

  await project.send("income", "income-2021-Q2.csv", incomeCsv(3000, "2021-Q2"));
  const filler = join(disk, "filler");
  const { bavail, bsize } = await statfs(disk);
  await writeFile(filler, Buffer.alloc(Math.max(0, Number(bavail) * Number(bsize) - 16_384)));
  const failure = await project.build().then(
    () => undefined,
    (error: unknown) => explain(error),
  );
  expect(failure).toMatch(/^The disk is full.*Nothing was replaced/);
  expect((await currentRelease(project.paths))!.manifest).toEqual(before);

  await rm(filler);
  await project.build();
  const after = (await currentRelease(project.paths))!.manifest;
  expect(after.collections.own!.tables.income!.periods).toEqual(["2021-Q1", "2021-Q2"]);
});
