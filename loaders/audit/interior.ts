import type { Program } from "./program.ts";
import type { Witnesses } from "./witness.ts";

/** Newton steps to the middle, steps of one walk, and rounds of walks before linear programs take over. */
const [newtonSteps, walkSteps, walks, singleWalks] = [60, 5, 12, 400];

/**
 * Finds witnesses without a linear program. From the analytic centre of all values that the publication
 * allows (the point where the product of the distances to the bounds is largest) it walks in steps of the
 * affine-scaling method (Dikin 1967), upwards for some cells and downwards for the others, until the cells
 * that are still too narrow are wide enough or walking no longer helps. Every point is judged by `Witnesses`,
 * so a step that arithmetic has spoilt is merely of no use. Where there is no centre, because something is
 * fixed or contradictory, nothing is found and the linear programs decide.
 */
export function walkInside(program: Program, witnesses: Witnesses): void {
  if (program.rowLow.some((v, r) => v !== program.rowHigh[r])) return;
  const inside = new Interior(program);
  const centre = inside.centre();
  if (!centre || !witnesses.add(centre)) return;
  const walk = (costs: Float64Array) => {
    for (const sign of [1, -1]) {
      const x = centre.slice();
      for (let step = 0; step < walkSteps; step++) {
        if (!inside.step(x, costs, sign) || !witnesses.add(x)) break;
      }
    }
  };
  let missing = witnesses.missing();
  for (let round = 0; missing.length > 0 && round < walks; round++) {
    const costs = new Float64Array(centre.length);
    for (const j of missing) costs[j] = (mix(j, round) & 1 ? 1 : -1) / inside.room(centre, j);
    walk(costs);
    const left = witnesses.missing();
    if (left.length > 0.9 * missing.length && round > 3) break;
    missing = left;
  }
  for (const j of missing.slice(0, singleWalks)) {
    if (!witnesses.isMissing(j)) continue;
    const costs = new Float64Array(centre.length);
    costs[j] = 1;
    walk(costs);
  }
}

