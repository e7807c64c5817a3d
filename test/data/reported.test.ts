import { cp, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildData } from "../../loaders/build.ts";
import { pathsOf } from "../../loaders/paths.ts";
import type { Manifest } from "../../loaders/release/manifest.ts";
import { keyBeside, removeAt } from "../project.ts";
import { file } from "./csv.ts";

let root: string;
const build = () =>
  buildData({
    paths: pathsOf(root),
    env: { FOOTHOLD_KEY_FILE: keyBeside(root) },
    stage: (_title, work) => work(() => {}),
  });
let manifest: Manifest;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "foothold-reported-"));
  for (const folder of ["codes", "schemes", "lines", "reported"]) {
    await cp(file(`data/${folder}`), join(root, "data", folder), { recursive: true });
  }
  await writeFile(
    join(root, "foothold.yml"),
    "collections: { reported: { title: { en: Reported, zh: 公布 }, tier: official_statement, snapshots: data/reported } }",
  );
  manifest = await build();
}, 60_000);

afterAll(() => removeAt(root));

test("every published figure is accepted by intake and released, none withheld", async () => {
  const { tables } = manifest.collections.reported!;
  expect(tables.figures).toMatchObject({
    rows: 262,
    cells: { published: 262, withheld_size: 0, withheld_others: 0, not_reported: 0 },
  });
  expect(tables.areas).toMatchObject({ rows: 5 });
  const accounts = await readFile(join(root, "src/data/reported/quality.csv"), "utf8");
  expect(accounts).toMatch(/^figures,[^,]*,262,"",262,"",0,/m);
});

test("a second build of the same figures is the same release", async () => {
  expect((await build()).release).toBe(manifest.release);
}, 60_000);

test("the published figures name their makers and are not marked synthetic", () => {
  const { origins, synthetic, tier } = manifest.collections.reported!;
  expect([synthetic, tier]).toEqual([false, "official_statement"]);
  expect(origins.figures!.licence).toMatch(/CC0-1\.0.*CC-BY-4\.0/);
});
