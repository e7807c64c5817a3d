import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { identifier, pathLiteral } from "../db.ts";
import { state } from "../disclosure/problem.ts";
import { UserError } from "../errors.ts";
import { exists } from "../files.ts";
import { shift } from "../periods.ts";
import { columns, type Exact, judgeCells, loadExact, type MeasureCells } from "./cells.ts";
import { fate } from "./disclose.ts";
import { type Linked, linkCells, type Period } from "./linked.ts";
import { type Policy, rulesFor } from "./policy.ts";
import { valueSql } from "./protect.ts";
import { fateColumn } from "./record.ts";
import { countRevised, type Pairs, readRevised } from "./revised.ts";
import type { Source } from "./vintages.ts";

/** What older vintages leave of a release's cells, and the cells of theirs that are different now. */
export interface Past {
  /** By cell number: the state that a cell must have, or `undecided`. */
  state: Uint8Array;
  /** Cells after the release's own: older values, and changes of values that no vintage published. */
  older: OlderCell[];
}

export interface OlderCell {
  /** Place of its measure among those of the release. */
  measure: number;
  value: number;
  state: number;
  single: boolean;
  width: number;
  /** A change can be below 0, and so can an older mean. */
  signed: boolean;
}

export const undecided = 255;

/** How a cell of the release stands to the same cell of a vintage. */
const beside = { absent: 0, told: 1, toldOther: 2, hidden: 3, hiddenOther: 4 } as const;

const isChanged = (way: number) => way === beside.toldOther || way === beside.hiddenOther;

/** One vintage against the marts: for each measure, by row, one of `beside`. */
interface Compared {
  source: Source;
  rows: Uint8Array[];
}

/**
 * Protects what vintages have told together with what the release will tell.
 *
 * - A value that a vintage published and that is the same now is known, whatever is decided.
 * - A value that is new is compared with what each vintage published of the same cell: in the same period, the nearest
 *   before and after, and a year before and after. Where fewer contributors than the policy's `changes` make the
 *   difference, it is primary.
 * - Values that changed stand beside the new ones as cells of their own, with the sums that the vintage's values
 *   satisfied, so that the vintage's small values stay hidden; the change of one that it withheld is a cell too.
 *
 * Of a vintage without a record only the first holds; all that it withheld or that changed is primary.
 */
export async function withHistory(
  db: DuckDBConnection,
  linked: Linked,
  policy: Policy,
  sources: Source[],
  log: (line: string) => void,
): Promise<Linked> {
  if (sources.length === 0) return linked;
  const past: Past = { state: new Uint8Array(linked.offset.at(-1)!).fill(undecided), older: [] };
  const compared: Compared[] = [];
  for (const source of sources) compared.push(await compare(db, linked, policy, source));
  for (const { rows } of compared) mark(linked, past, rows, [beside.told], state.known);
  const merged: Linked = { ...linked, past, periods: linked.periods.map((p) => structuredClone(p)) };
  const numbers = new Map<string, number>();
  for (const { source, rows } of compared) {
    const cautious = () =>
      mark(linked, past, rows, [beside.toldOther, beside.hidden, beside.hiddenOther], state.primary);
    if (!source.exact) {
      cautious();
      continue;
    }
    const changed = rows.some((r) => r.some(isChanged));
    const revised = new Map<Exact, boolean>();
    if (changed) {
      for (const [m, { exact }] of linked.measures.entries())
        if (!revised.has(exact) && rows[m]!.some(isChanged))
          revised.set(exact, await readRevised(db, exact, source.folder));
    }
    const few = await tooFewRevised(db, linked, policy, past, rows, revised);
    if (!changed) continue;
    try {
      await addOlder(db, merged, policy, { source, rows }, few, numbers);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      log(
        `vintage ${source.release}: its sums are not those declared now, so all that changed since is withheld`,
      );
      cautious();
    }
  }
  return merged;
}

/** Gives cells that stand in one of these ways to a vintage a state, unless they are known. */
function mark(
  { measures, offset }: Linked,
  past: Past,
  rows: Uint8Array[],
  ways: number[],
  as: number,
): void {
  for (const [m, { open }] of measures.entries()) {
    if (open) continue;
    rows[m]!.forEach((way, row) => {
      const cell = offset[m]! + row;
      if (ways.includes(way) && past.state[cell] !== state.known) past.state[cell] = as;
    });
  }
}

/** SQL that finds a row of a vintage by the keys of a row of the mart. */
const sameKeys = ({ declaration }: Exact) =>
  declaration.keys.map((k) => `o.${identifier(k)} is not distinct from e.${identifier(k)}`).join(" and ");

/** What became of a measure's cell in a vintage, as a number of `fate`. */
const fateSql = (measure: string, exact: boolean) =>
  exact
    ? `o.${fateColumn(measure)}`
    : `case o.${identifier(`${measure}_status`)} when '' then ${fate.published} when 'withheld' then ${fate.withheld_size} else ${fate.none} end`;

