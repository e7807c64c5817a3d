import { readFile, rm } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { DuckDBConnection } from "@duckdb/node-api";
import { readCodes } from "../codes.ts";
import { literal, withDuckDB } from "../db.ts";
import { deliver } from "./delivery.ts";
import { type DemoOptions, type DemoVariables, resolveOptions } from "./options.ts";

/** The steps in the order in which they build on each other; each is one SQL file. */
const steps = [
  "draws",
  "calendar",
  "areas",
  "households",
  "income",
  "employment",
  "livestock",
  "monitoring",
  "measures",
  "resettlement",
  "assets",
  "enterprises",
  "exchange",
  "figures",
];

const codeLists = fileURLToPath(new URL("../../data/codes", import.meta.url));

/** The Chinese label of every code, for files that write labels. */
async function labels(db: DuckDBConnection) {
  for (const [list, codes] of Object.entries(await readCodes(codeLists))) {
    const pairs = codes.map(({ code, zh }) => `${literal(code)}: ${literal(zh)}`);
    await db.run(`SET VARIABLE label_${list} = MAP {${pairs.join(", ")}}`);
  }
}

async function build(db: DuckDBConnection, variables: DemoVariables, log: (line: string) => void) {
  for (const [name, value] of Object.entries(variables)) {
    await db.run(`SET VARIABLE ${name} = ${typeof value === "number" ? value : literal(value)}`);
  }
  for (const step of steps) {
    log(`demo county: ${step}`);
    await db.run(await readFile(new URL(`./${step}.sql`, import.meta.url), "utf8"));
  }
}

/**
 * Generates the snapshots of the fictional county, the way offices send them: one folder per dataset, one file
 * per period, several formats, a known amount of dirt listed in `planted.json`. All of it is synthetic.
 * The folder appears as a whole or not at all. The same options give the same bytes.
 * @throws UserError when a size is out of range or the folder cannot be written
 */
export async function generateDemo(
  options: DemoOptions,
  { log = () => {} }: { log?: (line: string) => void } = {},
): Promise<void> {
  const variables = resolveOptions(options);
  const spill = `${resolve(options.out)}.spill`;
  try {
    await withDuckDB(spill, async (db) => {
      if (options.threads) await db.run(`SET threads = ${options.threads}`);
      await build(db, variables, log);
      await labels(db);
      await deliver(db, options.out, log);
    });
  } finally {
    await rm(spill, { recursive: true, force: true });
  }
}
