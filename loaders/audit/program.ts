import type { System } from "./system.ts";

/** What a reader wants to know of the cells of one connected part of the system. */
export interface Program {
  /** Cell of the system behind each column. */
  cell: Uint32Array;
  low: Float64Array;
  high: Float64Array;
  /** Outer bounds that follow from single rows; the true interval lies within. */
  outerLow: Float64Array;
  outerHigh: Float64Array;
  /** Width that the interval of a column must reach; 0 where nobody asks. */
  reach: Float64Array;
  /** 1 where the value is a whole number. */
  whole: Uint8Array;
  start: Uint32Array;
  column: Uint32Array;
  coefficient: Float64Array;
  rowLow: Float64Array;
  rowHigh: Float64Array;
}

export interface Reduced {
  /** Interval of every cell as far as single rows tell: exact for those in no program. */
  low: Float64Array;
  high: Float64Array;
  programs: Program[];
  /** Cells for which single rows already leave no value at all. */
  impossible: number[];
}

/** Widths below this share of the value are taken for rounding of the arithmetic, not for protection. */
export const negligible = 1e-6;

/** Whether nothing but rounding lies between two bounds. */
export const pinned = (low: number, high: number): boolean =>
  high - low <= negligible * Math.max(1, Math.min(Math.abs(low), Math.abs(high)));

/** The bounds of a whole number are whole: what arithmetic puts just beside one is it. */
export const wholeLow = (low: number): number => Math.ceil(low - negligible);
export const wholeHigh = (high: number): number => Math.floor(high + negligible);

/** How far two bounds are apart; of a whole number the outermost whole numbers between them. */
export const widthOf = (low: number, high: number, whole: number): number =>
  whole ? Math.max(0, wholeHigh(high) - wholeLow(low)) : high - low;

/**
 * Narrows each cell by the rows it stands in, one row at a time, until little changes; takes out the cells
 * that this fixes, and splits the rest into connected parts. A cell in one row alone is then solved.
 * @param reach width asked of each cell
 */
