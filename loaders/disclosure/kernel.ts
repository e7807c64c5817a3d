import type { Basis } from "./basis.ts";
import { draw, multiply, prime } from "./modular.ts";
import type { System } from "./system.ts";

/** Cells and relations that hang together through unknown cells. */
export interface Component {
  /** Unknown cells, from the longest relation outwards. */
  cells: number[];
  relations: number[];
}

/** The components of the unknown cells, the longest relation's first; cells without a relation are left out. */
export function components(system: System, unknown: Uint8Array): Component[] {
  const { relations, rowStart, rowCell, colStart, colRow } = system;
  const length = new Uint32Array(relations);
  for (let r = 0; r < relations; r++) {
    for (let i = rowStart[r]!; i < rowStart[r + 1]!; i++) length[r]! += unknown[rowCell[i]!]!;
  }
  const byLength = Array.from(length.keys()).sort((a, b) => length[b]! - length[a]! || a - b);
  const seenRelation = new Uint8Array(relations);
  const seenCell = new Uint8Array(system.cells);
  const found: Component[] = [];
  for (const first of byLength) {
    if (length[first] === 0) break;
    if (seenRelation[first]) continue;
    const component: Component = { cells: [], relations: [first] };
    seenRelation[first] = 1;
    for (let head = 0; head < component.relations.length; head++) {
      const r = component.relations[head]!;
      for (let i = rowStart[r]!; i < rowStart[r + 1]!; i++) {
        const c = rowCell[i]!;
        if (!unknown[c] || seenCell[c]) continue;
        seenCell[c] = 1;
        component.cells.push(c);
        for (let j = colStart[c]!; j < colStart[c + 1]!; j++) {
          const next = colRow[j]!;
          if (seenRelation[next]) continue;
          seenRelation[next] = 1;
          component.relations.push(next);
        }
      }
    }
    found.push(component);
  }
  return found;
}

/**
 * Random vectors of the kernel of one component: ways for its unknown cells to change, drawn evenly among
 * all that leave every relation intact, modulo the prime. A cell that is 0 in such a vector is exactly known
 * to every reader, and two cells whose ratio is the same in two of them give each other away, save for one
 * chance in 67 million; a cell that is not 0 is certainly not known. So one elimination finds all exposed
 * cells at once, without the reduced echelon form, which would be dense.
 *
 * Columns that still need a relation of their own are taken in one by one. The others mostly depend on them:
 * they are tried in growing random sums, of which an empty residual clears all its members.
 * @param into receives the vectors, by cell
 */
export function drawKernel(
  system: System,
  basis: Basis,
  { cells, relations }: Component,
  into: Float64Array[],
): void {
  basis.clear();
  relations.forEach((r, i) => {
    basis.order[r] = i;
  });
  const free: number[] = [];
  const late: number[] = [];
  for (const c of cells) {
    if (!needsRelation(system, basis, c)) {
      late.push(c);
      continue;
    }
    basis.add(c, 1);
    basis.reduce();
    if (!basis.take(c)) free.push(c);
  }
  // Sums of cells that were taken in as one column: source −1−i is the i-th.
  const sums: { from: number; to: number; number: number }[] = [];
  let numbers = into.length;
  const takeSum = (from: number, to: number): boolean => {
    const number = numbers++;
    for (let i = from; i < to; i++) basis.add(late[i]!, draw(late[i]!, number));
    basis.reduce();
    if (!basis.take(-1 - sums.length)) return false;
    sums.push({ from, to, number });
    return true;
  };
  for (let at = 0, size = 1; at < late.length; ) {
    if (takeSum(at, Math.min(late.length, at + size))) size = Math.max(1, size >> 1);
    else {
      at += size;
      size *= 2;
    }
  }
  while (late.length > 0 && takeSum(0, late.length));
  into.forEach((vector, number) => {
    for (const c of cells) vector[c] = 0;
    for (const c of [...free, ...late]) {
      vector[c] = draw(c, number);
      basis.add(c, vector[c]!);
    }
    basis.reduce();
    basis.solve((source, factor) => {
      if (source >= 0) vector[source] = (vector[source]! + factor) % prime;
      else {
        const { from, to, number } = sums[-1 - source]!;
        for (let i = from; i < to; i++) {
          const c = late[i]!;
          vector[c] = (vector[c]! + multiply(factor, draw(c, number))) % prime;
        }
      }
    });
  });
}

function needsRelation({ colStart, colRow }: System, basis: Basis, cell: number): boolean {
  for (let i = colStart[cell]!; i < colStart[cell + 1]!; i++) if (basis.pivot[colRow[i]!]! < 0) return true;
  return false;
}