/** A well-mixed number of 32 bits: the same for the same two, whatever ran before. */
export function mix(a: number, b: number): number {
  let h = Math.imul(a + 1, 0x9e3779b1) ^ Math.imul(b + 1, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return (h ^ (h >>> 13)) >>> 0;
}

class Interior {
  private readonly rows: number;

  constructor(private readonly program: Program) {
    this.rows = program.rowLow.length;
  }

  /** Distance in which a value may move at its place: to the nearer bound, or by its own size where there is none. */
  room(x: Float64Array, j: number): number {
    const { low, high } = this.program;
    const [below, above] = [x[j]! - low[j]!, high[j]! - x[j]!];
    if (!Number.isFinite(below) && !Number.isFinite(above)) return 1 + Math.abs(x[j]!);
    return 1 / Math.hypot(1 / below, 1 / above);
  }

  /**
   * The analytic centre by Newton's method from a start off the rows; undefined where it does not converge. Where values
   * can grow without end there is none, and whole steps get no shorter.
   */
  centre(): Float64Array | undefined {
    const { low, high, outerLow, outerHigh, rowLow } = this.program;
    const columns = low.length;
    const x = Float64Array.from(low, (l, j) => {
      if (Number.isFinite(l) && Number.isFinite(high[j]!)) return (l + high[j]!) / 2;
      const most = Number.isFinite(outerHigh[j]!) ? outerHigh[j]! : 1e3;
      if (Number.isFinite(l)) return l + Math.max(0.1, Math.min(5, (most - l) / 4));
      return Number.isFinite(outerLow[j]!) ? outerLow[j]! + 1 : 0;
    });
    const size = 1 + rowLow.reduce((m, v) => Math.max(m, Math.abs(v)), 0);
    let [last, stalled] = [Infinity, 0];
    for (let step = 0; step < newtonSteps; step++) {
      // dx = S (A' y - g) with S = 1 / second derivative, g the gradient, and A dx = b - A x.
      const scale = new Float64Array(columns);
      const pull = new Float64Array(columns);
      for (let j = 0; j < columns; j++) {
        const [below, above] = [x[j]! - low[j]!, high[j]! - x[j]!];
        scale[j] = this.room(x, j) ** 2;
        pull[j] = scale[j]! * (1 / below - 1 / above);
      }
      const missing = this.times(pull).map((v, r) => rowLow[r]! - v);
      const now = this.times(x);
      let off = 0;
      for (let r = 0; r < this.rows; r++) {
        missing[r]! -= now[r]!;
        off = Math.max(off, Math.abs(rowLow[r]! - now[r]!));
      }
      const y = this.solve(scale, missing);
      const back = this.transposed(y);
      const move = pull.map((p, j) => p + scale[j]! * back[j]!);
      let length = 0;
      for (let j = 0; j < columns; j++) length = Math.max(length, Math.abs(move[j]!) / this.room(x, j));
      const reach = Math.min(1, 0.9 * this.farthest(x, move));
      for (let j = 0; j < columns; j++) x[j]! += reach * move[j]!;
      if (off < 1e-9 * size && length < 0.5) return x;
      stalled = reach === 1 && length > 0.9 * last ? stalled + 1 : 0;
      if (!Number.isFinite(length) || stalled >= 3) return undefined;
      last = length;
    }
    return undefined;
  }

  /** One step of affine scaling up (or down, with sign -1) the costs; false where nothing moves. */
  step(x: Float64Array, costs: Float64Array, sign: number): boolean {
    const scale = Float64Array.from(x, (_, j) => this.room(x, j) ** 2);
    const weighted = costs.map((c, j) => scale[j]! * c);
    const back = this.transposed(this.solve(scale, this.times(weighted)));
    const move = costs.map((c, j) => sign * scale[j]! * (c - back[j]!));
    const reach = 0.9 * this.farthest(x, move);
    if (!Number.isFinite(reach) || reach <= 0) return false;
    for (let j = 0; j < x.length; j++) x[j]! += reach * move[j]!;
    return true;
  }

  /** How many times a move can be made before a bound is met. */
  private farthest(x: Float64Array, move: Float64Array): number {
    const { low, high } = this.program;
    let reach = Infinity;
    for (let j = 0; j < x.length; j++) {
      const m = move[j]!;
      if (m < 0) reach = Math.min(reach, (low[j]! - x[j]!) / m);
      else if (m > 0) reach = Math.min(reach, (high[j]! - x[j]!) / m);
    }
    return reach;
  }

  /** Solves (A diag(scale) A') y = right by conjugate gradients, preconditioned by the diagonal. */
  private solve(scale: Float64Array, right: Float64Array): Float64Array {
    const { start, column, coefficient } = this.program;
    const diagonal = new Float64Array(this.rows);
    for (let r = 0; r < this.rows; r++) {
      for (let e = start[r]!; e < start[r + 1]!; e++)
        diagonal[r]! += coefficient[e]! ** 2 * scale[column[e]!]!;
      if (!(diagonal[r]! > 0)) diagonal[r] = 1;
    }
    const y = new Float64Array(this.rows);
    const rest = right.slice();
    const z = rest.map((v, r) => v / diagonal[r]!);
    const p = z.slice();
    let product = dot(rest, z);
    const enough = 1e-24 * product;
    for (let i = 0; i < 500 && product > enough; i++) {
      const back = this.transposed(p);
      for (let j = 0; j < back.length; j++) back[j]! *= scale[j]!;
      const q = this.times(back);
      const curve = dot(p, q);
      if (!(curve > 0)) break;
      const alpha = product / curve;
      for (let r = 0; r < this.rows; r++) {
        y[r]! += alpha * p[r]!;
        rest[r]! -= alpha * q[r]!;
        z[r] = rest[r]! / diagonal[r]!;
      }
      const next = dot(rest, z);
      for (let r = 0; r < this.rows; r++) p[r] = z[r]! + (next / product) * p[r]!;
      product = next;
    }
    return y;
  }

  /** A x. */
  private times(x: Float64Array): Float64Array {
    const { start, column, coefficient } = this.program;
    const sums = new Float64Array(this.rows);
    for (let r = 0; r < this.rows; r++) {
      let sum = 0;
      for (let e = start[r]!; e < start[r + 1]!; e++) sum += coefficient[e]! * x[column[e]!]!;
      sums[r] = sum;
    }
    return sums;
  }

  /** A' y. */
  private transposed(y: Float64Array): Float64Array {
    const { start, column, coefficient, cell } = this.program;
    const sums = new Float64Array(cell.length);
    for (let r = 0; r < this.rows; r++) {
      const v = y[r]!;
      for (let e = start[r]!; e < start[r + 1]!; e++) sums[column[e]!]! += coefficient[e]! * v;
    }
    return sums;
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