export function reduce(system: System, reach: Float64Array): Reduced {
  const { start, cell, coefficient, rowLow, rowHigh } = system;
  const rows = rowLow.length;
  const low = system.low.slice();
  const high = system.high.slice();
  const impossible = new Set<number>();
  for (let sweep = 0, moved = true; moved && sweep < 30; sweep++) {
    moved = false;
    for (let r = 0; r < rows; r++) if (narrow(r)) moved = true;
  }
  const free = (c: number) => high[c]! - low[c]! > 1e-9 * Math.max(1, Math.abs(low[c]!));
  const group = unite(system, free);
  return { low, high, programs: split(), impossible: [...impossible] };

  function narrow(r: number): boolean {
    let [least, most, open, top] = [0, 0, 0, 0];
    for (let e = start[r]!; e < start[r + 1]!; e++) {
      const k = coefficient[e]!;
      const [a, b] = k > 0 ? [low[cell[e]!]!, high[cell[e]!]!] : [high[cell[e]!]!, low[cell[e]!]!];
      if (Number.isFinite(a)) least += k * a;
      else open++;
      if (Number.isFinite(b)) most += k * b;
      else top++;
    }
    const error = negligible * Math.max(1, Math.abs(least));
    if ((!open && least > rowHigh[r]! + error) || (!top && most < rowLow[r]! - error)) {
      for (let e = start[r]!; e < start[r + 1]!; e++) impossible.add(cell[e]!);
      return false;
    }
    let moved = false;
    for (let e = start[r]!; e < start[r + 1]!; e++) {
      const c = cell[e]!;
      const k = coefficient[e]!;
      if (low[c] === high[c]) continue;
      const [a, b] = k > 0 ? [low[c]!, high[c]!] : [high[c]!, low[c]!];
      const restLeast = Number.isFinite(a)
        ? open
          ? -Infinity
          : least - k * a
        : open > 1
          ? -Infinity
          : least;
      const restMost = Number.isFinite(b) ? (top ? Infinity : most - k * b) : top > 1 ? Infinity : most;
      // rowLow <= k x + rest <= rowHigh
      const [x, y] = [(rowLow[r]! - restMost) / k, (rowHigh[r]! - restLeast) / k];
      const [newLow, newHigh] = k > 0 ? [x, y] : [y, x];
      if (newLow > high[c]! + error || newHigh < low[c]! - error)
        for (let i = start[r]!; i < start[r + 1]!; i++) impossible.add(cell[i]!);
      const before = high[c]! - low[c]!;
      if (newLow > low[c]!) low[c] = Math.min(newLow, high[c]!);
      if (newHigh < high[c]!) high[c] = Math.max(newHigh, low[c]!);
      const after = high[c]! - low[c]!;
      if (after < before) {
        // The sums above are of the old bounds, and so still true.
        if (after <= negligible || !Number.isFinite(before) || after < 0.9 * before) moved = true;
      }
    }
    return moved;
  }

  function split(): Program[] {
    const members = new Map<number, { rows: number[]; cells: Set<number> }>();
    for (let r = 0; r < rows; r++) {
      for (let e = start[r]!; e < start[r + 1]!; e++) {
        const c = cell[e]!;
        if (!free(c)) continue;
        const root = group(c);
        const part = members.get(root) ?? { rows: [], cells: new Set() };
        members.set(root, part);
        if (part.rows.at(-1) !== r) part.rows.push(r);
        part.cells.add(c);
      }
    }
    return [...members.values()]
      .filter((p) => p.rows.length > 1 && [...p.cells].some((c) => reach[c]! > 0))
      .map((p) => programOf(p.rows, Uint32Array.from(p.cells).sort()));
  }

  function programOf(members: number[], cells: Uint32Array): Program {
    const at = new Map(Array.from(cells, (c, j) => [c, j]));
    const [ends, column, factor]: [number[], number[], number[]] = [[0], [], []];
    const [lows, highs]: [number[], number[]] = [[], []];
    for (const r of members) {
      let constant = 0;
      for (let e = start[r]!; e < start[r + 1]!; e++) {
        const c = cell[e]!;
        const j = at.get(c);
        if (j === undefined) constant += coefficient[e]! * low[c]!;
        else {
          column.push(j);
          factor.push(coefficient[e]!);
        }
      }
      ends.push(column.length);
      lows.push(rowLow[r]! - constant);
      highs.push(rowHigh[r]! - constant);
    }
    const pick = (from: Float64Array) => Float64Array.from(cells, (c) => from[c]!);
    return {
      cell: cells,
      low: pick(system.low),
      high: pick(system.high),
      outerLow: pick(low),
      outerHigh: pick(high),
      reach: pick(reach),
      whole: Uint8Array.from(cells, (c) => system.whole[c]!),
      start: Uint32Array.from(ends),
      column: Uint32Array.from(column),
      coefficient: Float64Array.from(factor),
      rowLow: Float64Array.from(lows),
      rowHigh: Float64Array.from(highs),
    };
  }
}

/** Connects the free cells that share a row; returns the representative of each. */
function unite({ start, cell, rowLow, low }: System, free: (c: number) => boolean): (c: number) => number {
  const parent = Uint32Array.from({ length: low.length }, (_, c) => c);
  const find = (c: number): number => {
    let root = c;
    while (parent[root] !== root) {
      parent[root] = parent[parent[root]!]!;
      root = parent[root]!;
    }
    return root;
  };
  for (let r = 0; r < rowLow.length; r++) {
    let first = -1;
    for (let e = start[r]!; e < start[r + 1]!; e++) {
      const c = cell[e]!;
      if (!free(c)) continue;
      if (first < 0) first = find(c);
      else {
        const other = find(c);
        parent[Math.max(first, other)] = first = Math.min(first, other);
      }
    }
  }
  return find;
}
