import { mkdir } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { identifier, literal, pathLiteral, rows, withDuckDB } from "../db.ts";
import { UserError } from "../errors.ts";
import type { CodeLists } from "../release/manifest.ts";
import type { IntakeContext } from "./intake.ts";
import { registerKey } from "./key.ts";

/** What a worker's DuckDB needs to judge snapshots. */
export interface Rulebook {
  codes: CodeLists;
  /** Key of the household hash. */
  key: Buffer;
}

/** The enumeration of a list's codes. */
export const codeType = (list: string): string => identifier(`code_of_${list}`);

/** Gives a DuckDB the code maps and enumerations, the hash key and an empty list of areas. */
export async function prepare({ db }: Pick<IntakeContext, "db">, { codes, key }: Rulebook): Promise<void> {
  await registerKey(db, key);
  // Hoisting what two branches share would take every value, not only the odd ones, the long way.
  await db.run("set disabled_optimizers = 'common_subexpressions'");
  for (const [name, list] of Object.entries(codes)) {
    const pairs = new Map(
      list.flatMap(({ code, en, zh }) => [zh, en, code].map((text) => [text, code] as const)),
    );
    const keys = [...pairs.keys()].map(literal).join(", ");
    const values = [...pairs.values()].map(literal).join(", ");
    await db.run(`set variable ${`code_${name}`} = map([${keys}], [${values}])`);
    await db.run(`drop type if exists ${codeType(name)}`);
    await db.run(
      `create type ${codeType(name)} as enum (${list.map(({ code }) => literal(code)).join(", ")})`,
    );
  }
  await knowAreas(db, "select null::varchar as code, null::varchar as parent where false");
}

/** Leaves the codes of a query as table `known_area`, and as the enumeration `known_area_code`. */
export async function knowAreas(db: DuckDBConnection, query: string): Promise<void> {
  await db.run(`create or replace temp table known_area as ${query}`);
  await db.run("drop type if exists known_area_code");
  await db.run(
    "create type known_area_code as enum (select distinct code from known_area where code is not null order by code)",
  );
}

/** Lets a worker know the areas of its collection, from the lake's Parquet files in `folder`. */
export async function readAreas(
  { db }: Pick<IntakeContext, "db">,
  folder: string,
  path: string,
): Promise<void> {
  await knowAreas(db, `select code, parent from read_parquet(${pathLiteral(join(folder, "*.parquet"))})`);
  const [orphan] = await rows<{ code: string; parent: string }>(
    db,
    "select code, parent from known_area where parent is not null and parent not in (select code from known_area) order by code limit 1",
  );
  if (orphan) {
    throw new UserError(
      `${path}: area ${orphan.code} names ${orphan.parent} as its parent, which is not in the list. Add it, or leave the parent empty for the top area.`,
    );
  }
}

/** What each of so many workers may hold before it spills, in MB: together they stay below 2 GB. */
export const workerMemory = (workers: number): number => Math.floor(1400 / workers);

interface Opened {
  scratch: string;
  rules: Rulebook;
  /** Most files that are taken in side by side. */
  files: number;
  log: (line: string) => void;
}

/**
 * As many workers as cores (at most four), each with a DuckDB of its own: a month's file is too small for
 * DuckDB to share among threads, so files are shared among workers instead.
 */
export class Workers {
  readonly all: IntakeContext[];
  private readonly free: IntakeContext[];
  private readonly waiting: (() => void)[] = [];
  private failed = false;

  private constructor(all: IntakeContext[]) {
    this.all = all;
    this.free = [...all];
  }

  /** Opens as many workers as cores, four or `files` at most, runs `work` with them and closes them whatever happens. */
  static async with<T>(
    { scratch, rules, files, log }: Opened,
    work: (workers: Workers) => Promise<T>,
  ): Promise<T> {
    const open = async (contexts: IntakeContext[], count: number): Promise<T> => {
      if (contexts.length === count) return work(new Workers(contexts));
      const own = join(scratch, String(contexts.length));
      await mkdir(own, { recursive: true });
      return withDuckDB(own, async (db) => {
        await prepare({ db }, rules);
        await db.run(`set memory_limit = '${workerMemory(count)}MB'`);
        return open([...contexts, { db, scratch: own, log, codes: rules.codes }], count);
      });
    };
    return open([], Math.max(1, Math.min(4, availableParallelism(), files)));
  }

  /** Runs every task on the next free worker. After the first failure no further task starts. */
  async run<T>(tasks: ((context: IntakeContext) => Promise<T>)[]): Promise<T[]> {
    const settled = await Promise.allSettled(tasks.map((task) => this.one(task)));
    const failure = settled.find((s) => s.status === "rejected" && s.reason !== stopped);
    if (failure) throw (failure as PromiseRejectedResult).reason;
    return settled.map((s) => (s as PromiseFulfilledResult<T>).value);
  }

  private async one<T>(task: (context: IntakeContext) => Promise<T>): Promise<T> {
    while (this.free.length === 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
    if (this.failed) {
      this.waiting.shift()?.();
      throw stopped;
    }
    const context = this.free.pop()!;
    try {
      return await task(context);
    } catch (error) {
      this.failed = true;
      throw error;
    } finally {
      this.free.push(context);
      this.waiting.shift()?.();
    }
  }
}

const stopped = new Error("not started, since another snapshot could not be taken in");
