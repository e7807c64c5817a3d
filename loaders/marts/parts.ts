import { mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { contractOf } from "../contracts/index.ts";
import { identifier, literal, pathLiteral, rows } from "../db.ts";
import { UserError } from "../errors.ts";
import { exists, list, readJson, toJson, writeAtomic } from "../files.ts";
import { frequencyOf } from "../periods.ts";
import { parquetSource } from "./catalog.ts";
import type { Declaration } from "./declaration.ts";

/**
 * The parts of a mart whose rows follow period by period: one file for each, kept beside the mart, so that a
 * new period is computed alone and the mart is the parts put together.
 */

/** The lake's files of each period: dataset name to files. */
export type Periods = Map<string, Record<string, string[]>>;

/**
 * The files that a mart reads, period by period; undefined where it is not declared so, or where a file of the
 * lake is not named by its one period.
 */
export function periodsOf(
  { by_period, inputs, optional }: Declaration,
  files: Record<string, string[]>,
): Periods | undefined {
  if (!by_period) return undefined;
  const periods: Periods = new Map();
  for (const dataset of [...inputs, ...optional]) {
    for (const file of files[dataset] ?? []) {
      const period = path.basename(file, ".parquet");
      if (!/^\d{4}(-\d{2}|-Q[1-4])?$/.test(period)) return undefined;
      if (frequencyOf(period) !== contractOf(dataset)!.frequency) return undefined;
      const own = periods.get(period) ?? {};
      periods.set(period, { ...own, [dataset]: [...(own[dataset] ?? []), file] });
    }
  }
  return new Map([...periods].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Lets the lake's views show one period of the datasets that a mart reads, and shows all again afterwards. */
export async function withPeriod<T>(
  connection: DuckDBConnection,
  own: Record<string, string[]>,
  all: Record<string, string[]>,
  work: () => Promise<T>,
): Promise<T> {
  const show = async (dataset: string, files: string[], where = "") => {
    await connection.run(
      `create or replace view lake.${identifier(dataset)} as ${parquetSource(files)}${where}`,
    );
  };
  for (const dataset of Object.keys(all)) {
    // A dataset without a file of the period keeps its columns and shows no row.
    await show(dataset, own[dataset] ?? all[dataset]!, own[dataset] ? "" : " where false");
  }
  try {
    return await work();
  } finally {
    for (const [dataset, files] of Object.entries(all)) await show(dataset, files);
  }
}

/** The parts kept of one mart. */
export class Parts {
  private readonly folder: string;

  constructor(out: string, mart: string) {
    this.folder = path.join(out, "parts", mart);
  }

  private file = (period: string) => path.join(this.folder, `${period}.parquet`);
  private stamp = (period: string) => path.join(this.folder, `${period}.json`);

  /** The periods whose part is missing, or was made from other inputs. */
  async stale(inputs: Map<string, string>): Promise<string[]> {
    const found: string[] = [];
    for (const [period, hash] of inputs) {
      const stamp = await readJson<{ inputs: string }>(this.stamp(period));
      if (stamp?.inputs !== hash || !(await exists(this.file(period)))) found.push(period);
    }
    return found;
  }

  /**
   * Keeps the rows of one period of table `mart` as its part.
   * @throws UserError where the table was made from that period alone and has rows of another
   */
  async keep(connection: DuckDBConnection, mart: string, period: string, inputs: string, alone: boolean) {
    await mkdir(this.folder, { recursive: true });
    const [other] = alone
      ? await rows(connection, `select period from mart where period <> ${literal(period)} limit 1`)
      : [];
    if (other) {
      throw new UserError(
        `Mart ${mart}: from the records of ${period} alone it gives rows of ${other.period}. Take \`by_period\` out of ${mart}.yml.`,
      );
    }
    const part = `${this.file(period)}.part`;
    await connection.run(
      `copy (from mart where period = ${literal(period)}) to ${pathLiteral(part)} (format parquet)`,
    );
    await rm(this.stamp(period), { force: true });
    await rename(part, this.file(period));
    await writeAtomic(this.stamp(period), toJson({ inputs }));
  }

  /** Leaves table `mart` made of the parts of these periods, and removes all others. */
  async together(connection: DuckDBConnection, periods: string[]): Promise<void> {
    const kept = new Set(periods.flatMap((p) => [this.file(p), this.stamp(p)]));
    for (const name of await list(this.folder)) {
      const file = path.join(this.folder, name);
      if (!kept.has(file)) await rm(file);
    }
    await connection.run(
      `create or replace temp table mart as from read_parquet([${periods.map((p) => pathLiteral(this.file(p))).join(", ")}])`,
    );
  }
}
