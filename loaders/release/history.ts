import type { DuckDBConnection } from "@duckdb/node-api";
import { state } from "../disclosure/problem.ts";
import { UserError } from "../errors.ts";
import type { Exact } from "./cells.ts";
import { beside, type Compared, compare, isChanged } from "./compare.ts";
import type { Linked } from "./linked.ts";
import { addOlder } from "./older.ts";
import { type Policy, rulesFor } from "./policy.ts";
import { type Revised, readRevised } from "./revised.ts";
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
 * - A value that is new is compared with what each vintage published of the same cell in any period. Where fewer
 *   contributors than the policy's `changes` make the difference, it is primary.
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
    const revised = new Map<Exact, Revised | undefined>();
    for (const [m, { exact }] of linked.measures.entries())
      if (!revised.has(exact) && rows[m]!.some(isChanged))
        revised.set(exact, await readRevised(db, exact, source.folder, policy));
    const few = tooFewRevised(linked, policy, past, rows, revised);
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
 * @param revised what is known of those who changed, by tables in which a value did
 * @returns the cells whose own value fewer contributors changed than the policy asks, published or not
 */
function tooFewRevised(
  { measures, offset }: Linked,
  policy: Policy,
  past: Past,
  rows: Uint8Array[],
  revised: Map<Exact, Revised | undefined>,
): Set<number> {
  const few = new Set<number>();
  for (const [m, { exact, measure, open, primary, value }] of measures.entries()) {
    const { changes } = rulesFor(policy, exact.declaration.mart, measure);
    if (open || changes < 2) continue;
    const ways = rows[m]!;
    const known = revised.get(exact);
    const isCloseToOther = othersTold(exact, measure.name, ways, known);
    for (let row = 0; row < exact.rows; row++) {
      if (Number.isNaN(value[row]!)) continue;
      const cell = offset[m]! + row;
      const way = ways[row]!;
      // A value that changed although nobody is seen to have changed it is taken to tell of too few.
      const place = exact.time[row]! * exact.series + exact.seriesOf[row]!;
      const own = isChanged(way) && (known?.changed.get(measure.name)?.get(place) ?? 0) < changes;
      if (own) few.add(cell);
      if (past.state[cell] === state.known) continue;
      const told = own && way === beside.toldOther;
      const decided = primary[row] || (value[row] === 0 && policy.zeros === "publish");
      if (!told && (decided || !isCloseToOther(row))) continue;
      if (way !== beside.hidden) past.state[cell] = state.primary;
      else if (past.state[cell] === undecided) past.state[cell] = state.unseen;
    }
  }
  return few;
}

/**
 * Whether too few tell a row apart from what a vintage published of another period of its series, by who stood behind
 * that then. By who stands behind it now, what is the same still is published again: the rule on periods sees to
 * the periods before, this to those after.
 */
function othersTold(
  exact: Exact,
  measure: string,
  ways: Uint8Array,
  revised: Revised | undefined,
): (row: number) => boolean {
  const { rows, series, seriesOf, time } = exact;
  const close = exact.close?.get(measure);
  if (!close) return () => false;
  const told = new Uint8Array(exact.periods.length * series);
  for (let row = 0; row < rows; row++) told[time[row]! * series + seriesOf[row]!] = ways[row]!;
  return (row) => {
    const [t, s] = [time[row]!, seriesOf[row]!];
    const way = (u: number) => told[u * series + s];
    const then = revised?.close.get(measure)?.of(s, t) ?? [];
    return (
      close.of(s, t).some((u) => u > t && way(u) === beside.told) ||
      then.some((u) => way(u) === beside.told || way(u) === beside.toldOther)
    );
  };
}
