import { Basis } from "./basis.ts";
import { Heap } from "./growing.ts";
import type { System } from "./system.ts";

/** Cells that can change together, with the residue by which each does, while all others stay as they are. */
export type Circuit = Map<number, number>;

/**
 * Looks for a cheap circuit through a cell. Cells are taken in from the nearest outwards, where the way to a
 * cell costs the weights of the cells on it, until the cell depends on them. In a two-dimensional table,
 * whose relations and cells are the nodes and edges of a graph, this grows shortest paths from the cell's
 * both ends until they meet.
 */
export class Search {
  private readonly system: System;
  private readonly basis: Basis;
  private readonly seen: Uint8Array;
  private readonly reached: Uint8Array;
  private readonly way: Float64Array;
  private readonly heap = new Heap();

  constructor(system: System) {
    this.system = system;
    this.basis = new Basis(system);
    this.seen = new Uint8Array(system.relations);
    this.reached = new Uint8Array(system.cells);
    this.way = new Float64Array(system.cells);
  }

  /**
   * @param weight cost of each cell, Infinity for one that may not be used
   * @returns a minimal circuit in which `target` changes by 1, or undefined where there is none
   */
  find(target: number, weight: (cell: number) => number): Circuit | undefined {
    const { basis, heap, reached, seen, system } = this;
    const { colStart, colRow } = system;
    const relations: number[] = [];
    const cells = [target];
    reached[target] = 2;
    const discover = (cell: number, way: number) => {
      for (let i = colStart[cell]!; i < colStart[cell + 1]!; i++) {
        const r = colRow[i]!;
        if (seen[r]) continue;
        seen[r] = 1;
        basis.order[r] = relations.length;
        relations.push(r);
        this.approach(r, way, weight, cells);
      }
    };
    let found: Circuit | undefined;
    let open = this.rest(target);
    discover(target, 0);
    while (open.size > 0 && heap.size > 0) {
      const cell = heap.pop();
      if (reached[cell] === 2) continue;
      reached[cell] = 2;
      discover(cell, this.way[cell]!);
      basis.add(cell, 1);
      basis.reduce();
      const pivot = basis.latest();
      if (basis.take(cell) && open.has(pivot)) open = this.rest(target);
    }
    if (open.size === 0) {
      found = new Map([[target, 1]]);
      basis.add(target, 1);
      basis.reduce();
      basis.solve((source, factor) => found!.set(source, factor));
    }
    for (const c of cells) reached[c] = 0;
    for (const r of relations) seen[r] = 0;
    heap.clear();
    basis.clear();
    return found;
  }

  /** Puts the cells of a relation in line, if the way over it is shorter than one known. */
  private approach(r: number, before: number, weight: (cell: number) => number, cells: number[]): void {
    const { rowStart, rowCell } = this.system;
    for (let i = rowStart[r]!; i < rowStart[r + 1]!; i++) {
      const c = rowCell[i]!;
      if (this.reached[c] === 2) continue;
      const way = before + weight(c);
      if (way === Infinity || (this.reached[c] === 1 && way >= this.way[c]!)) continue;
      if (this.reached[c] === 0) cells.push(c);
      this.reached[c] = 1;
      this.way[c] = way;
      this.heap.push(way, c);
    }
  }

  /** The relations that the cells taken in cannot yet balance when `target` changes. */
  private rest(target: number): Set<number> {
    this.basis.add(target, 1);
    this.basis.reduce();
    return this.basis.rest();
  }
}
