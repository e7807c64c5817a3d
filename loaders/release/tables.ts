import { DOUBLE, type DuckDBConnection, DuckDBDataChunk, INTEGER, VARCHAR } from "@duckdb/node-api";
import { identifier, literal, rows } from "../db.ts";
import { UserError } from "../errors.ts";
import type { BuiltMart } from "../marts/run.ts";
import { columns, type Exact, judgeCells, loadExact, type MeasureCells, missingSql } from "./cells.ts";
import { readContributions } from "./contributions.ts";
import { type Decisions, decide, type Progress, Solved } from "./disclose.ts";
import { measureAt } from "./earlier.ts";
import { fate, whyColumn, withWhy } from "./fate.ts";
import { withHistory } from "./history.ts";
import { type Linked, linkCells } from "./linked.ts";
import type { Cells } from "./manifest.ts";
import type { Policy } from "./policy.ts";
import { restsOf } from "./rests.ts";
import type { Source } from "./vintages.ts";

export interface ProtectedTable {
  exact: Exact;
  cells: Cells;
}

/**
 * Decides what of a collection's marts may be published, without an audit. Leaves in the connection what `prepare` and
 * `Protection.decide` do.
 * @param vintages where what older releases told can be read
 * @throws UserError if a declared sum does not hold or a cell cannot be protected
 */
export async function protectMarts(
  db: DuckDBConnection,
  marts: BuiltMart[],
  policy: Policy,
  log: (line: string) => void,
  vintages: Source[] = [],
): Promise<ProtectedTable[]> {
  return (await prepare(db, marts, policy, log, vintages)).decide(new Set());
}

/**
 * Reads a collection's marts and ties their cells together. Leaves in the connection each mart's numbered rows. Needs
 * schemas `lake` and `ref` of the collection.
 * @throws UserError if a declared sum does not hold
 */
export async function prepare(
  db: DuckDBConnection,
  marts: BuiltMart[],
  policy: Policy,
  log: (line: string) => void,
  vintages: Source[] = [],
): Promise<Protection> {
  await db.run(
    `create or replace temp table area_levels as select code, coalesce(parent, '') as parent, level from lake.areas`,
  );
  const exacts: Exact[] = [];
  for (const mart of marts) {
    const exact = await loadExact(db, mart, undefined, policy.zeros);
    exacts.push(await readContributions(db, exact, policy));
  }
  const measures: MeasureCells[] = [];
  for (const exact of exacts)
    for (const measure of exact.measures) measures.push(await judgeCells(db, exact, measure, policy));
  const linked: Linked = { ...(await linkCells(db, measures, exacts)), rests: await restsOf(db, measures) };
  return new Protection(db, exacts, await withHistory(db, linked, policy, vintages, log), policy, log);
}

/** A collection under protection: decided once, and again with more withheld where an audit was not content. */
export class Protection {
  private readonly progress: Progress = { also: new Set(), solved: new Solved() };

  constructor(
    private readonly db: DuckDBConnection,
    private readonly exacts: Exact[],
    private readonly linked: Linked,
    private readonly policy: Policy,
    private readonly log: (line: string) => void,
  ) {}

  /**
   * Leaves table `withheld` (mart, measure, row, why, width, before: the time that too few changed it since, or -1).
   * @param narrow cells that an audit of the last round found too narrow
   * @throws UserError if a cell cannot be protected
   */
  async decide(narrow: Set<number>): Promise<ProtectedTable[]> {
    const { db, linked, log } = this;
    const decisions = await this.settle(narrow);
    refuseUnprotected(linked, decisions);
    for (const line of toldLines(linked, decisions)) log(line);
    const withheld = decisions.fate.reduce((n, f) => n + Number(f >= fate.withheld_size), 0);
    if (linked.measures.length > 0)
      log(`${withheld} of ${linked.periods.reduce((n, p) => n + p.cells.length, 0)} values withheld`);
    await writeWithheld(db, linked, decisions);
    const tables: ProtectedTable[] = [];
    for (const exact of this.exacts) tables.push({ exact, cells: await countCells(db, exact) });
    return tables;
  }

  /**
   * Decides until nothing of an earlier period gives a later one away: what does is withheld too, and all is decided
   * anew, since the periods after it may then show more.
   */
  private async settle(narrow: Set<number>): Promise<Decisions> {
    const asked = new Set(narrow);
    for (;;) {
      const decisions = await decide(this.linked, this.policy, asked, this.progress);
      if (decisions.givers.length === 0) return decisions;
      for (const cell of decisions.givers) this.progress.also.add(cell);
    }
  }

  /** Numbers of cells named by table, measure and key, as the sealed list names them. */
  async cellsOf(named: { table: string; measure: string; key: string }[]): Promise<Set<number>> {
    const { measures, offset } = this.linked;
    const found = new Set<number>();
    for (const [m, { exact, measure }] of measures.entries()) {
      const { declaration, name } = exact;
      const keys = named
        .filter((n) => n.table === declaration.mart && n.measure === measure.name)
        .map((n) => n.key.replace(/[^|>]*>/, ""));
      if (keys.length === 0) continue;
      const [row] = await columns(
        this.db,
        `select e."row" from ${name} e where ${keySql(exact)} in (${keys.map(literal).join(", ")})`,
      );
      for (const r of row!) found.add(offset[m]! + r);
    }
    return found;
  }
}

