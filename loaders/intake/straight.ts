import { rename, rm } from "node:fs/promises";
import type { Contract } from "../contracts/contract.ts";
import { identifier, literal, pathLiteral, rows } from "../db.ts";
import { misnamed } from "./formats/read.ts";
import { isMisfit, openStraight, type Straight } from "./formats/text.ts";
import { knownHeader, mapHeaders } from "./headers.ts";
import { type Conversion, copyAtomic, type IntakeContext, type Judged } from "./intake.ts";
import { canBePlain, numberColumns, plainConversions, plainSql } from "./plain.ts";
import type { Snapshot } from "./snapshots.ts";
import { duplicateSql, keyOf, typedSql } from "./typing.ts";

/** Rows tried first: where most of them are not written plainly, the whole file goes the careful way. */
const tried = 10_000;

/**
 * Takes in a plain text file in one pass: rows that are written plainly and break no rule stream from the
 * file into the lake, in its order. Only the others are judged with care, and only where two rows share a key
 * is the lake's file written again. Leaves table `judged` as `judge` does, of those others alone.
 * @returns undefined where the file has to be read and judged as a whole; then nothing is left
 */
export async function takeStraight(
  snapshot: Snapshot,
  lake: string,
  context: IntakeContext,
): Promise<Judged | undefined> {
  const { contract, path, period, periods } = snapshot;
  const { db, codes } = context;
  if (!canBePlain(contract)) return undefined;
  const file = await openStraight(path, knownHeader(contract));
  if (!file) return undefined;
  const mapping = mapHeaders(contract, file.headers, path, period ? ["period"] : [], file.above);
  const conversions = plainConversions(contract, mapping);
  const every = conversions.map(([column]) => column);
  const head = `(from ${file.scan} limit ${tried})`;
  const part = `${lake}.plain.part`;
  try {
    const first = await look(
      context,
      plainSql(contract, mapping, { period, periods, codes, scan: head, worded: every }),
      conversions,
    );
    if (!first.mostlyPlain) return undefined;
    const { worded } = first;
    const sql = (scan: string) => plainSql(contract, mapping, { period, periods, codes, scan, worded });
    const columns = columnsOf(contract);
    const numbers = file.numberScan(numberColumns(contract, mapping).map(({ index }) => `c${index}`));
    const plain = await streaming(context, () =>
      copyAtomic(db, `select ${columns} from (${sql(numbers)}) where plain`, part),
    );
    await setAside(context, file, sql(file.scan), plain);
    const [aside] = await rows<{ n: string; filled: string }>(
      db,
      `select count(*) as n, count(*) filter (${filled(file)}) as filled from raw_texts`,
    );
    if (plain + Number(aside!.n) !== file.lines) return undefined;
    await db.run(`create or replace temp table typed as ${typedSql(contract, mapping, period, periods)}`);
    if (await oneKeyEach(context, contract, part)) {
      await db.run("create or replace temp table judged as from typed");
      await rename(part, lake);
    } else if (worded.length > 0) {
      return undefined;
    } else {
      await judgeKeys(context, contract, file, part);
      await copyAtomic(
        db,
        `select ${columns} from (
           select "row", ${columns} from placed where key_hash not in (from doubled)
           union all select "row", ${columns} from judged where len(reasons) = 0) order by "row"`,
        lake,
      );
    }
    const { headerRow, encoding } = file;
    const received = plain + Number(aside!.filled);
    const spoken = conversions.filter(([column]) => worded.includes(column));
    const converted = await streaming(context, () => countConversions(context, sql(file.scan), spoken));
    const notes = misnamed(path, "csv");
    const raw = { format: "csv" as const, encoding, headerRow, rows: received, broken: [], notes };
    return { raw, mapping, converted };
  } catch (error) {
    if (isMisfit(error)) return undefined;
    throw error;
  } finally {
    await rm(part, { force: true });
    await db.run("drop view if exists placed; drop table if exists doubled; drop table if exists typed");
  }
}

const columnsOf = (contract: Contract) => Object.keys(contract.columns).map(identifier).join(", ");
const texts = (file: Straight) => file.headers.map((_, i) => `c${i}`).join(", ");
const filled = (file: Straight) => `coalesce(${texts(file)}) is not null`;

