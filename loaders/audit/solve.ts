import loadHighs, { type Highs, type Model } from "highs";
import { mix, walkInside } from "./interior.ts";
import type { Program } from "./program.ts";
import { sizeOf, Witnesses } from "./witness.ts";

/** What the programs of one part found. Where `exact` is 0 the true interval is at least this wide. */
export interface Solved {
  low: Float64Array;
  high: Float64Array;
  exact: Uint8Array;
  /** Whether no values at all agree with the publication. */
  impossible: boolean;
  programs: number;
}

let highs: Promise<Highs> | undefined;

/** Of so many columns and more a walk through the inside takes less than the linear programs that it saves. */
const manyColumns = 1000;
/** Seconds after which an integer program is left, and its cell counts as too narrow. */
const longest = 20;

/**
 * Smallest and largest value of every cell of a part that the publication allows, as far as they matter: until
 * the interval of a cell is as wide as asked, or known exactly. A witness is a complete set of values that
 * the publication allows, so what two witnesses span needs no more work. In a large part most come from a walk through the
 * inside of what is possible (`walkInside`), the rest from linear programs over one HiGHS model whose objective alone
 * changes and whose every optimum is a witness too.
 *
 * HiGHS computes in doubles and may be off by 1e-7 of the scale of the part. A witness counts only if it keeps
 * every row and bound within a hundredth of a thousandth (1e-5) or a billionth of the largest sum (`Witnesses`), and an
 * interval narrower than a millionth of the value is reported as known exactly. So an error of arithmetic can
 * make a cell look known that is not, and can make an interval look wider by no more than it says here.
 *
 * Of counts only whole numbers are possible, and where cells stand in three sums or more, these can lie closer together than
 * the real numbers do. So in parts without a walk only witnesses of whole numbers count in the end: most vertices are such,
 * and integer programs decide the rest.
 *
 * @param walkFrom columns from which on the walk comes first
 */
export async function solve(program: Program, walkFrom = manyColumns): Promise<Solved> {
  const witnesses = new Witnesses(program);
  const large = program.cell.length >= walkFrom;
  const whole = large || !program.whole.includes(1) ? undefined : new Witnesses(program, true);
  if (large) walkInside(program, witnesses);
  if (witnesses.missing().length === 0) return { ...witnesses.found(), impossible: false, programs: 0 };
  highs ??= loadHighs();
  const solver = await highs;
  const { model, scale } = modelOf(solver, program);
  let programs = 0;
  try {
    const optimum = (columns: Int32Array, costs: Float64Array): Ending => {
      programs++;
      const { modelStatus, values } = run(solver, model, columns, costs);
      const { unbounded, infeasible } = solver.constants.modelStatus;
      if (modelStatus === infeasible) throw impossible;
      if (!values) return modelStatus === unbounded ? "unbounded" : "undecided";
      const found = values.map((v) => v * scale);
      if (witnesses.add(found)) whole?.add(found);
      return "optimal";
    };
    const all = Int32Array.from(program.cell, (_, j) => j);
    optimum(all, new Float64Array(all.length));
    together(program, witnesses, optimum, all);
    oneByOne(witnesses, optimum, all);
    if (whole) {
      whole.leaveTo(witnesses);
      together(program, whole, optimum, all);
      programs += inWholeNumbers(solver, program, whole, all);
    }
    return { ...(whole ?? witnesses).found(), impossible: false, programs };
  } catch (error) {
    if (error !== impossible) throw error;
    return { ...witnesses.found(), impossible: true, programs };
  } finally {
    model.dispose();
  }
}

const impossible = new Error("no solution");

type Ending = "optimal" | "unbounded" | "undecided";
type Optimum = (columns: Int32Array, costs: Float64Array) => Ending;

/** Moves all cells that are still too narrow at once, each up or down by turns, as long as that helps many. */
function together(program: Program, witnesses: Witnesses, optimum: Optimum, all: Int32Array): void {
  let missing = witnesses.missing();
  for (let round = 0; missing.length > 20 && round < 40; round++) {
    const costs = new Float64Array(all.length);
    missing.forEach((j, k) => {
      const up = (mix(j, round >> 1) & 1) === (round & 1);
      costs[j] = (up ? -1 : 1) * (1 + ((mix(k, round) >>> 4) % 64) / 64);
    });
    for (const j of missing) if (!Number.isFinite(program.outerHigh[j]!) && costs[j]! < 0) costs[j] = 0;
    if (optimum(all, costs) !== "optimal") break;
    const left = witnesses.missing();
    const helped = missing.length - left.length;
    missing = left;
    if (round > 3 && helped < 10) break;
  }
}

