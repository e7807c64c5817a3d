import { type Problem, state } from "../../../loaders/disclosure/problem.ts";

/** Answers by brute force, for tables of a few cells: independent of the solver, in another arithmetic. */

/** Relations restricted to the unknown cells, as dense rows of real numbers. */
function restricted({ start, cell, coefficient, value }: Problem, unknown: boolean[]): number[][] {
  return Array.from({ length: start.length - 1 }, (_, r) => {
    const row = new Array<number>(value.length).fill(0);
    for (let i = start[r]!; i < start[r + 1]!; i++) {
      if (unknown[cell[i]!]) row[cell[i]!]! += coefficient[i]!;
    }
    return row;
  });
}

/** Reduced echelon form over the real numbers. */
function echelon(rows: number[][]): number[][] {
  const width = rows[0]?.length ?? 0;
  let rank = 0;
  for (let column = 0; column < width && rank < rows.length; column++) {
    let best = rank;
    for (let r = rank; r < rows.length; r++) {
      if (Math.abs(rows[r]![column]!) > Math.abs(rows[best]![column]!)) best = r;
    }
    const pivot = rows[best]!;
    if (Math.abs(pivot[column]!) < 1e-9) continue;
    rows[best] = rows[rank]!;
    rows[rank] = pivot.map((x) => x / pivot[column]!);
    for (let r = 0; r < rows.length; r++) {
      const factor = rows[r]![column]!;
      if (r === rank || Math.abs(factor) < 1e-12) continue;
      rows[r] = rows[r]!.map((x, i) => x - factor * rows[rank]![i]!);
    }
    rank++;
  }
  return rows.slice(0, rank);
}

/** The unknown cells whose row of the echelon form stands alone, so that everyone can compute them. */
export function knownCells(problem: Problem, unknown: boolean[]): Set<number> {
  const alone = echelon(restricted(problem, unknown)).flatMap((row) => {
    const entries = row.flatMap((x, c) => (Math.abs(x) > 1e-9 ? [c] : []));
    return entries.length === 1 ? entries : [];
  });
  return new Set(alone);
}

/** Whether everyone can compute a sum of unknown cells: it adds nothing to the rank of the relations. */
export function knownSum(problem: Problem, unknown: boolean[], cells: number[]): boolean {
  const rows = restricted(problem, unknown);
  const sum = problem.start.length > 0 ? unknown.map((_, c) => Number(cells.includes(c))) : [];
  return echelon([...rows]).length === echelon([...rows, sum]).length;
}

/**
 * The smallest and the largest value of each cell in all tables of whole numbers that are consistent with
 * what is published and with what anyone knows before reading.
 * @param leaves cells that are no sums; every other cell is a sum of them by `sums`
 */
export function intervals(
  problem: Problem,
  unknown: boolean[],
  leaves: number[],
): { low: number[]; high: number[] } {
  const { value, start, cell, coefficient } = problem;
  const n = value.length;
  const low = new Array<number>(n).fill(Number.POSITIVE_INFINITY);
  const high = new Array<number>(n).fill(Number.NEGATIVE_INFINITY);
  // Each cell as a sum of leaves, from the relations: the whole is the cell with coefficient −1.
  const parts = new Map<number, Set<number>>(leaves.map((c) => [c, new Set([c])]));
  for (let found = true; found; ) {
    found = false;
    for (let r = 0; r + 1 < start.length; r++) {
      const entries = Array.from({ length: start[r + 1]! - start[r]! }, (_, i) => start[r]! + i);
      const whole = cell[entries.find((i) => coefficient[i]! < 0)!]!;
      const others = entries.filter((i) => coefficient[i]! > 0).map((i) => parts.get(cell[i]!));
      if (parts.has(whole) || others.some((p) => p === undefined)) continue;
      parts.set(whole, new Set(others.flatMap((p) => [...p!])));
      found = true;
    }
  }
  const free = leaves.filter((c) => unknown[c]);
  const fixed = [...parts].filter(([c]) => !unknown[c] && !leaves.includes(c));
  const bounds = fixed.map(([c, leaf]) => {
    const known = [...leaf].filter((l) => !unknown[l]).reduce((sum, l) => sum + value[l]!, 0);
    return { rest: value[c]! - known, last: Math.max(-1, ...[...leaf].map((l) => free.indexOf(l))), leaf };
  });
  const touching = free.map((c) => bounds.filter(({ leaf }) => leaf.has(c)));
  const table = Float64Array.from(value);
  const visit = (i: number): void => {
    if (i === free.length) {
      for (const [c, leaf] of parts) {
        let sum = 0;
        for (const l of leaf) sum += table[l]!;
        if (sum < low[c]!) low[c] = sum;
        if (sum > high[c]!) high[c] = sum;
      }
      return;
    }
    const c = free[i]!;
    const most = Math.min(problem.high[c]!, ...touching[i]!.map((b) => b.rest));
    for (let x = problem.low[c]!; x <= most; x++) {
      if (touching[i]!.some((b) => b.last === i && b.rest !== x)) continue;
      table[c] = x;
      for (const b of touching[i]!) b.rest -= x;
      visit(i + 1);
      for (const b of touching[i]!) b.rest += x;
    }
    table[c] = value[c]!;
  };
  visit(0);
  return { low, high };
}

/** The cells that are unknown to a reader of a solution. */
export function unknownTo({ value }: Problem, published: ArrayLike<number>): boolean[] {
  return Array.from(value, (_, c) => published[c] === 0);
}

/** Of each relation the cells that lone contributors make up, the parts and the wholes apart. */
export function loneSums({ start, cell, coefficient, single }: Problem): number[][] {
  return Array.from({ length: start.length - 1 }, (_, r) => {
    const entries = Array.from({ length: start[r + 1]! - start[r]! }, (_, i) => start[r]! + i);
    const lone = entries.filter((i) => single[cell[i]!]);
    return [1, -1].map((sign) => lone.filter((i) => sign * coefficient[i]! > 0).map((i) => cell[i]!));
  }).flat();
}

/** The smallest number of open cells to withhold for which `safe` holds; `most` if no smaller one does. */
export function fewestWithheld(
  problem: Problem,
  safe: (unknown: boolean[]) => boolean,
  most: number,
): number {
  const open = Array.from(problem.value.keys()).filter((c) => problem.state[c] === state.open);
  const base = Array.from(problem.state, (s) => s === state.primary || s === state.unseen);
  for (let size = 0; size < most; size++) {
    const choose = (from: number, left: number): boolean => {
      if (left === 0) return safe(base);
      for (let i = from; i <= open.length - left; i++) {
        base[open[i]!] = true;
        if (choose(i + 1, left - 1)) return true;
        base[open[i]!] = false;
      }
      return false;
    };
    if (choose(0, size)) return size;
  }
  return most;
}
