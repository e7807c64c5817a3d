import type { DuckDBConnection } from "@duckdb/node-api";
import { identifier } from "../db.ts";
import { type Problem, state } from "../disclosure/problem.ts";
import { UserError } from "../errors.ts";
import { byEnd } from "../periods.ts";
import { type Ask, asking, type Exact, type MeasureCells } from "./cells.ts";
import { type Earlier, measureAt, type Sum } from "./earlier.ts";
import type { Past } from "./history.ts";
import { additive, type Sums, sumsOfTerm, sumsOver, termsOf, wholesOf } from "./relations.ts";
import type { Rest } from "./rests.ts";

/**
 * Every cell of a collection, numbered, with the sums between them. A sum of several periods stands with the one that
 * ends last.
 */
export interface Linked {
  measures: MeasureCells[];
  /** Number of the first cell of each measure; one more at the end. */
  offset: number[];
  periods: Period[];
  /** What means, ratios and quantiles could be undone into. */
  rests?: Rest[];
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
  /** Places of those of its sums that hold but nearly. */
  nearly: number[];
}

/** One term of a sum: which rows of another measure are added. */
interface Part {
  sums: Sums;
  value: Float64Array;
  /** Number of the first cell of the measure; undefined where it is nobody's secret and so a constant. */
  offset?: number;
}

/** How surely a declared sum holds; `apart` is left where it does not. */
type Hold = "exactly" | "nearly" | "apart";

/** Parts and whole may differ by so much of the whole where they add up but nearly. */
const near = 0.01;

/**
 * Numbers the cells and lays every declared sum over them.
 * @param open tables whose measures are about nobody, and so constants of the sums that name them
 * @throws UserError that names the table and measure where a declared sum does not hold
 */
export async function linkCells(
  db: DuckDBConnection,
  measures: MeasureCells[],
  open: Exact[] = [],
): Promise<Linked> {
  const offset = [0];
  for (const { exact } of measures) offset.push(offset.at(-1)! + exact.rows);
  const names = [...new Set(measures.flatMap((m) => m.exact.periods))].sort(byEnd);
  const periods: Period[] = names.map((period) => ({
    period,
    cells: [],
    start: [0],
    cell: [],
    coefficient: [],
    nearly: [],
  }));
  const at = new Map(names.map((n, i) => [n, i]));
  measures.forEach(({ exact, value }, m) => {
    const place = exact.periods.map((p) => at.get(p)!);
    for (let row = 0; row < exact.rows; row++) {
      if (!Number.isNaN(value[row]!)) periods[place[exact.time[row]!]!]!.cells.push(offset[m]! + row);
    }
  });

  const numbered = new Map(measures.map((m, i) => [`${m.exact.declaration.mart}.${m.measure.name}`, i]));
  const ask = asking(db);
  for (const [m, { exact, measure }] of measures.entries()) {
    for (const { over, nearly } of additive(measure)) {
      for (const sums of await sumsOver(ask, exact, over)) {
        // An area can have records of its own, beside those of the areas below it.
        const hold = nearly ? "nearly" : over === "area" ? "apart" : "exactly";
        lay(
          m,
          new Set(sums.whole),
          [{ sums, value: measures[m]!.value, offset: offset[m]! }],
          hold,
          `over ${over}`,
        );
      }
    }
    for (const link of measure.links) await layLink(m, link);
  }
  return { measures, offset, periods };

  async function layLink(m: number, link: MeasureCells["measure"]["links"][number]): Promise<void> {
    const { exact } = measures[m]!;
    const parts: Part[] = [];
    const found: Parameters<typeof wholesOf>[3] = [];
    const terms = termsOf(link);
    for (const term of terms) {
      const of = numbered.get(`${term.table}.${term.measure}`);
      const other =
        of === undefined ? open.find((e) => e.declaration.mart === term.table) : measures[of]!.exact;
      if (!other) continue;
      const sums = await sumsOfTerm(ask, exact, other, link.where, term);
      const value = of === undefined ? await valuesOf(ask, other, term.measure) : measures[of]!.value;
      parts.push({ sums, value, ...(of === undefined ? {} : { offset: offset[of]! }) });
      found.push({ term, other });
    }
    // A collection may lack a table: without the first there is no sum, without another it holds where that is zero.
    if (found[0]?.term !== terms[0]) return;
    const whole = found.length < terms.length ? "apart" : "exactly";
    const rows = await wholesOf(ask, exact, link.where, found);
    lay(m, rows, parts, link.nearly ? "nearly" : whole, `with ${link.table}.${link.measure}`);
  }

  /** Lays a sum over each row of `wholes`, ascending, if it holds. */
  function lay(whole: number, wholes: Iterable<number>, parts: Part[], hold: Hold, what: string): void {
    const { exact, measure, value } = measures[whole]!;
    const next = parts.map(() => 0);
    for (const row of wholes) {
      const period = periods[at.get(exact.periods[exact.time[row]!]!)!]!;
      const first = period.cell.length;
      period.cell.push(offset[whole]! + row);
      period.coefficient.push(1);
      let added = 0;
      parts.forEach(({ sums, value: theirs, offset: from }, p) => {
        let i = next[p]!;
        while (i < sums.whole.length && sums.whole[i]! < row) i++;
        for (; i < sums.whole.length && sums.whole[i] === row; i++) {
          const amount = theirs[sums.part[i]!]!;
          if (from !== undefined) {
            if (Number.isNaN(amount)) continue;
            period.cell.push(from + sums.part[i]!);
            period.coefficient.push(-sums.coefficient[i]!);
          }
          added += amount * sums.coefficient[i]!;
        }
        next[p] = i;
      });
      const off = Math.abs(value[row]! - added);
      const scale = Math.max(Math.abs(value[row]!), Math.abs(added), 1);
      const equal = off <= 1e-6 * scale;
      const holds = equal || (hold === "nearly" && off <= near * scale);
      if (holds && period.cell.length > first + 1) {
        if (!equal) period.nearly.push(period.start.length - 1);
        period.start.push(period.cell.length);
        continue;
      }
      const stated = period.cell.length > first + 1;
      if (hold === "exactly" && stated && !Number.isNaN(off) && !holds) {
        throw new UserError(
          `Table ${exact.declaration.mart}: ${measure.name} does not add up ${what} as ${exact.declaration.mart}.yml declares, first in period ${period.period || "(none)"}: ${value[row]} against ${added}. Correct the declaration or the mart.`,
        );
      }
      period.cell.length = first;
      period.coefficient.length = first;
    }
  }
}

