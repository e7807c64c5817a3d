import type { Problem } from "../disclosure/problem.ts";

/**
 * Cells whose publication gives others away: from each exposed cell the sums are followed through unknown cells,
 * until some of them hold cells that could have been withheld.
 * @param exposed places in the problem
 * @param unknown whether a cell is neither published nor known
 * @param couldHide whether a known cell was published by choice
 * @returns places in the problem, ascending
 */
export function giversOf(
  { start, cell }: Problem,
  exposed: Iterable<number>,
  unknown: (i: number) => boolean,
  couldHide: (i: number) => boolean,
): number[] {
  const sumsOf = new Map<number, number[]>();
  for (let sum = 0; sum + 1 < start.length; sum++)
    for (let e = start[sum]!; e < start[sum + 1]!; e++) {
      const found = sumsOf.get(cell[e]!);
      if (found) found.push(sum);
      else sumsOf.set(cell[e]!, [sum]);
    }
  const givers = new Set<number>();
  for (const from of exposed) {
    const seen = new Set<number>();
    const reached = new Set([from]);
    for (let edge = [from]; edge.length > 0; ) {
      const sums = new Set(edge.flatMap((i) => sumsOf.get(i) ?? []).filter((sum) => !seen.has(sum)));
      const members = [...sums].flatMap((sum) => [...cell.subarray(start[sum]!, start[sum + 1]!)]);
      for (const sum of sums) seen.add(sum);
      const found = members.filter((i) => !unknown(i) && couldHide(i));
      for (const i of found) givers.add(i);
      edge = found.length > 0 ? [] : members.filter((i) => unknown(i) && !reached.has(i));
      for (const i of edge) reached.add(i);
    }
  }
  return [...givers].sort((a, b) => a - b);
}
