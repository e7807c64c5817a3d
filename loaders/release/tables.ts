import { DOUBLE, type DuckDBConnection, DuckDBDataChunk, INTEGER, VARCHAR } from "@duckdb/node-api";
import { identifier, literal, rows } from "../db.ts";
import { UserError } from "../errors.ts";
import type { BuiltMart } from "../marts/run.ts";
import { type Exact, judgeCells, loadExact, type MeasureCells, missingSql } from "./cells.ts";
import { readContributions } from "./changes.ts";
import { type Decisions, decide, fate } from "./disclose.ts";
import { withHistory } from "./history.ts";
import { type Linked, linkCells } from "./linked.ts";
import type { Cells } from "./manifest.ts";
import type { Policy } from "./policy.ts";
import type { Source } from "./vintages.ts";

export interface ProtectedTable {
  exact: Exact;
  cells: Cells;
}

/**
 * Decides what of a collection's marts may be published. Leaves in the connection each mart's numbered rows
 * and table `withheld` (mart, measure, row, why, width). Needs schemas `lake` and `ref` of the collection.
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
  await db.run(
    `create or replace temp table area_levels as select code, coalesce(parent, '') as parent, level from lake.areas`,
  );
  const exacts: Exact[] = [];
  for (const mart of marts) exacts.push(await readContributions(db, await loadExact(db, mart)));
  const measures: MeasureCells[] = [];
  for (const exact of exacts)
    for (const measure of exact.measures) measures.push(await judgeCells(db, exact, measure, policy));
  const linked = await withHistory(db, await linkCells(db, measures, exacts), policy, vintages, log);
  const decisions = await decideAll(db, linked, policy);
  refuseUnprotected(linked, decisions);
  for (const line of toldLines(linked, decisions)) log(line);
  if (measures.length > 0)
    log(
      `${decisions.fate.reduce((n, f) => n + Number(f >= fate.withheld_size), 0)} of ${linked.periods.reduce((n, p) => n + p.cells.length, 0)} values withheld`,
    );
  await writeWithheld(db, linked, decisions);
  const tables: ProtectedTable[] = [];
  for (const exact of exacts) tables.push({ exact, cells: await countCells(db, exact) });
  return tables;
}

/**
 * Decides until nothing of an earlier period gives a later one away: what does is withheld too, and all is decided
 * anew, since the periods after it may then show more.
 */
async function decideAll(db: DuckDBConnection, linked: Linked, policy: Policy): Promise<Decisions> {
  const also = new Set<number>();
  for (;;) {
    const decisions = await decide(db, linked, policy, new Set(), also);
    const more = decisions.givers.filter((cell) => !also.has(cell));
    if (decisions.unprotectable.length === 0 || more.length === 0) return decisions;
    for (const cell of more) also.add(cell);
  }
}

const placeOf = ({ measures, offset }: Linked, cell: number) => {
  let m = 0;
  while (cell >= offset[m + 1]!) m++;
  return { of: measures[m]!, row: cell - offset[m]! };
};

/** What older vintages give away although it is small now: nothing can be done about it but say so. */
function toldLines({ measures, offset, past }: Linked, { told }: Decisions): string[] {
  const own = offset.at(-1)!;
  const counts = new Map<string, number>();
  for (const cell of told) {
    const m =
      cell < own ? offset.findIndex((_, i) => cell < offset[i + 1]!) : past!.older[cell - own]!.measure;
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
    `create or replace temp table withheld (mart varchar, measure varchar, "row" integer, why integer, width double)`,
  );
  const appender = await db.createAppender("withheld");
  const types = [VARCHAR, VARCHAR, INTEGER, INTEGER, DOUBLE];
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
        some.map((row) => width[row]!),
      ]);
      appender.appendDataChunk(chunk);
    }
  }
  appender.closeSync();
}

/**
 * SQL of the sealed list of one table: how far apart the bounds of each value that a rule withheld must stay.
 * A key is the values of the dimensions in their declared order.
 */
export function sealedSql(collection: string, { declaration, name }: Exact): string {
  const key = declaration.dimensions.map((d) => `coalesce(cast(e.${identifier(d.name)} as varchar), '')`);
  return `
select ${literal(collection)} as collection, w.mart as "table", w.measure, concat_ws('|', ${key.join(", ")}) as key, w.width
from withheld w join ${name} e on e."row" = w."row"
where w.mart = ${literal(declaration.mart)} and w.why = ${fate.withheld_size} and w.width > 0`;
}

async function countCells(db: DuckDBConnection, { declaration, name, rows: n }: Exact): Promise<Cells> {
  const cells: Cells = { published: 0, withheld_size: 0, withheld_others: 0, not_reported: 0 };
  for (const m of declaration.measures) {
    const [found] = await rows<Record<"size" | "others" | "missing" | "outside", string>>(
      db,
      `
select
  count(*) filter (where w.why = ${fate.withheld_size}) as size,
  count(*) filter (where w.why = ${fate.withheld_others}) as others,
  count(*) filter (where w.why is null and ${missingSql(m)} = 'not_reported') as missing,
  count(*) filter (where w.why is null and ${missingSql(m)} = 'not_applicable') as outside
from ${name} e
left join withheld w on w.mart = ${literal(declaration.mart)} and w.measure = ${literal(m.name)} and w."row" = e."row"`,
    );
    cells.withheld_size += Number(found!.size);
    cells.withheld_others += Number(found!.others);
    cells.not_reported += Number(found!.missing);
    cells.published +=
      n - Number(found!.size) - Number(found!.others) - Number(found!.missing) - Number(found!.outside);
  }
  return cells;
}
