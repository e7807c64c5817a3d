import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Contract } from "../contracts/contract.ts";
import { literal, pathLiteral } from "../db.ts";
import { between, dueDate } from "../periods.ts";
import { type Account, copyAtomic } from "./intake.ts";
import type { Taken } from "./run.ts";

/**
 * Writes the accounts themselves into the lake, as datasets `accounts` (one row per dataset and period due,
 * sent or not) and `account_reasons`, so that the quality mart is made like any other.
 */
export async function writeAccounts(
  db: DuckDBConnection,
  lake: string,
  scratch: string,
  taken: Taken[],
): Promise<void> {
  const lines = taken.flatMap(({ dataset, accounts }) => accountLines(dataset.contract, accounts));
  const reasons = lines.flatMap((l) =>
    Object.entries(l.reasons).map(([reason, n]) => ({
      dataset: l.dataset,
      period: l.period,
      reason: reason.split(":")[0],
      column: reason.split(":")[1] ?? "",
      rows: n,
    })),
  );
  await writeLines(
    db,
    lake,
    scratch,
    "accounts",
    lines.map(({ reasons: _, ...line }) => line),
    {
      dataset: "varchar",
      period: "varchar",
      file: "varchar",
      received: "bigint",
      accepted: "bigint",
      quarantined: "bigint",
      due: "date",
      arrived: "date",
    },
  );
  await writeLines(db, lake, scratch, "account_reasons", reasons, {
    dataset: "varchar",
    period: "varchar",
    reason: "varchar",
    column: "varchar",
    rows: "bigint",
  });
}

function accountLines(contract: Contract, accounts: Account[]) {
  const lines = accounts.map((a) => ({
    dataset: contract.dataset,
    period: a.periods.at(-1) ?? "",
    file: a.file as string | null,
    received: a.received as number | null,
    accepted: a.accepted as number | null,
    quarantined: a.quarantined as number | null,
    due: due(contract, a.periods.at(-1)),
    arrived: a.arrived,
    reasons: a.reasons,
  }));
  const sent = lines
    .map((l) => l.period)
    .filter(Boolean)
    .sort();
  if (contract.frequency === "none" || sent.length === 0) return lines;
  const missing = between(sent[0]!, sent.at(-1)!).filter((p) => !sent.includes(p));
  return [
    ...lines,
    ...missing.map((period) => ({
      dataset: contract.dataset,
      period,
      file: null,
      received: null,
      accepted: null,
      quarantined: null,
      due: due(contract, period),
      arrived: null,
      reasons: {},
    })),
  ].sort((a, b) => (a.period < b.period ? -1 : 1));
}

const due = (contract: Contract, period: string | undefined) =>
  period && contract.dueDays !== undefined ? dueDate(period, contract.dueDays) : null;

async function writeLines(
  db: DuckDBConnection,
  lake: string,
  scratch: string,
  name: string,
  lines: object[],
  columns: Record<string, string>,
) {
  const file = join(scratch, `${name}.jsonl`);
  await writeFile(file, lines.map((l) => `${JSON.stringify(l)}\n`).join(""));
  const spec = Object.entries(columns)
    .map(([c, t]) => `${literal(c)}: ${literal(t)}`)
    .join(", ");
  await copyAtomic(
    db,
    `select * from read_json(${pathLiteral(file)}, format = 'newline_delimited', columns = {${spec}})`,
    join(lake, name, `${name}.parquet`),
  );
}
