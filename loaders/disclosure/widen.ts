import type { Highs } from "highs";
import { room } from "./cost.ts";
import type { Problem } from "./problem.ts";

/** Intervals are sought so much wider than required, for an audit that rounds differently. */
const margin = 1.001;
/** Changes below this share of the width are arithmetic. */
const negligible = 1e-6;
/** So many of the nearest cells are tried first, then more, then all. */
const nearby = [500, 5000, Number.POSITIVE_INFINITY];

interface Near {
  cells: number[];
  relations: number[];
}

/**
 * Finds what must be unknown for a cell's interval to be as wide as required. Two changes of all cells are sought that keep
 * every relation and every bound, one upwards and one downwards, which together move the cell by its width. Of all such
 * changes a linear program takes the cheapest, where a cell costs its weight times its change (after Kelly, Golden and
 * Assad 1992, Cell suppression: disclosure protection for sensitive tabular data). With the cells that change withheld,
 * both ends are possible to every reader, so the interval is as wide as asked.
 */
export class Widening {
  private readonly relationsOf = new Map<number, number[]>();

  /**
   * @param fixed 1 for cells that stay known whatever is withheld
   */
  constructor(
    private readonly highs: Highs,
    private readonly problem: Problem,
    private readonly fixed: Uint8Array,
  ) {
    const { start, cell } = problem;
    for (let r = 0; r + 1 < start.length; r++) {
      for (let e = start[r]!; e < start[r + 1]!; e++) {
        if (fixed[cell[e]!]) continue;
        const found = this.relationsOf.get(cell[e]!);
        if (found) found.push(r);
        else this.relationsOf.set(cell[e]!, [r]);
      }
    }
  }

  /**
   * @param weight cost of a change by the whole width; Infinity for a cell that may not change
   * @returns the cells that change; undefined where nothing makes the interval so wide
   */
  find(target: number, weight: (cell: number) => number): number[] | undefined {
    for (const most of nearby) {
      const near = this.around(target, weight, most);
      const found = this.solve(target, near, weight);
      if (found || near.cells.length < most) return found;
    }
    return undefined;
  }

  private solve(
    target: number,
    { cells, relations }: Near,
    weight: (cell: number) => number,
  ): number[] | undefined {
    const need = margin * (this.problem.width[target]! || 1);
    const model = this.highs.createModel(this.program(target, need, cells, relations, weight));
    try {
      model.options.set({ output_flag: false, solver: "simplex" });
      const { modelStatus } = model.run();
      const { optimal, infeasible, unboundedOrInfeasible } = this.highs.constants.modelStatus;
      if (modelStatus === infeasible || modelStatus === unboundedOrInfeasible) return undefined;
      // Where arithmetic fails the program, it has found nothing.
      if (modelStatus !== optimal) return [];
      const { colValue } = model.getSolution();
      const moved = (j: number) => Math.abs(colValue[j]! - colValue[j + 1]!) > negligible;
      return cells.filter((_, j) => moved(4 * j) || moved(4 * j + 2));
    } finally {
      model.dispose();
    }
  }

  /** The nearest cells that can change together with one, and all relations that they stand in. */
  private around(target: number, weight: (cell: number) => number, most: number): Near {
    const { start, cell } = this.problem;
    const cells = [target];
    const seen = new Set(cells);
    const relations = new Set<number>();
    for (let head = 0; head < cells.length && head < most; head++) {
      for (const r of this.relationsOf.get(cells[head]!) ?? []) {
        if (relations.has(r)) continue;
        relations.add(r);
        for (let e = start[r]!; e < start[r + 1]!; e++) {
          const c = cell[e]!;
          if (this.fixed[c] || seen.has(c) || weight(c) === Number.POSITIVE_INFINITY) continue;
          seen.add(c);
          cells.push(c);
        }
      }
    }
    return { cells: cells.slice(0, most), relations: [...relations] };
  }

  /**
   * Four columns for each cell, in units of `need`: of the upper end above and below its value, of the lower end below and
   * above it. Rows: each relation for either end, and last the way between the two ends of the target.
   */
  private program(
    target: number,
    need: number,
    cells: number[],
    relations: number[],
    weight: (cell: number) => number,
  ) {
    const { value, low, high, start, cell, coefficient } = this.problem;
    const at = new Map(cells.map((c, j) => [c, j]));
    const upper: number[] = [];
    const costs: number[] = [];
    for (const c of cells) {
      const [below, above] = [(value[c]! - low[c]!) / need, (high[c]! - value[c]!) / need];
      const other = c === target ? 0 : Number.POSITIVE_INFINITY;
      upper.push(above, Math.min(below, other), below, Math.min(above, other));
      const cost = c === target ? 0 : weight(c) * (1 + 3 * Math.max(0, 1 - room(this.problem, c) / need));
      costs.push(cost, cost, cost, cost);
    }
    const starts = [0];
    const indices: number[] = [];
    const values: number[] = [];
    for (const end of [0, 2]) {
      for (const r of relations) {
        for (let e = start[r]!; e < start[r + 1]!; e++) {
          const j = at.get(cell[e]!);
          if (j === undefined) continue;
          indices.push(4 * j + end, 4 * j + end + 1);
          values.push(coefficient[e]!, -coefficient[e]!);
        }
        starts.push(indices.length);
      }
    }
    const t = 4 * at.get(target)!;
    indices.push(t, t + 2);
    values.push(1, 1);
    starts.push(indices.length);
    const rows = new Float64Array(starts.length - 1);
    rows[rows.length - 1] = 1;
    return {
      numCols: upper.length,
      numRows: rows.length,
      colCost: Float64Array.from(costs),
      colLower: new Float64Array(upper.length),
      colUpper: Float64Array.from(upper),
      rowLower: rows,
      rowUpper: rows,
      matrix: {
        format: "csr" as const,
        numRows: rows.length,
        numCols: upper.length,
        starts: Int32Array.from(starts),
        indices: Int32Array.from(indices),
        values: Float64Array.from(values),
      },
    };
  }
}
