import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { pathLiteral, rows, withDuckDB } from "../../../loaders/db.ts";
import { sha256File, walk } from "../../../loaders/files.ts";
import { areasCsv, incomeCsv, makeProject, type Project } from "../../project.ts";
import { takeIn } from "./county.ts";

const script = fileURLToPath(new URL("dying.ts", import.meta.url));

/**
 * A project whose lake holds a first quarter, and which then receives a second with bad rows, a first that was
 * corrected, and the withdrawal of another dataset: every kind of change is in the next run.
 */
export async function waiting(): Promise<Project> {
  const project = await makeProject();
  const returns = (n: number) =>
    `area,period,category,opening,identified,eliminated,other_exits,closing\n999901001,2021-01,unstable_lifted,${n},0,0,0,${n}\n`;
  await project.send("areas", "areas.csv", areasCsv);
  await project.send("income", "income-2021-Q1.csv", incomeCsv(12));
  await project.send("monitoring_return", "returns-2021-01.csv", returns(5));
  await takeIn(project.paths.root);
  await rm(join(project.paths.root, "snapshots/monitoring_return"), { recursive: true });
  await project.send("income", "income-2021-Q1.csv", incomeCsv(14));
  await project.send("income", "income-2021-Q2.csv", incomeCsv(12, "2021-Q2").replace(",4000,", ",four,"));
  return project;
}

/** Every file that intake leaves in the lake and in quarantine, by its checksum. */
export async function left({ paths }: Project): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const file of await walk(paths.root)) {
    if (/^data\/(lake|private)\//.test(file)) found[file] = await sha256File(join(paths.root, file));
  }
  return found;
}

/**
 * Runs intake as a process of its own.
 * @param at the change of the file system before which it is killed; 0 for none
 * @param after milliseconds after which it is killed from outside
 * @returns how many changes it made, or undefined where it was killed
 */
export async function runApart(project: Project, at: number, after?: number): Promise<number | undefined> {
  const child = spawn(process.execPath, ["--import", "tsx", script, project.paths.root, String(at)]);
  let [said, complained] = ["", ""];
  child.stdout.on("data", (text) => {
    said += text;
  });
  child.stderr.on("data", (text) => {
    complained += text;
  });
  const timer = after === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), after);
  const [code, signal] = await once(child, "close");
  clearTimeout(timer);
  if (signal === "SIGKILL") return undefined;
  expect(code, complained).toBe(0);
  return Number(said);
}

/** Proves that what a killed run left can be read, and that the next run completes it to the same bytes. */
export async function expectRecovery(project: Project, undisturbed: Record<string, string>): Promise<void> {
  const { root, lake } = project.paths;
  await withDuckDB(root, async (db) => {
    for (const file of await walk(lake)) {
      if (file.endsWith(".parquet"))
        await rows(db, `select count(*) from read_parquet(${pathLiteral(join(lake, file))})`);
      if (file.endsWith(".json")) JSON.parse(await readFile(join(lake, file), "utf8"));
    }
  });
  await takeIn(root);
  expect(await left(project)).toEqual(undisturbed);
}