/** Runs a statement so that rows keep the file's order and no value is worked out twice. */
async function streaming<T>({ db }: IntakeContext, work: () => Promise<T>): Promise<T> {
  const [before] = await rows<{ now: string }>(db, "select current_setting('disabled_optimizers') as now");
  await db.run("set disabled_optimizers = 'common_subexpressions,filter_pushdown,in_clause'");
  try {
    return await work();
  } finally {
    await db.run(`set disabled_optimizers = ${literal(before!.now)}`);
  }
}

/** What the first rows tell: whether most are plain, and in which columns plain values are in words. */
async function look(context: IntakeContext, sql: string, conversions: [string, string][]) {
  const words = conversions.map(([, kind], i) => `, count(${kind}) filter (plain) as w${i}`).join("");
  const [found] = await streaming(context, () =>
    rows<Record<string, string | boolean | null>>(
      context.db,
      `select avg(plain::int) >= 0.5 as most${words} from (${sql})`,
    ),
  );
  return {
    mostlyPlain: found!.most === true,
    worded: conversions.map(([column]) => column).filter((_, i) => found![`w${i}`] !== "0"),
  };
}

/** Counts what was converted in plain rows, by period: a second look at the file, only where there is any. */
async function countConversions({ db }: IntakeContext, sql: string, conversions: [string, string][]) {
  if (conversions.length === 0) return [];
  const kinds = conversions.map(([column, kind]) => `(${kind}) || ${literal(`:${column}`)}`);
  return rows<Conversion>(
    db,
    `select period, conversion, count(*) as n from (
       select period, unnest([${kinds.join(", ")}]) as conversion from (${sql}) where plain
     ) where conversion is not null group by period, conversion`,
  );
}

/** Leaves the rows that are not plain as texts with their row numbers, in `raw_texts` and `raw`. */
async function setAside(context: IntakeContext, file: Straight, sql: string, plain: number): Promise<void> {
  const { db } = context;
  const numbered = sql.replace(file.scan, `(select row_number() over () as nth, * from ${file.scan})`);
  await db.run("drop view if exists raw; drop table if exists raw_texts");
  await streaming(context, () =>
    db.run(
      `create table raw_texts as select nth + ${file.headerRow} as "row", ${texts(file)} from (${numbered})
       where ${plain === file.lines ? "false" : "not plain"}`,
    ),
  );
  await db.run(`create view raw as from raw_texts where ${filled(file)}`);
}

const hashOf = (contract: Contract) => `hash(${keyOf(contract).map(identifier).join(", ")})`;

/** Whether no key stands twice and every row set aside is bad. Leaves `doubled`, the hashes of keys that do. */
async function oneKeyEach({ db }: IntakeContext, contract: Contract, part: string): Promise<boolean> {
  const key = hashOf(contract);
  await db.run(`create or replace temp table doubled as
    select h from (select ${key} as h from read_parquet(${pathLiteral(part)})
      union all select ${key} from typed where len(reasons) = 0) group by h having count(*) > 1`);
  const [found] = await rows<{ one: boolean }>(
    db,
    "select not exists (from doubled) and not exists (from typed where len(reasons) = 0) as one",
  );
  return found!.one;
}

/**
 * Judges keys among the rows set aside and the plain rows of doubled keys. Leaves `judged`, and `placed`, the
 * plain rows with their row numbers: the k-th plain row stands k rows below the header, and further by the
 * rows set aside before it.
 */
async function judgeKeys({ db }: IntakeContext, contract: Contract, file: Straight, part: string) {
  const columns = columnsOf(contract);
  await db.run(`create or replace temp table gaps as
    select plain_before, max(gone) as gone from (
      select "row" - ${file.headerRow} - row_number() over (order by "row") as plain_before,
        row_number() over (order by "row") as gone from raw_texts
      union all select 0, 0) group by plain_before`);
  await db.run(`create or replace temp view placed as
    select p.file_row_number + 1 + ${file.headerRow} + g.gone as "row", ${hashOf(contract)} as key_hash, ${columns}
    from read_parquet(${pathLiteral(part)}, file_row_number = true) p
    asof join gaps g on p.file_row_number >= g.plain_before`);
  await db.run(`create or replace temp table judged as
with typed_all as (
  select ${columns}, "row", reasons, converted from typed union all
  select ${columns}, "row", []::varchar[] as reasons, []::varchar[] as converted from placed where key_hash in (from doubled)
), final as (${duplicateSql(contract, "typed_all")})
select * from final`);
}