/** Whether a mart of a vintage has the keys and measures of today, so that its cells are the same cells. */
async function comparable(db: DuckDBConnection, exact: Exact, source: Source): Promise<boolean> {
  const { keys } = exact.declaration;
  const file = martFile(exact, source);
  if (!(await exists(file))) return false;
  const names = (
    await db.runAndReadAll(`select * from read_parquet(${pathLiteral(file)}) limit 0`)
  ).columnNames();
  if (![...keys, ...exact.measures.map((m) => m.name)].every((c) => names.includes(c))) return false;
  const [once] = await columns(
    db,
    `select case when count(*) = count(distinct (${keys.map(identifier).join(", ")})) then 1 else 0 end from read_parquet(${pathLiteral(file)})`,
  );
  return once![0] === 1;
}

const martFile = ({ declaration }: Exact, { folder }: Source) => join(folder, `${declaration.mart}.parquet`);

async function compare(
  db: DuckDBConnection,
  { measures }: Linked,
  policy: Policy,
  source: Source,
): Promise<Compared> {
  const rows: Uint8Array[] = [];
  const able = new Map<Exact, boolean>();
  for (const { exact, measure } of measures) {
    if (!able.has(exact)) able.set(exact, await comparable(db, exact, source));
    if (!able.get(exact)) {
      rows.push(new Uint8Array(exact.rows));
      continue;
    }
    const value = (of: string) => valueSql(measure, policy, `${of}.${identifier(measure.name)}`);
    const told = fateSql(measure.name, source.exact);
    const [ways] = await columns(
      db,
      `
with told as (
  select e."row", ${told} as fate, ${value("o")} is not distinct from ${value("e")} as same
  from ${exact.name} e left join read_parquet(${pathLiteral(martFile(exact, source))}) o on ${sameKeys(exact)}
)
select case
  when fate is null or fate = ${fate.none} then ${beside.absent}
  when fate = ${fate.published} then case when same then ${beside.told} else ${beside.toldOther} end
  when same then ${beside.hidden} else ${beside.hiddenOther} end
from told order by "row"`,
    );
    rows.push(Uint8Array.from(ways!));
  }
  return { source, rows };
}

/**
 * Marks as primary every cell that too few contributors changed since a vintage published it; one that the vintage
 * withheld and that is the same now stays withheld.
 * @returns the cells whose own value fewer contributors changed than the policy asks, published or not
 */
async function tooFewRevised(
  db: DuckDBConnection,
  { measures, offset }: Linked,
  policy: Policy,
  past: Past,
  rows: Uint8Array[],
  revised: Map<Exact, boolean>,
): Promise<Set<number>> {
  const few = new Set<number>();
  for (const [m, { exact, measure, open, primary, value }] of measures.entries()) {
    const { changes } = rulesFor(policy, exact.declaration.mart, measure);
    if (open || changes < 2) continue;
    const ways = rows[m]!;
    const cells: number[] = [];
    const pairs: Pairs = { series: [], now: [], told: [] };
    const ask = (row: number, told: number) => {
      cells.push(offset[m]! + row);
      pairs.series.push(exact.seriesOf[row]!);
      pairs.now.push(exact.time[row]!);
      pairs.told.push(told);
    };
    const other = othersTold(exact, ways);
    for (let row = 0; row < exact.rows; row++) {
      if (Number.isNaN(value[row]!)) continue;
      if (isChanged(ways[row]!)) ask(row, exact.time[row]!);
      if (past.state[offset[m]! + row] === state.known || primary[row]) continue;
      for (const told of other(row)) ask(row, told);
    }
    if (cells.length === 0) continue;
    const counts =
      revised.get(exact) === false
        ? undefined
        : await countRevised(db, exact, measure.name, pairs, revised.has(exact));
    cells.forEach((cell, i) => {
      const own = pairs.now[i] === pairs.told[i];
      const changed = counts?.[i] ?? 0;
      // A value that changed although nobody is seen to have changed it is taken to tell of too few.
      if (changed >= changes || (changed === 0 && !own)) return;
      if (own) few.add(cell);
      const way = ways[cell - offset[m]!]!;
      if (past.state[cell] === state.known || (own && way === beside.hiddenOther)) return;
      if (way !== beside.hidden) past.state[cell] = state.primary;
      else if (past.state[cell] === undecided) past.state[cell] = state.unseen;
    });
  }
  return few;
}

/**
 * The times of a series at which a vintage published what a reader would compare a value with: a different value
 * before, any after, nearest or a year away. The rule on periods sees to values that are still the same.
 */
