import { writeFileSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { UserError } from "../../loaders/errors.ts";
import { exists, sha256File, walk } from "../../loaders/files.ts";
import { contentPolicy, finishPage } from "../../loaders/site/html.ts";
import { buildSite } from "../../loaders/site/site.ts";
import { makeProject, writeRelease } from "./project.ts";

let project: Awaited<ReturnType<typeof makeProject>>;
const build = () => buildSite({ root: project.root, dist: project.dist, log: () => {} });
const contents = async () =>
  Object.fromEntries(
    await Promise.all(
      (await walk(project.dist)).map(async (file) => [file, await sha256File(join(project.dist, file))]),
    ),
  );

beforeAll(async () => {
  project = await makeProject({
    "index.md": "# Home\n",
    "[collection]/employment.md": "# Work\n\n```js\nobservable.params.collection\n```\n",
    "notebooks/tables.md":
      "---\ntitle: Tables\nsql:\n  income: ../data/demo/income.arrow\n---\n# Tables\n\n```sql\nfrom income\n```\n",
  });
  await writeRelease(project.root, "r1", {
    employment: { area: ["999901"], workers: [12] },
    income: { area: ["999901"], median: [100] },
  });
  // Any look-up by Framework's process fails, as it would without a network.
  await project.write(
    "guard.mjs",
    'globalThis.fetch = () => { throw new Error("a build asked the network"); };',
  );
  process.env.NODE_OPTIONS = `--import ${pathToFileURL(join(project.root, "guard.mjs")).href}`;
  expect(await build()).toBe(true);
});
afterAll(async () => {
  delete process.env.NODE_OPTIONS;
  await project.remove();
});

test("without a network every page is built, for each collection that has its data, beside the public files", async () => {
  const files = await walk(project.dist);
  expect(files).toEqual(
    expect.arrayContaining([
      "index.html",
      "demo/employment.html",
      "notebooks/tables.html",
      "data/manifest.json",
      "data/demo/income.arrow",
    ]),
  );
  expect(files).not.toContain("demo/livestock.html");
});

test("a page says its language, lets the reader zoom, and forgets when this machine wrote its files", async () => {
  const html = await readFile(join(project.dist, "notebooks/tables.html"), "utf8");
  expect(html).toContain('<html lang="en">');
  expect(html).toContain('content="width=device-width, initial-scale=1"');
  expect(html).not.toContain("lastModified");
});

test("nothing is built again while nothing has changed", async () => {
  const before = await contents();
  expect(await build()).toBe(false);
  expect(await contents()).toEqual(before);
});

test("the same inputs give the same bytes", async () => {
  const before = await contents();
  await writeRelease(project.root, "r1", {
    employment: { area: ["999901"], workers: [12] },
    income: { area: ["999901"], median: [100] },
  });
  await rm(join(project.root, ".foothold"), { recursive: true });
  expect(await build()).toBe(true);
  expect(await contents()).toEqual(before);
});

test("a mistake in a page stops the build with file and line, and the last good site stays", async () => {
  const before = await contents();
  await project.write("src/notebooks/wrong.md", "# Wrong\n\n```js\nconst a = 1;\n```\n\n```js\n1 +;\n```\n");
  await expect(build()).rejects.toThrow(/src\/notebooks\/wrong\.md, line 8 cannot be read: Unexpected token/);
  await rm(join(project.root, "src/notebooks/wrong.md"));
  expect(await contents()).toEqual(before);
  expect((await readdir(project.root)).filter((name) => name.startsWith("dist"))).toEqual(["dist"]);
});

test("a source that changes while the site is being built stops it, and the last good site stays", async () => {
  const before = await contents();
  const log = (step: string) => {
    if (step === "figures") writeFileSync(join(project.root, "src/style.css"), "body { color: black }\n");
  };
  await project.write("src/index.md", "# Home, changed\n");
  await expect(buildSite({ root: project.root, dist: project.dist, log })).rejects.toThrow(
    /changed while the site was being built.*Build again/,
  );
  expect(await contents()).toEqual(before);
  await project.write("src/index.md", "# Home\n");
});

test("a page that names a missing file stops the build, and the last good site stays", async () => {
  const before = await contents();
  await project.write("src/lost.md", '# Lost\n\n```js\nFileAttachment("data/none.csv").csv()\n```\n');
  await expect(build()).rejects.toThrow(
    /^src\/lost\.md reads data\/none\.csv, which the release does not have/,
  );
  await rm(join(project.root, "src/lost.md"));
  expect(await contents()).toEqual(before);
});

test("a library that Foothold does not carry stops the build and is not fetched", async () => {
  await project.write("src/chart.md", "# Chart\n\n```js\ndisplay(vl.markBar())\n```\n");
  await expect(build()).rejects.toThrow(UserError);
  await rm(join(project.root, "src/chart.md"));
});

test("a target that cannot be written is named in one sentence", async () => {
  await writeFile(join(project.root, "blocked"), "a file");
  const dist = join(project.root, "blocked/dist");
  await expect(buildSite({ root: project.root, dist, log: () => {} })).rejects.toThrow(
    /The site cannot be written to .*blocked/,
  );
});

test("without a release there is one sentence, and no site", async () => {
  const empty = await makeProject({ "index.md": "# Home\n" });
  await expect(buildSite({ root: empty.root, dist: empty.dist, log: () => {} })).rejects.toThrow(
    /no release/,
  );
  expect(await exists(empty.dist)).toBe(false);
  await empty.remove();
});

test("a page may run the scripts built into it and no other", () => {
  const html = finishPage(
    '<!DOCTYPE html><html><head><meta charset="utf-8"><script type="module">a < b && "é"</script></head><body></body></html>',
    "/demo/employment",
    () => {},
  );
  expect(html).toContain(contentPolicy(['a < b && "é"']));
  expect(html).toContain('a < b && "é"</script>');
  expect(contentPolicy(["x"])).not.toContain("'unsafe-inline' 'sha256");
  expect(contentPolicy(["x"])).toMatch(/script-src 'self' 'sha256-[^']+';/);
});

test("only a page that loads a library which compiles may turn text into code", () => {
  const policyOf = (head: string) =>
    /script-src ([^;]*)/.exec(
      finishPage(`<html><head><meta charset="utf-8">${head}</head><body></body></html>`, "/x", () => {}),
    )![1];
  expect(policyOf('<link rel="modulepreload" href="../_npm/arquero@8.0.3/1.js">')).toContain("'unsafe-eval'");
  expect(policyOf('<link rel="modulepreload" href="../_observablehq/stdlib/duckdb.1.js">')).toContain(
    "'unsafe-eval'",
  );
  expect(policyOf('<link rel="modulepreload" href="../_npm/d3-dsv@3.0.1/1.js">')).not.toContain("unsafe");
});
