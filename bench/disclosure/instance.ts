import { type Problem, state } from "../../loaders/disclosure/problem.ts";

/** A dimension as a tree: the parent of each code by its index, −1 for the first, which is the total. */
export type Tree = Int32Array;

/** A table that publishes every combination of the codes of its dimensions, totals included. */
export interface Cube {
  dimensions: Tree[];
  /** Cell of the problem for each combination, the last dimension running fastest. */
  cell: Uint32Array;
}

/** Synthetic tables of counts of households that belong together, and the problem that they make. */
export interface Instance {
  cubes: Cube[];
  problem: Problem;
}

/** A tree of one total, `branches[0]` codes below it, `branches[1]` below each of those, and so on. */
export function tree(...branches: number[]): Tree {
  const parents = [-1];
  let level = [0];
  for (const branch of branches) {
    const next: number[] = [];
    for (const parent of level) {
      for (let i = 0; i < branch; i++) next.push(parents.push(parent) - 1);
    }
    level = next;
  }
  return Int32Array.from(parents);
}

/** Numbers from 0 to 1 that depend on the seed alone (the generator known as mulberry32). */
export function random(seed: number): () => number {
  let s = seed | 0;
  return () => {
    s = (s + 0x6d2b79f5) | 0;
    let t = Math.imul(s ^ (s >>> 15), 1 | s);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Tables of areas by categories over the same households, so that they share the totals of each area.
 * @param categories number of categories of each table, without the total
 * @param households on average in an area without areas below it
 * @param spread how much rarer the rare categories are: 0 for all alike, 1 for shares like 1, 1/2, 1/3 …
 */
export function linkedTables(
  seed: number,
  {
    areas,
    categories,
    households,
    spread,
  }: { areas: Tree; categories: number[]; households: number; spread: number },
): Instance {
  const next = random(seed);
  const leaves = leavesOf(areas);
  const size = leaves.map(() => Math.round(households * (0.3 + 1.4 * next())));
  let cells = areas.length;
  const values: number[] = [];
  const cubes = categories.map((count) => {
    const category = tree(count);
    const cube: Cube = { dimensions: [areas, category], cell: new Uint32Array(areas.length * (count + 1)) };
    for (let a = 0; a < areas.length; a++) {
      cube.cell[a * (count + 1)] = a;
      for (let c = 1; c <= count; c++) cube.cell[a * (count + 1) + c] = cells++;
    }
    leaves.forEach((leaf, i) => {
      const reach = cumulated(Array.from({ length: count }, (_, c) => (0.5 + next()) / (c + 1) ** spread));
      for (let h = 0; h < size[i]!; h++)
        bump(values, cube.cell[leaf * (count + 1) + 1 + pick(reach, next())]!);
    });
    return cube;
  });
  for (const [i, leaf] of leaves.entries()) values[leaf] = size[i]!;
  return { cubes, problem: problemOf(cubes, cells, values, (n) => n > 0 && n < 10) };
}

/** One table over dimensions without levels, in which a share of the inner cells is below ten. */
export function denseTable(seed: number, sides: number[], share: number): Instance {
  const next = random(seed);
  const inner = () => (next() < share ? 1 + Math.floor(9 * next()) : 10 + Math.floor(200 * next() ** 3));
  return tableOf(
    sides.map((side) => tree(side - 1)),
    inner,
    10,
  );
}

/**
 * One table with its totals; counts from 1 to below `fewest` are primary.
 * @param inner draws the values of the combinations of codes that stand for no others, in their order
 */
export function tableOf(dimensions: Tree[], inner: () => number, fewest: number): Instance {
  const cells = dimensions.reduce((product, { length }) => product * length, 1);
  const cube: Cube = { dimensions, cell: Uint32Array.from({ length: cells }, (_, i) => i) };
  const leaves = dimensions.map((d) => new Set(leavesOf(d)));
  const values = Array.from(cube.cell, (c) =>
    codesOf(cube, c).every((code, d) => leaves[d]!.has(code)) ? inner() : 0,
  );
  return { cubes: [cube], problem: problemOf([cube], cells, values, (n) => n > 0 && n < fewest) };
}

/** Codes of the dimensions at a place of the cube. */
export function codesOf({ dimensions }: Cube, place: number): number[] {
  const codes: number[] = [];
  for (const dimension of dimensions.toReversed()) {
    codes.unshift(place % dimension.length);
    place = Math.floor(place / dimension.length);
  }
  return codes;
}

function leavesOf(dimension: Tree): number[] {
  const parents = new Set(dimension);
  return Array.from(dimension.keys()).filter((code) => !parents.has(code));
}

function cumulated(weights: number[]): number[] {
  let sum = 0;
  return weights.map((w) => (sum += w));
}

function pick(reach: number[], at: number): number {
  const target = at * reach.at(-1)!;
  let [low, high] = [0, reach.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (reach[middle]! > target) high = middle;
    else low = middle + 1;
  }
  return low;
}

function bump(values: number[], cell: number): void {
  values[cell] = (values[cell] ?? 0) + 1;
}

/** Sums the values up the dimensions, states every sum as a relation, and marks the primary cells. */
function problemOf(
  cubes: Cube[],
  cells: number,
  leafValues: number[],
  isPrimary: (n: number) => boolean,
): Problem {
  const value = new Float64Array(cells);
  for (let c = 0; c < cells; c++) value[c] = leafValues[c] ?? 0;
  const start = [0];
  const cell: number[] = [];
  const coefficient: number[] = [];
  for (const [which, cube] of cubes.entries()) {
    cube.dimensions.forEach((dimension, d) => {
      const step = cube.dimensions.slice(d + 1).reduce((product, { length }) => product * length, 1);
      const children = childrenOf(dimension);
      // From the deepest code up, so that what is summed is complete.
      for (let code = dimension.length - 1; code >= 0; code--) {
        if (children[code]!.length === 0) continue;
        for (let place = 0; place < cube.cell.length; place++) {
          if (Math.floor(place / step) % dimension.length !== code) continue;
          const total = cube.cell[place]!;
          const parts = children[code]!.map((child) => cube.cell[place + (child - code) * step]!);
          // Areas share their totals between the tables, and so the sums of those.
          const shared = which > 0 && d === 0 && total < cubes[0]!.dimensions[0]!.length;
          if (shared) continue;
          value[total] = parts.reduce((sum, part) => sum + value[part]!, 0);
          cell.push(total, ...parts);
          coefficient.push(-1, ...parts.map(() => 1));
          start.push(cell.length);
        }
      }
    });
  }
  return {
    value,
    state: Uint8Array.from(value, (n) => (isPrimary(n) ? state.primary : state.open)),
    // A larger count tells more readers more, but not in proportion.
    cost: Float64Array.from(value, (n) => 1 + Math.log2(1 + n)),
    low: new Float64Array(cells),
    high: new Float64Array(cells).fill(Number.POSITIVE_INFINITY),
    width: Float64Array.from(value, (n) => (isPrimary(n) ? 3 : 0)),
    single: Uint8Array.from(value, (n) => Number(n === 1)),
    start: Uint32Array.from(start),
    cell: Uint32Array.from(cell),
    coefficient: Float64Array.from(coefficient),
  };
}

function childrenOf(dimension: Tree): number[][] {
  const children: number[][] = Array.from(dimension, () => []);
  dimension.forEach((parent, code) => {
    if (parent >= 0) children[parent]!.push(code);
  });
  return children;
}
