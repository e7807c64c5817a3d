import { Basis } from "./basis.ts";
import { type Component, components, drawKernel } from "./kernel.ts";
import { inverse, multiply, subtract } from "./modular.ts";
import { type Problem, state } from "./problem.ts";
import type { System } from "./system.ts";

/** Vectors drawn at a time: each publication uses one up. */
const supply = 12;
/** Multiplications after which a component is left as it is. */
const budget = 3e8;

/** Primary cells that known cells give away whatever is withheld. */
export interface Lost {
  toAll: Set<number>;
  /** By cell: the lone contributors who learn it. */
  toLone: Map<number, Set<number>>;
}

/**
 * Publishes again what has become needless, the costliest first: circuits found later often do the work of
 * earlier ones. A cell is spared exactly when no primary cell is tied to it, in the sense of `Knowledge`;
 * publishing it makes each kernel vector lose its part in it by subtracting another. What insiders learn is left to the
 * caller.
 */
export function publishSpared(problem: Problem, system: System, unknown: Uint8Array, lost: Lost): void {
  const isSecondary = (c: number) => system.state[c] === state.open;
  const basis = new Basis(system);
  const vectors = Array.from({ length: supply }, () => new Float64Array(system.cells));
  for (const component of components(system, unknown)) {
    const candidates = component.cells.filter(isSecondary);
    candidates.sort((a, b) => problem.cost[b]! - problem.cost[a]! || a - b);
    const primaries = component.cells.filter((c) => system.state[c] === state.primary && !lost.toAll.has(c));
    const isSecret = (c: number, from: number) =>
      c < system.own && system.holder[c] !== from && !lost.toLone.get(c)?.has(from);
    // A lone contributor knows its own cell even where that cell could not be protected.
    const lone = component.cells.filter((c) => system.holder[c]! >= 0);
    let part: Component = component;
    let drawn: Float64Array[] = [];
    let spent = 0;
    for (const cell of candidates) {
      if (!unknown[cell] || spent > budget) continue;
      if (drawn.length < 4) {
        part = { ...part, cells: part.cells.filter((c) => unknown[c]) };
        drawn = vectors.slice();
        drawKernel(system, basis, part, drawn);
        spent += supply * part.cells.length;
      }
      spent += primaries.length;
      const [a, b] = drawn as [Float64Array, Float64Array];
      if (primaries.some((j) => multiply(a[cell]!, b[j]!) === multiply(a[j]!, b[cell]!))) continue;
      const next = without(drawn, cell, part.cells);
      spent += drawn.length * part.cells.length;
      if (lone.length > 0 && tellsLoneContributor(system, lone, primaries, isSecret, next)) continue;
      drawn = next;
      unknown[cell] = 0;
      for (const c of part.cells) if (isSecondary(c) && next.every((v) => v[c] === 0)) unknown[c] = 0;
    }
  }
}

/** The vectors combined so that a cell is 0 in all, one fewer than before. */
function without(drawn: Float64Array[], cell: number, cells: number[]): Float64Array[] {
  const last = drawn.at(-1)!;
  return drawn.slice(0, -1).map((vector) => {
    const next = new Float64Array(vector.length);
    const [keep, take] = [last[cell]!, vector[cell]!];
    for (const c of cells) next[c] = subtract(multiply(keep, vector[c]!), multiply(take, last[c]!));
    return next;
  });
}

/** Whether the contributor of one of the `lone` cells learns from it one of the primary cells that are kept from it. */
function tellsLoneContributor(
  { holder }: System,
  lone: number[],
  primaries: number[],
  isSecret: (cell: number, from: number) => boolean,
  [first, second]: Float64Array[],
): boolean {
  const ratio = (c: number) => (second![c] === 0 ? -1 : multiply(first![c]!, inverse(second![c]!)));
  const told = new Map<number, Set<number>>();
  for (const c of lone) {
    if (first![c] === 0 && second![c] === 0) continue;
    const holders = told.get(ratio(c));
    if (holders) holders.add(holder[c]!);
    else told.set(ratio(c), new Set([holder[c]!]));
  }
  return primaries.some((c) => [...(told.get(ratio(c)) ?? [])].some((from) => isSecret(c, from)));
}