const placeOf = ({ measures, offset }: Linked, cell: number) => {
  const m = measureAt(offset, cell);
  return { of: measures[m]!, row: cell - offset[m]! };
};

/** What older vintages give away although it is small now: nothing can be done about it but say so. */
function toldLines({ measures, offset, past }: Linked, { told }: Decisions): string[] {
  const own = offset.at(-1)!;
  const counts = new Map<string, number>();
  for (const cell of told) {
    const m = cell < own ? measureAt(offset, cell) : past!.older[cell - own]!.measure;
    const name = `${measures[m]!.exact.declaration.mart}.${measures[m]!.measure.name}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(
    ([name, n]) =>
      `Warning: ${n} small values of ${name} can be read from releases that were published before. That cannot be undone; if none of those ever left the office, \`npm run foothold -- releases\` shows how to say so.`,
  );
}

function refuseUnprotected(linked: Linked, { unprotectable }: Decisions): void {
  if (unprotectable.length === 0) return;
  const names = new Set(
    unprotectable.map((cell) => {
      const { of, row } = placeOf(linked, cell);
      const { declaration, periods, time } = of.exact;
      return `${declaration.mart}.${of.measure.name} in ${periods[time[row]!] || "the table"}`;
    }),
  );
  throw new UserError(
    `Disclosure control cannot hide a small value of ${[...names].slice(0, 5).join("; ")}${names.size > 5 ? " and others" : ""}: values that are always published give it away. Take \`open\` from a measure of the table in disclosure.yml, or leave out a code of the mart.`,
  );
}

async function writeWithheld(
  db: DuckDBConnection,
  { measures, offset }: Linked,
  decisions: Decisions,
): Promise<void> {
  await db.run(
    `create or replace temp table withheld (mart varchar, measure varchar, "row" integer, why integer, width double, before integer)`,
  );
  const appender = await db.createAppender("withheld");
  // What older releases give away cannot be asked to be hidden.
  const told = new Set(decisions.told);
  const types = [VARCHAR, VARCHAR, INTEGER, INTEGER, DOUBLE, INTEGER];
  for (const [m, { exact, measure, width }] of measures.entries()) {
    const found: number[] = [];
    for (let row = 0; row < exact.rows; row++)
      if (decisions.fate[offset[m]! + row]! >= fate.withheld_size) found.push(row);
    for (let from = 0; from < found.length; from += 2048) {
      const some = found.slice(from, from + 2048);
      const chunk = DuckDBDataChunk.create(types, some.length);
      chunk.setColumns([
        some.map(() => exact.declaration.mart),
        some.map(() => measure.name),
        some,
        some.map((row) => decisions.fate[offset[m]! + row]!),
        some.map((row) => (told.has(offset[m]! + row) ? 0 : width[row]!)),
        some.map((row) => decisions.since.get(offset[m]! + row) ?? -1),
      ]);
      appender.appendDataChunk(chunk);
    }
  }
  appender.closeSync();
}

/** SQL of a row's key in the sealed list: the values of the dimensions in their declared order. */
const keySql = ({ declaration }: Exact, period = "e.period") => {
  const values = declaration.dimensions.map(
    (d) => `coalesce(cast(${d.name === "period" ? period : `e.${identifier(d.name)}`} as varchar), '')`,
  );
  return `concat_ws('|', ${values.join(", ")})`;
};

/**
 * SQL of the sealed list of one table: how far apart the bounds of each value that a rule withheld must stay. Where too
 * few changed a value since an earlier period, the width is asked of the change, whose key holds `earlier>later`.
 */
export function sealedSql(collection: string, exact: Exact): string {
  const { declaration, name } = exact;
  const change = `coalesce((select any_value(b.period) || '>' from ${name} b where b."time" = w.before), '') || e.period`;
  const timed = declaration.dimensions.some((d) => d.name === "period");
  return `
select ${literal(collection)} as collection, w.mart as "table", w.measure, ${keySql(exact, timed ? change : undefined)} as key, w.width
from withheld w join ${name} e on e."row" = w."row"
where w.mart = ${literal(declaration.mart)} and w.why = ${fate.withheld_size} and w.width > 0`;
}

async function countCells(db: DuckDBConnection, exact: Exact): Promise<Cells> {
  const { measures } = exact.declaration;
  const cells: Cells = {
    published: exact.rows * measures.length,
    withheld_size: 0,
    withheld_others: 0,
    not_reported: 0,
  };
  const counted = measures.flatMap((m) => [
    `count(*) filter (where ${whyColumn(m)} = ${fate.withheld_size})`,
    `count(*) filter (where ${whyColumn(m)} = ${fate.withheld_others})`,
    `count(*) filter (where ${whyColumn(m)} is null and ${missingSql(m)} = 'not_reported')`,
    `count(*) filter (where ${whyColumn(m)} is null and ${missingSql(m)} = 'not_applicable')`,
  ]);
  const [row] = await rows<{ counts: number[] }>(
    db,
    `select [${counted.join(", ")}]::integer[] as counts from ${withWhy(exact)}`,
  );
  for (let i = 0; i < row!.counts.length; i += 4) {
    const [size, others, missing, outside] = row!.counts.slice(i, i + 4) as [number, number, number, number];
    cells.withheld_size += size;
    cells.withheld_others += others;
    cells.not_reported += missing;
    cells.published -= size + others + missing + outside;
  }
  return cells;
}
