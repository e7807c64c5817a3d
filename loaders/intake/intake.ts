import { mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Contract } from "../contracts/contract.ts";
import { identifier, literal, pathLiteral, rows } from "../db.ts";
import { UserError } from "../errors.ts";
import type { CodeLists } from "../release/manifest.ts";
import { type RawSnapshot, readSnapshot } from "./formats/read.ts";
import { cellSql } from "./formats/values.ts";
import { knownHeader, type Mapping, mapHeaders } from "./headers.ts";
import { holdsIdentifyingSql } from "./identity.ts";
import { type Snapshot, stem } from "./snapshots.ts";
import { takeStraight } from "./straight.ts";
import { duplicateSql, typedSql } from "./typing.ts";

/** What became of the rows of one period of a snapshot. */
export interface Part {
  accepted: number;
  quarantined: number;
  /** Quarantined rows by the first rule each broke, `rule:column` or a check's id. */
  reasons: Record<string, number>;
  /** Accepted rows that broke a check which only warns. */
  warnings: Record<string, number>;
  /** Values of accepted rows that had to be converted, by `conversion:column`. */
  conversions: Record<string, number>;
  /** Hash of the accepted rows without their period, where another period has as many. */
  content?: string;
  /** How it differs from the period before: areas beyond the contract's band, by column or `rows`. */
  compared?: { to: string; areas: Record<string, number> };
}

/** What became of one snapshot: received = accepted + quarantined, always. */
export interface Account {
  file: string;
  sha256: string;
  /** Hash of everything else that decides the result: contract, code lists, areas, intake itself. */
  rules: string;
  /**
   * By period, sorted; the period of a list outside time is empty. A row whose period cannot be read stands
   * under the one that the file's name states, or else under the file's last.
   */
  parts: Record<string, Part>;
  format: string;
  encoding: string | null;
  received: number;
  accepted: number;
  quarantined: number;
  /** What the reader noted of the file, by code: hidden rows, sheets not read and the like. */
  notes: Record<string, number>;
  /** Columns that the contract does not name; neither their values nor their headers were stored. */
  dropped: number;
  /** ISO date of arrival, where the origin says so. */
  arrived: string | null;
}

export interface IntakeContext {
  db: DuckDBConnection;
  scratch: string;
  log: (line: string) => void;
  codes: CodeLists;
}

/** What a file turned out to be, and which contract column each of its headers is. */
export interface Judged {
  raw: Pick<RawSnapshot, "format" | "encoding" | "headerRow" | "rows" | "broken" | "notes">;
  mapping: Mapping;
  /** What was converted in rows that are not in table `judged`. */
  converted: Conversion[];
}

/** How many values of a column and period were converted, as `conversion:column`. */
export interface Conversion {
  period: string;
  conversion: string;
  n: string;
}

/** Where the accepted and the quarantined rows of a snapshot go. */
export interface Places {
  lake: string;
  quarantine: string;
}

/**
 * Judges one snapshot: leaves table `judged` (the contract's columns, `row`, `reasons`, `converted`) and the reader's
 * findings. Needs `known_area`, the code maps and the hash key on the connection. Stores nothing.
 * @throws UserError naming the file, the row and the column where the snapshot cannot be taken in at all
 */
export async function judge(
  snapshot: Snapshot,
  { db, scratch, log }: Omit<IntakeContext, "codes">,
): Promise<Judged> {
  const { contract, path, period, periods } = snapshot;
  const optional = period ? ["period"] : [];
  const raw = await readSnapshot(path, db, {
    table: "raw",
    knownHeaders: knownHeader(contract),
    scratch,
    log,
  });
  if (raw.rows + raw.broken.length === 0) {
    throw new UserError(
      `${path}: no rows below the header in row ${raw.headerRow}. An empty snapshot is refused; send the file again, or leave it out.`,
    );
  }
  const mapping = mapHeaders(contract, raw.headers, path, optional, raw.above);
  await refuseIdentities(db, contract, mapping, path);
  await db.run(`create or replace temp table judged as
with typed as (${typedSql(contract, mapping, period, periods)}),
final as (${duplicateSql(contract)})
select * from final`);
  for (const check of contract.checks ?? []) {
    if (check.severity !== "reject_snapshot") continue;
    const [bad] = await rows<{ row: string }>(
      db,
      `select "row" from judged where len(reasons) = 0 and not (${check.sql}) order by "row" limit 1`,
    );
    if (bad)
      throw new UserError(
        `${path}, row ${bad.row}: ${check.label.en}. The contract ${contract.dataset} refuses such a snapshot.`,
      );
  }
  return { raw, mapping, converted: [] };
}

/** Free text is published as it stands, so a text column may not hold anything that looks identifying. */
async function refuseIdentities(db: DuckDBConnection, contract: Contract, mapping: Mapping, path: string) {
  for (const { column, index, header } of mapping.mapped) {
    if (contract.columns[column]!.type !== "text") continue;
    const [bad] = await rows<{ row: string }>(
      db,
      `select "row" from raw where ${holdsIdentifyingSql(cellSql(`c${index}`))} order by "row" limit 1`,
    );
    if (bad) {
      throw new UserError(
        `${path}, row ${bad.row}, column \`${header}\`: the text looks like or holds an identity, phone or bank-card number. Remove it and send the file again.`,
      );
    }
  }
}

