import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Contract } from "../contracts/contract.ts";
import { identifier, literal, pathLiteral, rows } from "../db.ts";
import { type Account, type IntakeContext, type Part, placesOf } from "./intake.ts";
import type { Dataset } from "./snapshots.ts";

/** The rows of one period of a dataset. */
interface Shown {
  period: string;
  part: Part;
  /** FROM item of its accepted rows. */
  from: string;
  /** Changes when they may have changed. */
  version: string;
}

/**
 * Lays every period of a dataset beside the one before it, and finds rows that repeat another period's. Leaves
 * what it finds in the accounts; what was compared before and has not changed is not compared again.
 */
export async function compareAll(
  { db }: Pick<IntakeContext, "db">,
  { contract, snapshots }: Dataset,
  accounts: Account[],
  lake: string,
): Promise<void> {
  if (!contract.compare) return;
  const shown = accounts.flatMap(({ parts, sha256, rules }, i): Shown[] =>
    Object.entries(parts)
      .filter(([, { accepted }]) => accepted > 0)
      .map(([period, part]) => ({
        period,
        part,
        from: `(from read_parquet(${pathLiteral(placesOf(snapshots[i]!, lake, join(lake, "none")).lake)}) where period = ${literal(period)})`,
        version: `${period} ${sha256} ${rules}`,
      })),
  );
  shown.sort((a, b) => (a.period < b.period ? -1 : 1));
  for (const [i, { part, from }] of shown.entries()) {
    const before = shown[i - 1];
    if (part.compared?.to === (before?.version ?? "")) continue;
    part.compared = {
      to: before?.version ?? "",
      areas: before ? await largeChanges(db, contract, from, before.from) : {},
    };
  }
  for (const { part } of shown) delete part.warnings.repeated_period;
  for (const [i, { part, from }] of shown.entries()) {
    for (const other of shown.slice(0, i).filter((o) => o.part.accepted === part.accepted)) {
      part.content ??= await contentHash(db, contract, from);
      other.part.content ??= await contentHash(db, contract, other.from);
      if (part.content === other.part.content) part.warnings.repeated_period = part.accepted;
    }
  }
}

/**
 * In how many areas the rows, or a total that the contract names, moved by more than it expects. An area is the
 * one above the smallest: a village is too small to be steady.
 * @param now FROM item of typed rows; so is `before`
 */
export async function largeChanges(
  db: DuckDBConnection,
  { columns, compare }: Contract,
  now: string,
  before: string,
): Promise<Record<string, number>> {
  if (!compare) return {};
  const totals = compare.totals.map((name, i) => `, sum(${identifier(name)}) as t${i}`).join("");
  const summed = (from: string) =>
    columns.area
      ? `select coalesce(upper_area, area) as unit, count(*) as "rows"${totals} from ${from} left join uppers on area_code = area group by 1`
      : `select '' as unit, count(*) as "rows"${totals} from ${from}`;
  const moved = (name: string) =>
    `count(*) filter (abs(coalesce(now.${name}, 0) - before.${name}) > ${compare.within} * abs(before.${name}))`;
  const [found] = await rows<Record<string, string>>(
    db,
    `with uppers as (
       select code as area_code, case when code in (select parent from known_area) then code else parent end as upper_area
       from known_area
     ), now as (${summed(now)}), before as (${summed(before)})
     select ${moved('"rows"')} as "rows"${compare.totals.map((_, i) => `, ${moved(`t${i}`)} as t${i}`).join("")}
     from before left join now using (unit) where before."rows" >= ${compare.atLeast}`,
  );
  const counts = [["rows", found!.rows], ...compare.totals.map((name, i) => [name, found![`t${i}`]])];
  return Object.fromEntries(counts.filter(([, n]) => n !== "0").map(([name, n]) => [name, Number(n)]));
}

/** A hash of rows in any order, without their period. */
async function contentHash(db: DuckDBConnection, { columns }: Contract, from: string): Promise<string> {
  const values = Object.keys(columns).filter((name) => name !== "period");
  const [found] = await rows<{ hash: string }>(
    db,
    `select sum(hash(${values.map(identifier).join(", ")}))::varchar as hash from ${from}`,
  );
  return found!.hash;
}
