import { spawn } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { areasCsv, incomeCsv, makeProject, type Project } from "../project.ts";

const cli = join(import.meta.dirname, "../../loaders/cli.ts");
const tsx = import.meta.resolve("tsx");

let project: Project;
beforeAll(async () => {
  project = await makeProject();
});
afterAll(() => project.remove());

/** Runs the command line in the synthetic project, as a person would. */
function foothold(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", tsx, cli, ...args], {
      cwd: project.paths.root,
      env: { ...process.env, ...project.env, FOOTHOLD_ROOT: project.paths.root },
    });
    let out = "";
    let err = "";
    child.stdout.on("data", (chunk) => {
      out += chunk;
    });
    child.stderr.on("data", (chunk) => {
      err += chunk;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? -1, out, err }));
  });
}

const sentence = (text: string) => {
  expect(text).not.toMatch(/\n\s+at |Error:.*\n\s+at /);
  return text;
};

describe("a mistake on the command line ends in one sentence and an exit code", () => {
  test.each([
    [["bild"], /unknown command 'bild'/],
    [["build", "--fast"], /unknown option '--fast'/],
    [["demo", "--villages", "many"], /expected a whole number, found `many`/],
    [["build", "--date", "soon"], /expected a day like 2021-12-31, found `soon`/],
    [["forget", "0123456789abcdef"], /Release 0123456789abcdef does not count as published/],
    [["demo", "--end", "2021-13"], /expected a month like 2021-12, found `2021-13`/],
    [["check", "nowhere/income-2021-Q1.csv"], /nowhere\/income-2021-Q1\.csv does not exist/],
    [["new", "page", "A title"], /expected notebook, found `page`/],
    [["build"], /No snapshots found in snapshots/],
  ])("%j", async (args, expected) => {
    const { code, err } = await foothold(...args);
    expect(code).not.toBe(0);
    expect(sentence(err)).toMatch(expected);
  });

  test("a configuration that does not fit names the place", async () => {
    const file = join(project.paths.root, "foothold.yml");
    await writeFile(file, "collections:\n  own: { title: { en: A }, tier: rumour, snapshots: snapshots }\n");
    const { code, err } = await foothold("build");
    expect(code).toBe(1);
    expect(sentence(err)).toMatch(
      /foothold\.yml does not fit:\n {2}collections\.own\.title\.zh: .*\n {2}collections\.own\.tier:/,
    );
    await rm(file);
    expect((await foothold("build")).err).toMatch(/foothold\.yml is missing/);
    await writeFile(
      file,
      "collections:\n  own: { title: { en: S, zh: 合 }, tier: administrative, snapshots: snapshots }\n",
    );
  });

  test("a folder that is no dataset is named, with the names there are", async () => {
    const folder = join(project.paths.root, "snapshots/incomes");
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "2021.csv"), "a\n1\n");
    const { code, err } = await foothold("build");
    expect(code).toBe(1);
    expect(sentence(err)).toMatch(
      /incomes is not a dataset\. Folders here are named areas, households, employment/,
    );
    await rm(folder, { recursive: true });
  });

  test("a port in use is named", async () => {
    await mkdir(project.paths.dist, { recursive: true });
    await writeFile(join(project.paths.dist, "index.html"), "<!doctype html>");
    const taken = await new Promise<Server>((resolve) => {
      const server = createServer().listen(0, "127.0.0.1", () => resolve(server));
    });
    const { port } = taken.address() as { port: number };
    try {
      const { code, err } = await foothold("serve", "--port", String(port));
      expect(code).toBe(1);
      expect(sentence(err)).toContain(String(port));
    } finally {
      taken.close();
    }
  });
});

describe("foothold check", () => {
  test("reports one file, worst problem first with a suggestion, and stores nothing", async () => {
    await project.send("areas", "areas.csv", areasCsv);
    await project.send("income", "income-2021-Q1.csv", incomeCsv(12));
    expect((await foothold("build", "--data-only")).code).toBe(0);
    const dirty = join(project.paths.root, "income-2021-Q2.csv");
    const lines = incomeCsv(12, "2021-Q2").trimEnd().split("\n");
    await writeFile(
      dirty,
      [
        `${lines[0]},姓名`,
        ...lines.slice(1).map((l) => `${l},x`),
        "X1,莎车,2021-Q2,3,1,1,1,1,4,x",
        "X2,莎车,2021-Q2,3,1,1,1,1,4,x",
        "X3,999901001001,2021-Q2,13800138000,1,1,1,1,4,x",
      ].join("\n"),
    );
    const { code, out } = await foothold("check", dirty);
    expect(code).toBe(1);
    expect(out).toContain("27 rows received = 24 accepted + 3 quarantined");
    const report = out.split("\n").filter((l) => /^ {2}\d+ rows?/.test(l));
    expect(report[0]).toBe(
      "  2 rows, first row 26: `莎车` is not an area code; column `area` takes codes like 999901002001",
    );
    expect(report[1]).toMatch(
      /1 row, first row 28: `\(hidden\)` in column `persons` is out of range \(1 to 30\)/,
    );
    expect(out).toContain("column `姓名` is not in the contract: its values are dropped");
    expect(out).not.toContain("13800138000");
  });

  test("accepts a clean file with exit code 0", async () => {
    const clean = join(project.paths.root, "income-2021-Q3.csv");
    await writeFile(clean, incomeCsv(10, "2021-Q3"));
    expect((await foothold("check", clean)).code).toBe(0);
  });
});
