import { type Problem, state } from "./problem.ts";

/** What lone contributors make up, and what therefore need not or must not be withheld. */
export interface Lone {
  /** A number for the contributor of each cell that one alone makes up; −1 for other cells. */
  holder: Int32Array;
  /** Open zeros that complete a sum whose one part and whole are the same contributor's: withholding them hides nothing. */
  fixed: Uint8Array;
}

/**
 * A sum that one household makes up alone has one part that the same household makes up alone, and zeros.
 * So both are one contributor's, who knows both; the zeros stay published, so that whoever knows one of the
 * two knows the other too, and knowing the cells of one contributor is knowing any one of them.
 */
export function loneContributors(problem: Problem): Lone {
  const { value, state: states, single, contributor, start, cell, coefficient } = problem;
  const first = new Map<number, number>();
  const holder = Int32Array.from(single, (s, c) => {
    const number = contributor?.[c] ?? -1;
    if (!s || number < 0) return s ? c : -1;
    if (!first.has(number)) first.set(number, c);
    return first.get(number)!;
  });
  const rootOf = (c: number): number => {
    let root = c;
    while (holder[root] !== root) root = holder[root]!;
    return root;
  };
  const fixed = new Uint8Array(value.length);
  for (let r = 0; r + 1 < start.length; r++) {
    let [part, whole] = [-1, -1];
    let otherwiseZero = true;
    for (let i = start[r]!; i < start[r + 1]!; i++) {
      const c = cell[i]!;
      if (single[c] && coefficient[i]! > 0 && part < 0) part = c;
      else if (single[c] && coefficient[i]! < 0 && whole < 0) whole = c;
      else if (value[c] !== 0 || states[c] === state.primary) {
        otherwiseZero = false;
        break;
      }
    }
    if (!otherwiseZero || part < 0 || whole < 0) continue;
    const [a, b] = [rootOf(part), rootOf(whole)];
    holder[Math.max(a, b)] = Math.min(a, b);
    for (let i = start[r]!; i < start[r + 1]!; i++) {
      if (states[cell[i]!] === state.open) fixed[cell[i]!] = 1;
    }
  }
  for (let c = 0; c < holder.length; c++) if (holder[c]! >= 0) holder[c] = rootOf(c);
  return { holder, fixed };
}
