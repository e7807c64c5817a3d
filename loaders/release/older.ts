import type { DuckDBConnection } from "@duckdb/node-api";
import { state } from "../disclosure/problem.ts";
import { columns, type Exact, judgeCells, loadExact, type MeasureCells } from "./cells.ts";
import { beside, type Compared, comparable, fateSql, martFile, sameKeys } from "./compare.ts";
import { measureAt } from "./earlier.ts";
import { fate } from "./fate.ts";
import { type Linked, linkCells, type Period } from "./linked.ts";
import type { Policy } from "./policy.ts";

/**
 * Adds a vintage's values that are different now, its sums over them, and the changes of those it withheld.
 * @param few cells that fewer contributors changed since than the policy asks
 * @param numbers what has been added by now: number by today's cell and the older value
 * @throws UserError if the vintage's values do not satisfy the sums declared now
 */
export async function addOlder(
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
    const o = measureAt(theirs.offset, old);
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
  for (const { period, start, cell, coefficient, nearly } of theirs.periods) {
    const into = at.get(period);
    if (!into) continue;
    const loose = new Set(nearly);
    for (let r = 0; r + 1 < start.length; r++) {
      const [from, to] = [start[r]!, start[r + 1]!];
      const members = cell.slice(from, to).map((c) => numberOf(c, into));
      if (members.every((c) => c < base)) continue;
      into.cell.push(...members);
      into.coefficient.push(...coefficient.slice(from, to));
      if (loose.has(r)) into.nearly.push(into.start.length - 1);
      into.start.push(into.cell.length);
    }
  }
}