/** Takes one snapshot into the lake. Both files appear whole or not at all. */
export async function takeIn(
  snapshot: Snapshot,
  places: Places,
  context: IntakeContext,
): Promise<Omit<Account, "sha256" | "rules">> {
  const { db } = context;
  const { raw, mapping, converted } =
    (await takeStraight(snapshot, places.lake, context)) ??
    (await takeWithCare(snapshot, places.lake, context));
  await db.run('create or replace temp table broken ("row" bigint, reason varchar)');
  for (const b of raw.broken)
    await db.run(`insert into broken values (${Number(b.row)}, ${literal(`broken_row: ${b.problem}`)})`);
  const period = periodOf(snapshot);
  await copyAtomic(
    db,
    `select ${literal(snapshot.file)} as file, "row", period, reason from (
       select "row", ${period} as period, reasons[1] as reason from judged where len(reasons) > 0
       union all select "row", null as period, split_part(reason, ':', 1) from broken
     ) order by "row"`,
    places.quarantine,
  );
  const parts = await account(snapshot, places, converted, db);
  const total = (part: "accepted" | "quarantined") =>
    Object.values(parts).reduce((sum, p) => sum + p[part], 0);
  const [accepted, quarantined] = [total("accepted"), total("quarantined")];
  const received = raw.rows + raw.broken.length;
  if (received !== accepted + quarantined) {
    throw new Error(
      `${snapshot.path}: ${received} rows received, ${accepted} accepted and ${quarantined} quarantined do not add up`,
    );
  }
  return {
    file: snapshot.file,
    parts,
    format: raw.format,
    encoding: raw.encoding ?? null,
    received,
    accepted,
    quarantined,
    notes: Object.fromEntries(raw.notes.map(({ code, count }) => [code, count])),
    dropped: mapping.dropped.length,
    arrived: snapshot.received ?? null,
  };
}

/** SQL of the period that a row is accounted under: a list stands outside time, whatever its rows speak of. */
const periodOf = ({ contract, period }: Snapshot): string =>
  contract.frequency === "none" ? "''" : period ? literal(period) : "period";

/** The account of a snapshot's two files, and of `judged`, by period. */
async function account(
  snapshot: Snapshot,
  { lake, quarantine }: Places,
  converted: Conversion[],
  db: DuckDBConnection,
): Promise<Record<string, Part>> {
  const period = periodOf(snapshot);
  const checks = (snapshot.contract.checks ?? []).filter((c) => c.severity === "warn");
  const counts = checks.map((c, i) => `, count(*) filter (not (${c.sql})) as w${i}`).join("");
  const accepted = await rows<{ period: string; n: string } & Record<string, string>>(
    db,
    `select ${period} as period, count(*) as n${counts} from read_parquet(${pathLiteral(lake)}) group by 1 order by 1`,
  );
  const last = snapshot.period ?? accepted.at(-1)?.period ?? "";
  const held = await rows<{ period: string; reason: string; n: string }>(
    db,
    `select coalesce(period, ${literal(last)}) as period, reason, count(*) as n
     from read_parquet(${pathLiteral(quarantine)}) group by all order by all`,
  );
  const careful = await rows<Conversion>(
    db,
    `select period, conversion, count(*) as n from (
       select ${period} as period, unnest(converted) as conversion from judged where len(reasons) = 0
     ) group by all order by all`,
  );
  const parts: Record<string, Part> = {};
  for (const p of [...new Set([...accepted, ...held].map((r) => r.period))].sort()) {
    parts[p] = { accepted: 0, quarantined: 0, reasons: {}, warnings: {}, conversions: {} };
  }
  for (const row of accepted) {
    const part = parts[row.period]!;
    part.accepted = Number(row.n);
    checks.forEach(({ id }, i) => {
      if (row[`w${i}`] !== "0") part.warnings[id] = Number(row[`w${i}`]);
    });
  }
  for (const { period, reason, n } of held) {
    parts[period]!.quarantined += Number(n);
    parts[period]!.reasons[reason] = Number(n);
  }
  for (const { period, conversion, n } of [...careful, ...converted]) {
    const { conversions } = parts[period]!;
    conversions[conversion] = (conversions[conversion] ?? 0) + Number(n);
  }
  for (const part of Object.values(parts)) part.conversions = sorted(part.conversions);
  return parts;
}

const sorted = (counts: Record<string, number>) =>
  Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));

async function takeWithCare(snapshot: Snapshot, lake: string, context: IntakeContext): Promise<Judged> {
  const judged = await judge(snapshot, context);
  const columns = Object.keys(snapshot.contract.columns).map(identifier).join(", ");
  await copyAtomic(context.db, `select ${columns} from judged where len(reasons) = 0 order by "row"`, lake);
  return judged;
}

/** Writes a query's rows as Parquet, in one rename; returns how many. */
export async function copyAtomic(db: DuckDBConnection, query: string, path: string): Promise<number> {
  await mkdir(dirname(path), { recursive: true });
  const part = `${path}.part`;
  try {
    const [copied] = await rows<{ Count: string }>(
      db,
      `copy (${query}) to ${pathLiteral(part)} (format parquet, compression zstd)`,
    );
    await rename(part, path);
    return Number(copied!.Count);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** The lake and quarantine files of a snapshot: one of each, named by its period or else by its file. */
export const placesOf = (snapshot: Snapshot, lake: string, quarantine: string): Places => {
  const name = `${snapshot.period ?? stem(snapshot.file)}.parquet`;
  return {
    lake: join(lake, snapshot.contract.dataset, name),
    quarantine: join(quarantine, snapshot.contract.dataset, name),
  };
};
