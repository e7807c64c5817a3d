import type { Knowledge } from "./exposure.ts";
import { inverse, multiply, subtract } from "./modular.ts";
import type { System } from "./system.ts";

/**
 * A contributor who makes up several cells alone, none of which tells it another: it knows them all, and whatever follows
 * from them together.
 */
export interface Insider {
  holder: number;
  cells: number[];
}

/** Vectors of the kernel that it takes to ask what one who knows so many cells learns. */
export const vectorsFor = (insiders: Insider[]) =>
  2 + Math.max(0, ...insiders.map(({ cells }) => cells.length));

/**
 * The insiders among the holders of some unknown cells.
 * @param knowledge of the same unknown cells
 */
export function insidersAmong({ holder }: System, cells: number[], knowledge: Knowledge): Insider[] {
  const found = new Map<number, number[]>();
  for (const c of cells) {
    if (holder[c]! < 0 || knowledge.known(c)) continue;
    const own = found.get(holder[c]!) ?? [];
    found.set(holder[c]!, own);
    if (!own.some((o) => knowledge.tied(o, c))) own.push(c);
  }
  return [...found].filter(([, own]) => own.length > 1).map(([holder, own]) => ({ holder, cells: own }));
}

/**
 * Which cells an insider learns: those that are 0 wherever all of its own are. Two combinations of the vectors in which its
 * own are 0 stand for all.
 * @param vectors random ones of the kernel, two more than the insider has cells
 */
export function learned({ cells: own }: Insider, vectors: Float64Array[], cells: number[]): number[] {
  let combinations = vectors.map((_, i) => vectors.map((_, j) => Number(i === j)));
  const at = (combination: number[], c: number) => {
    let sum = 0;
    combination.forEach((factor, v) => {
      sum = subtract(sum, multiply(factor, vectors[v]![c]!));
    });
    return sum;
  };
  for (const c of own) {
    const values = combinations.map((combination) => at(combination, c));
    const pivot = values.findIndex((value) => value !== 0);
    if (pivot < 0) continue;
    const [by, taken] = [inverse(values[pivot]!), combinations[pivot]!];
    combinations = combinations.flatMap((combination, i) => {
      if (i === pivot) return [];
      const factor = multiply(values[i]!, by);
      return [combination.map((x, v) => subtract(x, multiply(factor, taken[v]!)))];
    });
  }
  const two = combinations.slice(0, 2);
  return cells.filter((c) => two.every((combination) => at(combination, c) === 0));
}