async function valuesOf(ask: Ask, exact: Exact, measure: string): Promise<Float64Array> {
  const [value] = await ask(
    `select cast(${identifier(measure)} as double) from ${exact.name} order by "row"`,
  );
  return value!;
}

/**
 * The problem of a period: its own cells, and after them those of earlier periods that its sums reach.
 * @param stateOf what is decided of a cell of the period before the problem is solved; see `state`
 * @returns the problem, the number of each of its cells, and the places of its sums that hold but nearly
 */
export function problemOf(
  linked: Linked,
  period: Period,
  earlier: ReturnType<Earlier["reach"]>,
  stateOf: (cell: number, measure: number, row: number) => number,
): { problem: Problem; cells: number[]; nearly: number[] } {
  const cells = [...period.cells, ...earlier.cells];
  const local = new Map(cells.map((cell, i) => [cell, i]));
  const n = cells.length;
  const sums = join(period, earlier.sums);
  const problem: Problem & { contributor: Float64Array } = {
    value: new Float64Array(n),
    state: new Uint8Array(n),
    cost: new Float64Array(n),
    low: new Float64Array(n),
    high: new Float64Array(n).fill(Number.POSITIVE_INFINITY),
    width: new Float64Array(n),
    single: new Uint8Array(n),
    contributor: new Float64Array(n).fill(-1),
    start: Uint32Array.from(sums.start),
    cell: Uint32Array.from(sums.cell, (c) => local.get(c)!),
    coefficient: Float64Array.from(sums.coefficient),
  };
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
    const m = measureAt(linked.offset, cell);
    const of = linked.measures[m]!;
    const row = cell - linked.offset[m]!;
    const decided = stateOf(cell, m, row);
    problem.value[i] = of.value[row]!;
    problem.state[i] = decided;
    problem.cost[i] = of.cost[row]!;
    problem.single[i] = of.single[row]!;
    problem.contributor[i] = of.contributor[row]!;
    if (decided === state.primary) problem.width[i] = of.width[row]!;
    if (of.measure.kind === "mean") problem.low[i] = Number.NEGATIVE_INFINITY;
  });
  return { problem, cells, nearly: sums.nearly };
}

/** The sums of a period and of earlier ones together. */
function join(period: Period, earlier: Sum[]): Omit<Period, "period" | "cells"> {
  if (earlier.length === 0) return period;
  const [start, cell, coefficient] = [[...period.start], [...period.cell], [...period.coefficient]];
  const nearly = [...period.nearly];
  for (const { period: of, from, to, nearly: loose } of earlier) {
    if (loose) nearly.push(start.length - 1);
    for (let e = from; e < to; e++) {
      cell.push(of.cell[e]!);
      coefficient.push(of.coefficient[e]!);
    }
    start.push(cell.length);
  }
  return { start, cell, coefficient, nearly };
}
