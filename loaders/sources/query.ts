import { rm } from "node:fs/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Contract } from "../contracts/contract.ts";
import { identifier, literal, pathLiteral, rows, withDuckDB } from "../db.ts";
import { exists } from "../files.ts";
import { frequencyOf, periodInName } from "../periods.ts";
import type { Landing } from "./landing.ts";
import { type Fetched, fetchRows, type PostgresRequest } from "./postgres.ts";
import { SourceError, type Surroundings } from "./retry.ts";

export interface Landed {
  /** Snapshots that the rows make. */
  files: number;
  /** Of these, new or changed. */
  landed: number;
  left: string[];
}

/**
 * Runs a query and lands its rows as Parquet, a file per period. Rows whose period cannot be read go into a
 * file of their own, where intake judges them.
 */
export const landQuery = (
  request: PostgresRequest,
  landing: Landing,
  scratch: string,
  around: Surroundings,
): Promise<Landed> =>
  withDuckDB(scratch, async (db) => {
    await db.run("set memory_limit = '1GB'");
    const { contract, period } = request;
    const fetched = await fetchRows(request, db, around);
    let landed = 0;
    const files = await split(db, fetched, contract, period);
    for (const [file, where] of files) {
      await db.run(
        `copy (select * from fetched where ${where}) to ${pathLiteral(landing.part(file))} (format parquet, compression zstd)`,
      );
      if (await landing.land(file, around.clock())) landed++;
    }
    const unread = fileOf(contract, unknown);
    if (files.size > 0 && !period && !files.has(unread)) await rm(landing.path(unread), { force: true });
    const single = fileOf(contract, period);
    if (files.size === 0 && (await exists(landing.path(single)))) {
      throw new SourceError(
        `returned no rows for ${period ?? contract.dataset}, of which there were some before`,
      );
    }
    return { files: files.size, landed, left: fetched.left };
  });

/** In the place of a period, for rows whose period cannot be read. */
const unknown = "without-period";

const fileOf = ({ dataset }: Contract, period: string | undefined) =>
  period ? `${dataset}-${period}.parquet` : `${dataset}.parquet`;

/** The files that the rows make, each with the SQL condition of its rows. */
async function split(
  db: DuckDBConnection,
  { rows: received, periodColumn }: Fetched,
  contract: Contract,
  period: string | undefined,
): Promise<Map<string, string>> {
  if (received === 0) return new Map();
  if (period || !periodColumn) return new Map([[fileOf(contract, period), "true"]]);
  const column = identifier(periodColumn);
  const values = await rows<{ value: string | null }>(
    db,
    `select distinct ${column} as value from fetched order by 1`,
  );
  const byPeriod = new Map<string, (string | null)[]>();
  for (const { value } of values) {
    const found = periodInName(value ?? "");
    const name = found && frequencyOf(found) === contract.frequency ? found : unknown;
    byPeriod.set(name, [...(byPeriod.get(name) ?? []), value]);
  }
  return new Map(
    [...byPeriod].sort().map(([name, group]) => {
      const texts = group.flatMap((value) => (value === null ? [] : [literal(value)]));
      const known = texts.length > 0 ? `${column} in (${texts.join(", ")})` : "false";
      return [
        `${contract.dataset}-${name}.parquet`,
        group.length > texts.length ? `(${known} or ${column} is null)` : known,
      ];
    }),
  );
}
