import { Heap, Pairs } from "./growing.ts";
import { inverse, multiply, prime, subtract } from "./modular.ts";
import type { System } from "./system.ts";

/**
 * Gaussian elimination column by column. Each column that is taken in has been reduced by those before it;
 * what is left of it, its residual, is kept with the recipe by which it came about. A column whose residual
 * is empty depends on those before, and its recipe says how: a vector of the kernel, which is a way for the
 * unknown cells to change together while every relation still holds.
 */
export class Basis {
  private readonly system: System;
  /** Basis element whose pivot a relation is, or −1. */
  readonly pivot: Int32Array;
  /** Where a relation stands in the order of discovery: the latest of a residual becomes its pivot, which keeps residuals short. */
  readonly order: Int32Array;
  private readonly work: Float64Array;
  private readonly present: Uint8Array;
  private touched: number[] = [];
  private readonly queue = new Heap();
  private readonly queued: Uint8Array;

  size = 0;
  private pivotRow: number[] = [];
  private scale: number[] = [];
  private source: number[] = [];
  private residual = new Pairs();
  private residualEnd: number[] = [];
  private recipe = new Pairs();
  private recipeEnd: number[] = [];

  constructor(system: System) {
    this.system = system;
    this.pivot = new Int32Array(system.relations).fill(-1);
    this.order = new Int32Array(system.relations);
    this.work = new Float64Array(system.relations);
    this.present = new Uint8Array(system.relations);
    this.queued = new Uint8Array(system.relations);
  }

  /** Forgets all columns. */
  clear(): void {
    for (let k = 0; k < this.size; k++) this.pivot[this.pivotRow[k]!] = -1;
    this.size = 0;
    this.residual.length = 0;
    this.recipe.length = 0;
  }

  /** Adds `factor` times the column of a cell to the work. */
  add(cell: number, factor: number): void {
    const { colStart, colRow, colValue } = this.system;
    for (let i = colStart[cell]!; i < colStart[cell + 1]!; i++) {
      this.bump(colRow[i]!, multiply(factor, colValue[i]!));
    }
  }

  private bump(row: number, value: number): void {
    if (!this.present[row]) {
      this.present[row] = 1;
      this.touched.push(row);
    }
    const sum = this.work[row]! + value;
    this.work[row] = sum >= prime ? sum - prime : sum;
    const k = this.pivot[row]!;
    if (k >= 0 && !this.queued[k]) {
      this.queued[k] = 1;
      this.queue.push(k, k);
    }
  }

  /** Reduces the work by every column taken in; appends what was subtracted to the open recipe. */
  reduce(): void {
    const { queue, queued, work, residual, pivotRow, residualEnd } = this;
    while (queue.size > 0) {
      const k = queue.pop();
      queued[k] = 0;
      const factor = work[pivotRow[k]!]!;
      if (factor === 0) continue;
      this.recipe.push(k, factor);
      const negative = prime - factor;
      for (let i = k > 0 ? residualEnd[k - 1]! : 0; i < residualEnd[k]!; i++) {
        this.bump(residual.index[i]!, multiply(negative, residual.value[i]!));
      }
    }
  }

  /** The latest discovered relation in the work, or −1 where nothing is left. */
  latest(): number {
    let best = -1;
    for (const row of this.touched) {
      if (this.work[row] !== 0 && (best < 0 || this.order[row]! > this.order[best]!)) best = row;
    }
    return best;
  }

  /**
   * Takes the reduced work in as the residual of `source`, unless nothing is left of it.
   * @returns whether it was taken in; the work is empty afterwards
   */
  take(source: number): boolean {
    const row = this.latest();
    if (row < 0) {
      this.drop();
      return false;
    }
    const k = this.size++;
    const scale = inverse(this.work[row]!);
    for (const r of this.touched) {
      if (this.work[r] !== 0) this.residual.push(r, multiply(scale, this.work[r]!));
      this.work[r] = 0;
      this.present[r] = 0;
    }
    this.touched.length = 0;
    this.pivot[row] = k;
    this.pivotRow[k] = row;
    this.scale[k] = scale;
    this.source[k] = source;
    this.residualEnd[k] = this.residual.length;
    this.recipeEnd[k] = this.recipe.length;
    return true;
  }

  /** Empties the work and its recipe. */
  drop(): void {
    for (const r of this.touched) {
      this.work[r] = 0;
      this.present[r] = 0;
    }
    this.touched.length = 0;
    this.recipe.length = this.size > 0 ? this.recipeEnd[this.size - 1]! : 0;
  }

  /** The relations left in the work, which is empty afterwards. */
  rest(): Set<number> {
    const rows = new Set(this.touched.filter((r) => this.work[r] !== 0));
    this.drop();
    return rows;
  }

  /**
   * Where the reduced work is empty: what each source contributes for it to cancel. Empties the work.
   * @param say called with the source and its factor
   */
  solve(say: (source: number, factor: number) => void): void {
    const { recipe, recipeEnd, scale } = this;
    const weight = new Float64Array(this.size);
    for (let i = this.size > 0 ? recipeEnd[this.size - 1]! : 0; i < recipe.length; i++) {
      weight[recipe.index[i]!] = recipe.value[i]!;
    }
    for (let k = this.size - 1; k >= 0; k--) {
      if (weight[k] === 0) continue;
      const factor = multiply(weight[k]!, scale[k]!);
      say(this.source[k]!, prime - factor);
      for (let i = k > 0 ? recipeEnd[k - 1]! : 0; i < recipeEnd[k]!; i++) {
        const other = recipe.index[i]!;
        weight[other] = subtract(weight[other]!, multiply(factor, recipe.value[i]!));
      }
    }
    this.drop();
  }
}