function othersTold(exact: Exact, ways: Uint8Array): (row: number) => number[] {
  const { periods, rows, series, seriesOf, time } = exact;
  const times = periods.length;
  if (times < 2 || exact.contributed.length === 0) return () => [];
  const told = new Uint8Array(times * series);
  for (let row = 0; row < rows; row++) told[time[row]! * series + seriesOf[row]!] = ways[row]!;
  const year = /^\d{4}-\d{2}$/.test(periods[0]!) ? 12 : /^\d{4}-Q[1-4]$/.test(periods[0]!) ? 4 : 0;
  const away = (t: number, by: number) => (by === 0 ? -1 : periods.indexOf(shift(periods[t]!, by)));
  const years = periods.map((_, t) => [away(t, -year), away(t, year)] as const);
  const before = (t: number, s: number) => told[t * series + s] === beside.toldOther;
  const after = (t: number, s: number) =>
    told[t * series + s] === beside.told || told[t * series + s] === beside.toldOther;
  return (row) => {
    const [t, s] = [time[row]!, seriesOf[row]!];
    const found = new Set<number>();
    let u = t - 1;
    while (u >= 0 && !before(u, s) && !after(u, s)) u--;
    if (u >= 0 && before(u, s)) found.add(u);
    u = t + 1;
    while (u < times && !after(u, s)) u++;
    if (u < times) found.add(u);
    const [last, next] = years[t]!;
    if (last >= 0 && before(last, s)) found.add(last);
    if (next >= 0 && after(next, s)) found.add(next);
    return [...found];
  };
}

/** Adds a vintage's values that are different now, its sums over them, and the changes of those it withheld. */
async function addOlder(
  db: DuckDBConnection,
  merged: Linked,
  policy: Policy,
  { source, rows }: Compared,
  few: Set<number>,
  numbers: Map<string, number>,
): Promise<void> {
  const { measures, offset, periods } = merged;
  const past = merged.past!;
  const olds: MeasureCells[] = [];
  const ours: number[] = [];
  const matches: Float64Array[] = [];
  const fates: Float64Array[] = [];
  const loaded = new Map<Exact, Exact | undefined>();
  for (const [m, { exact, measure }] of measures.entries()) {
    if (!loaded.has(exact)) {
      const { declaration } = exact;
      const able = await comparable(db, exact, source);
      const name = `older_${declaration.mart}`;
      loaded.set(
        exact,
        able ? await loadExact(db, { declaration, file: martFile(exact, source) }, name) : undefined,
      );
    }
    const old = loaded.get(exact);
    if (!old) continue;
    const [row, became] = await columns(
      db,
      `select coalesce(e."row", -1), ${fateSql(measure.name, true)}
       from ${old.name} o left join ${exact.name} e on ${sameKeys(exact)} order by o."row"`,
    );
    olds.push(await judgeCells(db, old, measure, policy));
    ours.push(m);
    matches.push(row!);
    fates.push(became!);
  }
  const theirs = await linkCells(db, olds);
  const base = offset.at(-1)!;
  const at = new Map(periods.map((p) => [p.period, p]));

  /** The number of a vintage's cell: that of today's cell where it has the same value, else one of its own. */
  const numberOf = (old: number, into: Period): number => {
    const o = placeOf(theirs.offset, old);
    const row = old - theirs.offset[o]!;
    const [m, match] = [ours[o]!, matches[o]![row]!];
    const way = match < 0 ? beside.absent : rows[m]![match]!;
    if (way === beside.told || way === beside.hidden) return offset[m]! + match;
    const { exact, measure, value, width, single, primary, open } = olds[o]!;
    const name =
      match < 0 ? `${source.release} ${old}` : `${offset[m]! + match} ${value[row]!.toPrecision(12)}`;
    const published = open || fates[o]![row] === fate.published;
    const small = primary[row] === 1 || fates[o]![row] === fate.withheld_size;
    const as = published ? state.known : small ? state.primary : state.unseen;
    const before = numbers.get(name);
    if (before !== undefined) {
      if (published) past.older[before - base]!.state = state.known;
      return before;
    }
    const number = base + past.older.length;
    numbers.set(name, number);
    const period = at.get(exact.periods[exact.time[row]!]!) ?? into;
    past.older.push({
      measure: m,
      value: value[row]!,
      state: as,
      single: single[row] === 1,
      width: width[row]!,
      signed: measure.kind === "mean",
    });
    period.cells.push(number);
    const now = offset[m]! + match;
    if (match >= 0 && !published && few.has(now)) {
      const change = base + past.older.length;
      const by = measures[m]!.value[match]! - value[row]!;
      past.older.push({
        measure: m,
        value: by,
        state: state.primary,
        single: false,
        width: width[row]!,
        signed: true,
      });
      period.cells.push(change);
      period.cell.push(now, number, change);
      period.coefficient.push(1, -1, -1);
      period.start.push(period.cell.length);
    }
    return number;
  };
  for (const { period, start, cell, coefficient } of theirs.periods) {
    const into = at.get(period);
    if (!into) continue;
    for (let r = 0; r + 1 < start.length; r++) {
      const [from, to] = [start[r]!, start[r + 1]!];
      const members = cell.slice(from, to).map((c) => numberOf(c, into));
      if (members.every((c) => c < base)) continue;
      into.cell.push(...members);
      into.coefficient.push(...coefficient.slice(from, to));
      into.start.push(into.cell.length);
    }
  }
}

const placeOf = (offset: number[], cell: number): number => {
  let m = 0;
  while (cell >= offset[m + 1]!) m++;
  return m;
};