/**
 * Two programs for each cell that is still too narrow: its largest value, then its smallest. Where arithmetic fails a
 * program, what the witnesses span stands: the cell then counts as too narrow rather than as safe.
 */
function oneByOne(witnesses: Witnesses, optimum: Optimum, all: Int32Array): void {
  for (const j of all) {
    if (!witnesses.isMissing(j)) continue;
    const column = Int32Array.of(j);
    const up = optimum(column, Float64Array.of(-1));
    if (up === "optimal") witnesses.settleHigh(j);
    else if (up === "unbounded") witnesses.high[j] = Number.POSITIVE_INFINITY;
    if (!witnesses.isMissing(j)) continue;
    const down = optimum(column, Float64Array.of(1));
    if (down === "optimal") witnesses.settleLow(j);
    else if (down === "unbounded") witnesses.low[j] = Number.NEGATIVE_INFINITY;
  }
}

/** Runs a model with costs of some columns, which are taken back; `values` where it has an optimum. */
function run(solver: Highs, model: Model, columns: Int32Array, costs: Float64Array) {
  model.changeColsCost({ kind: "set", indices: columns }, costs);
  const { modelStatus } = model.run();
  const { optimal } = solver.constants.modelStatus;
  const values = modelStatus === optimal ? model.getSolution().colValue : undefined;
  model.changeColsCost({ kind: "set", indices: columns }, new Float64Array(columns.length));
  return { modelStatus, values };
}

/** Integer programs for the cells that witnesses of whole numbers do not show to be wide enough. */
function inWholeNumbers(solver: Highs, program: Program, witnesses: Witnesses, all: Int32Array): number {
  if (witnesses.missing().length === 0) return 0;
  const model = solver.createModel(inputOf(program, 1, Int32Array.from(program.whole)));
  let programs = 0;
  try {
    model.options.set({ output_flag: false, mip_rel_gap: 0, time_limit: longest });
    const { unbounded, unboundedOrInfeasible } = solver.constants.modelStatus;
    const optimum: Optimum = (columns, costs) => {
      programs++;
      const { modelStatus, values } = run(solver, model, columns, costs);
      // Some values are possible, as the publication itself shows.
      const isEndless = modelStatus === unbounded || modelStatus === unboundedOrInfeasible;
      if (!values) return isEndless ? "unbounded" : "undecided";
      witnesses.add(values);
      return "optimal";
    };
    oneByOne(witnesses, optimum, all);
  } finally {
    model.dispose();
  }
  return programs;
}

/** The part as a HiGHS model. `scale` is what one unit of the model is worth: large sums are scaled down. */
function modelOf(solver: Highs, program: Program): { model: Model; scale: number } {
  const scale = Math.max(1, sizeOf(program) / 1e4);
  const model = solver.createModel(inputOf(program, scale));
  model.options.set({ output_flag: false, presolve: "off", solver: "simplex", simplex_strategy: 4 });
  return { model, scale };
}

/** @param integrality 1 for columns of whole numbers */
function inputOf(program: Program, scale: number, integrality?: Int32Array) {
  const { low, high, start, column, coefficient, rowLow, rowHigh } = program;
  const scaled = (values: Float64Array) => values.map((v) => v / scale);
  return {
    numCols: low.length,
    numRows: rowLow.length,
    colCost: new Float64Array(low.length),
    colLower: scaled(low),
    colUpper: scaled(high),
    rowLower: scaled(rowLow),
    rowUpper: scaled(rowHigh),
    matrix: {
      format: "csr" as const,
      numRows: rowLow.length,
      numCols: low.length,
      starts: Int32Array.from(start),
      indices: Int32Array.from(column),
      values: coefficient,
    },
    ...(integrality ? { integrality } : {}),
  };
}
