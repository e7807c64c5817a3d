import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { identifier, pathLiteral } from "../db.ts";
import { type Exact, missingSql } from "./cells.ts";
import { fate, whyColumn, withWhy } from "./fate.ts";

/** Column that says what became of a measure's cell; see `fate`. */
export const fateColumn = (measure: string) => identifier(`fate_${measure}`);

/** What identifies a contributor in a record: 64 bits of a hash of its keyed hash. */
export const unitSql = (unit: string) => `md5_number_lower(cast(${unit} as varchar))`;

export const contributionsFile = (folder: string, mart: string) =>
  join(folder, `${mart}.contributions.parquet`);

/**
 * Keeps what later releases of a collection must be compared with: of each mart its exact rows and what became
 * of each cell, and what each contributor added. Readable by the owner only, never published. Needs table
 * `withheld` and schemas `lake` and `ref`.
 */
export async function writeRecord(db: DuckDBConnection, exacts: Exact[], folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const exact of exacts.filter((e) => e.measures.length > 0)) {
    const { mart } = exact.declaration;
    await keep(db, rowsSql(exact), join(folder, `${mart}.parquet`));
    const told = contributionsSql(exact);
    if (told) await keep(db, told, contributionsFile(folder, mart));
  }
}

async function keep(db: DuckDBConnection, sql: string, file: string): Promise<void> {
  await db.run(`copy (${sql}) to ${pathLiteral(file)} (format parquet, compression zstd)`);
  await chmod(file, 0o600);
}

function rowsSql(exact: Exact): string {
  const fates = exact.measures.map(
    (m) =>
      `coalesce(${whyColumn(m)}, case when ${missingSql(m)} = '' then ${fate.published} else ${fate.none} end) as ${fateColumn(m.name)}`,
  );
  const left = ['"row"', '"time"', "series", ...exact.declaration.measures.map(whyColumn)];
  return `
select * exclude (${left.join(", ")}), ${fates.join(", ")}
from ${withWhy(exact)}
order by "row"`;
}

/** SQL of what each contributor adds now, as a record holds it; undefined where the mart does not say. */
export function contributionsSql({ declaration, contributed }: Exact): string | undefined {
  const { contributions, keys } = declaration;
  if (!contributions || contributed.length === 0) return undefined;
  const kept = keys.map(identifier);
  const sums = contributed.map((m) => `cast(sum(${identifier(m)}) as double) as ${identifier(m)}`);
  return `
select ${[`${unitSql("unit")} as unit`, ...kept, ...sums].join(", ")}
from (${contributions})
group by ${["unit", ...kept].join(", ")}
order by ${[...kept, "unit"].join(", ")}`;
}
