import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { accountReasons, accounts as accountsContract, accountWarnings } from "../contracts/accounts.ts";
import { type Contract, sqlType } from "../contracts/contract.ts";
import { literal, pathLiteral } from "../db.ts";
import { between, dueDate } from "../periods.ts";
import { type Account, copyAtomic, type IntakeContext } from "./intake.ts";
import type { Dataset } from "./snapshots.ts";

/** What intake says of a dataset: its accounts in file order. */
export interface Taken {
  dataset: Dataset;
  accounts: Account[];
}

/** The datasets that intake itself leaves in the lake. */
export const accountDatasets = [accountsContract, accountReasons, accountWarnings].map((c) => c.dataset);

/**
 * Writes the accounts themselves into the lake, as datasets `accounts` (one row per dataset and period due,
 * sent or not), `account_reasons` and `account_warnings`, so that the quality marts are made like any other.
 * Of columns that were dropped only the number is kept: a header may itself say something of a person.
 */
export async function writeAccounts(worker: IntakeContext, lake: string, taken: Taken[]): Promise<void> {
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
  const warnings = lines.flatMap(({ dataset, period, warnings }) =>
    Object.entries(warnings).map(([reason, rows]) => ({ dataset, period, reason, rows })),
  );
  await writeLines(
    worker,
    lake,
    accountsContract,
    lines.map(({ reasons: _, warnings: __, ...line }) => line),
  );
  await writeLines(worker, lake, accountReasons, reasons);
  await writeLines(worker, lake, accountWarnings, warnings);
}

function accountLines(contract: Contract, accounts: Account[]) {
  // A list stands outside time, whatever periods its rows speak of.
  const periodOf = (a: Account) => (contract.frequency === "none" ? "" : (a.periods.at(-1) ?? ""));
  const lines = accounts.map((a) => ({
    dataset: contract.dataset,
    period: periodOf(a),
    file: a.file as string | null,
    received: a.received as number | null,
    accepted: a.accepted as number | null,
    quarantined: a.quarantined as number | null,
    due: due(contract, periodOf(a)),
    arrived: a.arrived,
    days_late: daysLate(due(contract, periodOf(a)), a.arrived),
    dropped: a.dropped.length as number | null,
    reasons: a.reasons,
    warnings: a.warnings,
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
      days_late: null,
      dropped: null,
      reasons: {},
      warnings: {},
    })),
  ].sort((a, b) => (a.period < b.period ? -1 : 1));
}

/** Days between due date and arrival, 0 when in time, null where either is not known. */
const daysLate = (due: string | null, arrived: string | null): number | null =>
  due && arrived ? Math.max(0, (Date.parse(arrived) - Date.parse(due)) / 86_400_000) : null;

const due = (contract: Contract, period: string | undefined) =>
  period && contract.dueDays !== undefined ? dueDate(period, contract.dueDays) : null;

async function writeLines({ db, scratch }: IntakeContext, lake: string, contract: Contract, lines: object[]) {
  const { dataset, columns } = contract;
  const file = join(scratch, `${dataset}.jsonl`);
  await writeFile(file, lines.map((l) => `${JSON.stringify(l)}\n`).join(""));
  const types = Object.entries(columns).map(([name, c]) => `${literal(name)}: ${literal(sqlType(c))}`);
  await copyAtomic(
    db,
    `select * from read_json(${pathLiteral(file)}, format = 'newline_delimited', columns = {${types.join(", ")}})`,
    join(lake, dataset, `${dataset}.parquet`),
  );
}
