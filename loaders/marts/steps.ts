import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { DuckDBConnection } from "@duckdb/node-api";
import { identifier } from "../db.ts";
import { UserError } from "../errors.ts";

/** One query that several marts read, as view `step.<name>`: `steps/<name>.sql`. It holds rows of households, so no release shows it. */
export interface Step {
  name: string;
  sql: string;
}

const stepsFolder = fileURLToPath(new URL("steps", import.meta.url));

/** The steps in a folder, sorted by name. */
export async function readSteps(folder = stepsFolder): Promise<Step[]> {
  const files = (await readdir(folder)).filter((f) => f.endsWith(".sql")).sort();
  return Promise.all(
    files.map(async (file) => ({
      name: path.parse(file).name,
      sql: await readFile(path.join(folder, file), "utf8"),
    })),
  );
}

/**
 * Makes schema `step` anew, each view after those that it names. Needs schemas `lake` and `ref`.
 * @throws UserError if a step names one that is not there, or its SQL fails
 */
export async function createSteps(connection: DuckDBConnection, steps: Step[]): Promise<void> {
  await connection.run("drop schema if exists step cascade; create schema step");
  const made = new Set<string>();
  const make = async ({ name, sql }: Step): Promise<void> => {
    if (made.has(name)) return;
    made.add(name);
    for (const [, other] of sql.matchAll(/\bstep\.(\w+)/g)) {
      const before = steps.find((s) => s.name === other);
      if (!before)
        throw new UserError(`Step ${name} reads step.${other}, but there is no steps/${other}.sql.`);
      await make(before);
    }
    try {
      await connection.run(`create view step.${identifier(name)} as ${sql}`);
    } catch (error) {
      throw new UserError(`Step ${name}: its SQL failed: ${(error as Error).message}`);
    }
  };
  for (const step of steps) await make(step);
}
