import { UserError } from "../errors.ts";
import { type Lone, loneContributors } from "./lone.ts";
import { prime } from "./modular.ts";
import { type Problem, state } from "./problem.ts";

/**
 * The relations of a problem as a sparse matrix modulo the prime, by rows and by columns, without the cells
 * that are known whatever is decided. Behind the problem's own cells stand virtual ones, each the sum of the
 * cells of one relation that lone contributors make up.
 */
export interface System {
  /** Cells with the virtual ones, and how many are the problem's own. */
  cells: number;
  own: number;
  relations: number;
  rowStart: Uint32Array;
  rowCell: Uint32Array;
  colStart: Uint32Array;
  colRow: Uint32Array;
  colValue: Float64Array;
  /** Of each cell, virtual ones included. */
  state: Uint8Array;
  /** The lone contributor who makes up the cell, −1 where several do. */
  holder: Int32Array;
}

/**
 * @throws UserError if a coefficient has more than six decimals or is not below the prime once it is whole
 */
export function systemOf(problem: Problem): System {
  const own = problem.value.length;
  const lone = loneContributors(problem);
  const states = Uint8Array.from(problem.state, (s, c) => (lone.fixed[c] ? state.known : s));
  const rows = [...wholeRelations(problem, states)];
  const sums = rows
    .map((row) => row.filter(([c]) => problem.single[c]))
    .filter((row) => ofSeveral(row, lone));
  rows.push(...sums.map((row, i): Row => [...row, [own + i, prime - 1]]));
  const cells = own + sums.length;
  const withSums = new Uint8Array(cells).fill(state.primary);
  withSums.set(states);
  const holder = new Int32Array(cells).fill(-1);
  holder.set(lone.holder);
  return { ...compressed(rows, cells), own, state: withSums, holder };
}

function ofSeveral(row: Row, { holder }: Lone): boolean {
  return row.some(([c]) => holder[c] !== holder[row[0]![0]]);
}

type Row = [cell: number, residue: number][];

function* wholeRelations(problem: Problem, states: Uint8Array): Generator<Row> {
  const { start, cell, coefficient } = problem;
  for (let r = 0; r + 1 < start.length; r++) {
    const [from, to] = [start[r]!, start[r + 1]!];
    const scale = wholeScale(coefficient.subarray(from, to), r);
    const row: Row = [];
    for (let i = from; i < to; i++) {
      const whole = Math.round(coefficient[i]! * scale);
      if (whole === 0 || states[cell[i]!] === state.known) continue;
      row.push([cell[i]!, whole < 0 ? whole + prime : whole]);
    }
    if (row.length > 0) yield row;
  }
}

/** The power of ten that makes the coefficients of a relation whole. */
function wholeScale(coefficients: Float64Array, relation: number): number {
  for (let scale = 1; scale <= 1e6; scale *= 10) {
    if (coefficients.every((c) => Math.abs(c * scale - Math.round(c * scale)) < 1e-7)) {
      const largest = coefficients.reduce((max, c) => Math.max(max, Math.abs(c * scale)), 0);
      if (largest < prime) return scale;
    }
  }
  throw new UserError(
    `Relation ${relation} of the disclosure problem has the coefficients ${coefficients.subarray(0, 5).join(", ")}: give weights below 60 with at most six decimals.`,
  );
}

function compressed(rows: Row[], cells: number) {
  const rowStart = new Uint32Array(rows.length + 1);
  const colStart = new Uint32Array(cells + 1);
  rows.forEach((row, r) => {
    rowStart[r + 1] = rowStart[r]! + row.length;
    for (const [c] of row) colStart[c + 1]!++;
  });
  for (let c = 0; c < cells; c++) colStart[c + 1]! += colStart[c]!;
  const entries = rowStart[rows.length]!;
  const rowCell = new Uint32Array(entries);
  const colRow = new Uint32Array(entries);
  const colValue = new Float64Array(entries);
  const next = colStart.slice(0, cells);
  rows.forEach((row, r) => {
    row.forEach(([c, value], i) => {
      rowCell[rowStart[r]! + i] = c;
      colRow[next[c]!] = r;
      colValue[next[c]!++] = value;
    });
  });
  return { cells, relations: rows.length, rowStart, rowCell, colStart, colRow, colValue };
}
