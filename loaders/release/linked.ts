import type { DuckDBConnection } from "@duckdb/node-api";
import { type Problem, state } from "../disclosure/problem.ts";
import { UserError } from "../errors.ts";
import type { MeasureCells } from "./cells.ts";
import type { Past } from "./history.ts";
import { additive, type Sums, sumsOfLink, sumsOver } from "./relations.ts";

/** Every cell of a collection, numbered, with the sums between them, apart for each period. */
export interface Linked {
  measures: MeasureCells[];
  /** Number of the first cell of each measure; one more at the end. */
  offset: number[];
  periods: Period[];
  /** What older vintages have told of them. Older values are numbered after all cells. */
  past?: Past;
}

export interface Period {
  period: string;
  /** Numbers of its cells that have a value, ascending. */
  cells: number[];
  start: number[];
  cell: number[];
  coefficient: number[];
}

/** Parts and whole may differ by so much of the whole where they add up but nearly. */
const near = 0.01;

/**
 * Numbers the cells and lays every declared sum over them.
 * @throws UserError that names the table and measure where a declared sum does not hold
 */
export async function linkCells(db: DuckDBConnection, measures: MeasureCells[]): Promise<Linked> {
  const offset = [0];
  for (const { exact } of measures) offset.push(offset.at(-1)! + exact.rows);
  const names = [...new Set(measures.flatMap((m) => m.exact.periods))].sort();
  const periods: Period[] = names.map((period) => ({
    period,
    cells: [],
    start: [0],
    cell: [],
    coefficient: [],
  }));
  const at = new Map(names.map((n, i) => [n, i]));
  measures.forEach(({ exact, value }, m) => {
    const place = exact.periods.map((p) => at.get(p)!);
    for (let row = 0; row < exact.rows; row++) {
      if (!Number.isNaN(value[row]!)) periods[place[exact.time[row]!]!]!.cells.push(offset[m]! + row);
    }
  });

  const numbered = new Map(measures.map((m, i) => [`${m.exact.declaration.mart}.${m.measure.name}`, i]));
  const known = new Map<string, Promise<Sums[]>>();
  for (const [m, { exact, measure }] of measures.entries()) {
    for (const { over, nearly } of additive(measure)) {
      const key = `${exact.name} ${over}`;
      if (!known.has(key)) known.set(key, sumsOver(db, exact, over));
      for (const sums of await known.get(key)!) {
        // An area can have records of its own, beside those of the areas below it.
        lay(m, m, sums, nearly ? "nearly" : over === "area" ? "apart" : "exactly", `over ${over}`);
      }
    }
    for (const link of measure.links) {
      const other = numbered.get(`${link.table}.${link.measure}`);
      if (other === undefined) continue;
      const sums = await sumsOfLink(db, exact, measures[other]!.exact, link);
      lay(m, other, sums, link.nearly ? "nearly" : "exactly", `with ${link.table}.${link.measure}`);
    }
  }
  return { measures, offset, periods };

  function lay(
    whole: number,
    part: number,
    sums: Sums,
    hold: "exactly" | "nearly" | "apart",
    what: string,
  ): void {
    const { exact, measure, value } = measures[whole]!;
    const theirs = measures[part]!.value;
    for (let i = 0; i < sums.whole.length; ) {
      const row = sums.whole[i]!;
      const period = periods[at.get(exact.periods[exact.time[row]!]!)!]!;
      const first = period.cell.length;
      period.cell.push(offset[whole]! + row);
      period.coefficient.push(1);
      let added = 0;
      for (; i < sums.whole.length && sums.whole[i] === row; i++) {
        const amount = theirs[sums.part[i]!]!;
        if (Number.isNaN(amount)) continue;
        period.cell.push(offset[part]! + sums.part[i]!);
        period.coefficient.push(-sums.coefficient[i]!);
        added += amount * sums.coefficient[i]!;
      }
      const off = Math.abs(value[row]! - added);
      const scale = Math.max(Math.abs(value[row]!), Math.abs(added), 1);
      const holds = off <= 1e-6 * scale || (hold === "nearly" && off <= near * scale);
      if (holds && period.cell.length > first + 1) {
        period.start.push(period.cell.length);
        continue;
      }
      if (hold === "exactly" && !Number.isNaN(off) && !holds) {
        throw new UserError(
          `Table ${exact.declaration.mart}: ${measure.name} does not add up ${what} as ${exact.declaration.mart}.yml declares, first in period ${period.period || "(none)"}: ${value[row]} against ${added}. Correct the declaration or the mart.`,
        );
      }
      period.cell.length = first;
      period.coefficient.length = first;
    }
  }
}

/** What is decided of each cell before the problem of its period is solved; see `state`. */
export function problemOf(
  linked: Linked,
  period: Period,
  stateOf: (cell: number, measure: number, row: number) => number,
): { problem: Problem; cells: number[] } {
  const { cells } = period;
  const local = new Map(cells.map((cell, i) => [cell, i]));
  const n = cells.length;
  const problem: Problem = {
    value: new Float64Array(n),
    state: new Uint8Array(n),
    cost: new Float64Array(n),
    low: new Float64Array(n),
    high: new Float64Array(n).fill(Number.POSITIVE_INFINITY),
    width: new Float64Array(n),
    single: new Uint8Array(n),
    start: Uint32Array.from(period.start),
    cell: Uint32Array.from(period.cell, (c) => local.get(c)!),
    coefficient: Float64Array.from(period.coefficient),
  };
  let m = 0;
  const own = linked.offset.at(-1)!;
  cells.forEach((cell, i) => {
    if (cell >= own) {
      const { value, state: before, single, width, signed } = linked.past!.older[cell - own]!;
      problem.value[i] = value;
      problem.state[i] = before;
      problem.cost[i] = 1;
      problem.single[i] = Number(single);
      if (before === state.primary) problem.width[i] = width;
      if (signed) problem.low[i] = Number.NEGATIVE_INFINITY;
      return;
    }
    while (cell >= linked.offset[m + 1]!) m++;
    const of = linked.measures[m]!;
    const row = cell - linked.offset[m]!;
    const decided = stateOf(cell, m, row);
    problem.value[i] = of.value[row]!;
    problem.state[i] = decided;
    problem.cost[i] = of.cost[row]!;
    problem.single[i] = of.single[row]!;
    if (decided === state.primary) problem.width[i] = of.width[row]!;
    if (of.measure.kind === "mean") problem.low[i] = Number.NEGATIVE_INFINITY;
  });
  return { problem, cells };
}
