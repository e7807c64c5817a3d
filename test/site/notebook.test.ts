import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { UserError } from "../../loaders/errors.ts";
import { newNotebook, slugOf } from "../../loaders/site/notebook.ts";
import { writeRelease } from "./project.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "foothold-notebook-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const release = () =>
  writeRelease(root, "r1", {
    areas: { code: ["999901"], name_en: ["Made-up county"] },
    income: { area: ["999901"], period: ["2021-Q4"], median: [100], median_status: [""] },
  });

test("a file is named by the letters and digits of its title, Chinese ones too", () => {
  expect(slugOf("Wages: who earns what?")).toBe("wages-who-earns-what");
  expect(slugOf("收入 分化/2021")).toBe("收入-分化-2021");
  expect(slugOf("../..\\con")).toBe("con");
});

test("a new notebook keeps its title and reads a table of the release", async () => {
  await release();
  expect(await newNotebook({ root, title: 'Say "income": a first look' })).toBe(
    "src/notebooks/say-income-a-first-look.md",
  );
  const page = await readFile(join(root, "src/notebooks/say-income-a-first-look.md"), "utf8");
  expect(page).toContain('title: "Say \\"income\\": a first look"');
  expect(page).toContain("income: ../data/demo/income.arrow");
});

test("a notebook that is there is never written over", async () => {
  await release();
  const path = join(root, await newNotebook({ root, title: "Twice" }));
  const before = await readFile(path, "utf8");
  await expect(newNotebook({ root, title: "twice!" })).rejects.toThrow(
    /src\/notebooks\/twice\.md is there already/,
  );
  expect(await readFile(path, "utf8")).toBe(before);
});

test("without a release, or without a letter in the title, one sentence says what to do", async () => {
  await expect(newNotebook({ root, title: "Early" })).rejects.toThrow(/no release yet.*npm run build/);
  await expect(newNotebook({ root, title: "?!" })).rejects.toThrow(UserError);
});
