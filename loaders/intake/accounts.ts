import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  accountChanges,
  accountConversions,
  accountNotes,
  accountReasons,
  accounts as accountsContract,
  accountWarnings,
} from "../contracts/accounts.ts";
import { type Contract, type RowOf, sqlType } from "../contracts/contract.ts";
import { literal, pathLiteral } from "../db.ts";
import { between, dueDate } from "../periods.ts";
import { type Account, copyAtomic, type IntakeContext, type Part } from "./intake.ts";
import type { Dataset } from "./snapshots.ts";

/** What intake says of a dataset: its accounts in file order. */
export interface Taken {
  dataset: Dataset;
  accounts: Account[];
}

/** The datasets that intake itself leaves in the lake. */
export const accountDatasets = [
  accountsContract,
  accountReasons,
  accountWarnings,
  accountConversions,
  accountChanges,
  accountNotes,
].map((c) => c.dataset);

/**
 * Writes the accounts themselves into the lake: `accounts` (one row per dataset and period due, sent or not)
 * and, of each period, its reasons, warnings, conversions and large changes, and what the readers noted, so that the quality marts are made
 * like any other. Of columns that were dropped only the number is kept: a header may itself say something of a
 * person.
 */
export async function writeAccounts(worker: IntakeContext, lake: string, taken: Taken[]): Promise<void> {
  const write = <C extends Contract>(contract: C, lines: RowOf<C>[]) =>
    writeLines(worker, lake, contract, lines);
  await write(
    accountsContract,
    taken.flatMap(({ dataset, accounts }) => accountLines(dataset.contract, accounts)),
  );
  const parts = taken.flatMap(({ dataset, accounts }) =>
    accounts.flatMap((a) =>
      Object.entries(a.parts).map(([period, part]) => ({
        at: { dataset: dataset.contract.dataset, period },
        part,
      })),
    ),
  );
  const counted = <T extends object>(
    of: (part: Part) => Record<string, number>,
    as: (key: string, n: number) => T,
  ) =>
    parts.flatMap(({ at, part }) => Object.entries(of(part)).map(([key, n]) => ({ ...at, ...as(key, n) })));
  await write(
    accountReasons,
    counted(
      (p) => p.reasons,
      (key, rows) => ({ reason: key.split(":")[0]!, column: key.split(":")[1] ?? "", rows }),
    ),
  );
  await write(
    accountWarnings,
    counted(
      (p) => p.warnings,
      (reason, rows) => ({ reason, rows }),
    ),
  );
  await write(
    accountConversions,
    counted(
      (p) => p.conversions,
      (key, converted) => ({ conversion: key.split(":")[0]!, field: key.split(":")[1]!, converted }),
    ),
  );
  await write(
    accountChanges,
    counted(
      (p) => p.compared?.areas ?? {},
      (field, areas) => ({ field, areas }),
    ),
  );
  await write(
    accountNotes,
    taken.flatMap(({ dataset, accounts }) =>
      accounts.flatMap(({ parts, notes }) =>
        Object.entries(notes).map(([note, noted]) => ({
          dataset: dataset.contract.dataset,
          period: Object.keys(parts).at(-1)!,
          note,
          noted,
        })),
      ),
    ),
  );
}

/** One line per file and period, the file's dropped columns on its last; and one per period that nobody sent. */
function accountLines(contract: Contract, accounts: Account[]): RowOf<typeof accountsContract>[] {
  const lines = accounts.flatMap((a) => {
    const parts = Object.entries(a.parts);
    return parts.map(([period, { accepted, quarantined }], i) => ({
      ...timing(contract, period, a.arrived),
      file: a.file,
      received: accepted + quarantined,
      accepted,
      quarantined,
      dropped: i === parts.length - 1 ? a.dropped : 0,
    }));
  });
  const sent = lines
    .map((l) => l.period)
    .filter(Boolean)
    .sort();
  if (contract.frequency === "none" || sent.length === 0) return lines;
  const missing = between(sent[0]!, sent.at(-1)!).filter((p) => !sent.includes(p));
  const nothing = { file: null, received: null, accepted: null, quarantined: null, dropped: null };
  return [...lines, ...missing.map((period) => ({ ...timing(contract, period, null), ...nothing }))].sort(
    (a, b) => (a.period < b.period ? -1 : 1),
  );
}

function timing(contract: Contract, period: string, arrived: string | null) {
  const due = period && contract.dueDays !== undefined ? dueDate(period, contract.dueDays) : null;
  return { dataset: contract.dataset, period, due, arrived, days_late: daysLate(due, arrived) };
}

/** Days between due date and arrival, 0 when in time, null where either is not known. */
const daysLate = (due: string | null, arrived: string | null): number | null =>
  due && arrived ? Math.max(0, (Date.parse(arrived) - Date.parse(due)) / 86_400_000) : null;

async function writeLines<C extends Contract>(
  { db, scratch }: IntakeContext,
  lake: string,
  contract: C,
  lines: RowOf<C>[],
) {
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
