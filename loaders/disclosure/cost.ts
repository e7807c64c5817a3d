import { type Problem, state } from "./problem.ts";

/** What passing through a cell that is withheld anyway costs a search: little, but the way should be short. */
export function hopCost({ cost, state: states }: Problem): number {
  let [sum, count] = [0, 0];
  cost.forEach((each, c) => {
    if (states[c] !== state.open) return;
    sum += each;
    count++;
  });
  return sum > 0 ? (0.05 * sum) / count : 1;
}

/** How far a cell can move at least both ways within what everyone knows of it; virtual cells move freely. */
export function room({ value, low, high }: Problem, cell: number): number {
  if (cell >= value.length) return Number.POSITIVE_INFINITY;
  return Math.min(value[cell]! - low[cell]!, high[cell]! - value[cell]!);
}
