import type { DuckDBConnection } from "@duckdb/node-api";
import { state } from "../disclosure/problem.ts";
import { UserError } from "../errors.ts";
import { shift } from "../periods.ts";
import type { Exact } from "./cells.ts";
import { beside, type Compared, compare, isChanged } from "./compare.ts";
import type { Linked } from "./linked.ts";
import { addOlder } from "./older.ts";
import { type Policy, rulesFor } from "./policy.ts";
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
