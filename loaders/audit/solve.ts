import loadHighs, { type Highs, type Model } from "highs";
import type { Program } from "./program.ts";
import { Witnesses } from "./witness.ts";

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

/**
 * Smallest and largest value of every cell of a part that the publication allows, by linear programs over
 * one HiGHS model whose objective alone changes. Each optimum is kept as a witness: it is a complete set of
 * values that the publication allows, so what two witnesses already span needs no program. A program is run
 * for a cell only until its interval is as wide as asked, or known exactly.
 *
 * HiGHS computes in doubles and allows each row an error of 1e-7 of the scale of the part. A witness counts
 * only if it keeps every row and bound within 1e-6 of that scale (`Witnesses`), and intervals narrower than
 * that share are reported as known exactly: an error can make a cell look known, never look protected.
 */
export async function solve(program: Program): Promise<Solved> {
  highs ??= loadHighs();
  const solver = await highs;
  const witnesses = new Witnesses(program);
  const { model, scale } = modelOf(solver, program);
  let programs = 0;
  try {
    const optimum = (columns: Int32Array, costs: Float64Array): boolean => {
      programs++;
      model.changeColsCost({ kind: "set", indices: columns }, costs);
      const { modelStatus } = model.run();
      const { optimal, unbounded, infeasible } = solver.constants.modelStatus;
      if (modelStatus === infeasible) throw impossible;
      if (modelStatus === optimal) witnesses.add(model.getSolution().colValue, scale);
      else if (modelStatus !== unbounded) throw new Error(`HiGHS ended with status ${modelStatus}.`);
      model.changeColsCost({ kind: "set", indices: columns }, new Float64Array(columns.length));
      return modelStatus === optimal;
    };
    const all = Int32Array.from(program.cell, (_, j) => j);
    optimum(all, new Float64Array(all.length));
    together(program, witnesses, optimum, all);
    oneByOne(witnesses, optimum, all);
    return { ...witnesses.found(), impossible: false, programs };
  } catch (error) {
    if (error !== impossible) throw error;
    return { ...witnesses.found(), impossible: true, programs };
  } finally {
    model.dispose();
  }
}

const impossible = new Error("no solution");

type Optimum = (columns: Int32Array, costs: Float64Array) => boolean;

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
    if (!optimum(all, costs)) break;
    const left = witnesses.missing();
    const helped = missing.length - left.length;
    missing = left;
    if (round > 3 && helped < 10) break;
  }
}

/** A well-mixed number of 32 bits: the same for the same two, whatever ran before. */
function mix(a: number, b: number): number {
  let h = Math.imul(a + 1, 0x9e3779b1) ^ Math.imul(b + 1, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return (h ^ (h >>> 13)) >>> 0;
}

/** Two programs for each cell that is still too narrow: its largest value, then its smallest. */
function oneByOne(witnesses: Witnesses, optimum: Optimum, all: Int32Array): void {
  for (const j of all) {
    if (!witnesses.isMissing(j)) continue;
    const column = Int32Array.of(j);
    if (optimum(column, Float64Array.of(-1))) witnesses.settleHigh(j);
    else witnesses.high[j] = Number.POSITIVE_INFINITY;
    if (witnesses.isMissing(j)) {
      if (optimum(column, Float64Array.of(1))) witnesses.settleLow(j);
      else witnesses.low[j] = Number.NEGATIVE_INFINITY;
    }
  }
}

/** The part as a HiGHS model. `scale` is what one unit of the model is worth: large sums are scaled down. */
function modelOf(solver: Highs, program: Program): { model: Model; scale: number } {
  const { low, high, start, column, coefficient, rowLow, rowHigh } = program;
  const size = Math.max(...[rowLow, rowHigh].map(largest), largest(low), 1);
  const scale = size > 1e4 ? size / 1e4 : 1;
  const scaled = (values: Float64Array) => values.map((v) => v / scale);
  const model = solver.createModel({
    numCols: low.length,
    numRows: rowLow.length,
    colCost: new Float64Array(low.length),
    colLower: scaled(low),
    colUpper: scaled(high),
    rowLower: scaled(rowLow),
    rowUpper: scaled(rowHigh),
    matrix: {
      format: "csr",
      numRows: rowLow.length,
      numCols: low.length,
      starts: Int32Array.from(start),
      indices: Int32Array.from(column),
      values: coefficient,
    },
  });
  model.options.set({ output_flag: false, presolve: "off", solver: "simplex", simplex_strategy: 4 });
  return { model, scale };
}

const largest = (values: Float64Array): number =>
  values.reduce((most, v) => (Number.isFinite(v) ? Math.max(most, Math.abs(v)) : most), 0);
