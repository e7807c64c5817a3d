import { type Program, pinned, widthOf } from "./program.ts";

/**
 * The values that complete witnesses give each cell of a part. A witness is a set of values that keeps every
 * row and bound, so the true interval of a cell reaches at least from the smallest to the largest one seen.
 */
export class Witnesses {
  readonly low: Float64Array;
  readonly high: Float64Array;
  private readonly error: number;
  private readonly lowSettled: Uint8Array;
  private readonly highSettled: Uint8Array;

  /** @param wholeOnly whether values that must be whole numbers are no witness where they are not */
  constructor(
    private readonly program: Program,
    private readonly wholeOnly = false,
  ) {
    const columns = program.cell.length;
    this.low = new Float64Array(columns).fill(Infinity);
    this.high = new Float64Array(columns).fill(-Infinity);
    this.error = Math.max(1e-5, 1e-9 * sizeOf(program));
    this.lowSettled = new Uint8Array(columns);
    this.highSettled = new Uint8Array(columns);
  }

  /**
   * Takes values of all cells of the part.
   * @returns whether they keep every row and bound, within 1e-5 or a billionth of the largest published sum;
   * values that do not are no witness
   */
  add(found: Float64Array): boolean {
    const { program, error } = this;
    const values = this.wholeOnly ? found.map((v, j) => (program.whole[j] ? Math.round(v) : v)) : found;
    if (values.some((v, j) => Math.abs(v - found[j]!) > error)) return false;
    const { low, high, start, column, coefficient, rowLow, rowHigh } = program;
    for (let r = 0; r < rowLow.length; r++) {
      let sum = 0;
      for (let e = start[r]!; e < start[r + 1]!; e++) sum += coefficient[e]! * values[column[e]!]!;
      // Not a number is no witness either.
      if (!(sum >= rowLow[r]! - error && sum <= rowHigh[r]! + error)) return false;
    }
    for (let j = 0; j < values.length; j++) {
      if (!(values[j]! >= low[j]! - error && values[j]! <= high[j]! + error)) return false;
    }
    for (let j = 0; j < values.length; j++) {
      const v = values[j]!;
      if (v < this.low[j]!) this.low[j] = v;
      if (v > this.high[j]!) this.high[j] = v;
    }
    return true;
  }

  /** Whether the interval of a column is neither as wide as asked nor known exactly. */
  isMissing = (j: number): boolean => this.isNarrow(j) && !this.isExact(j);

  private isNarrow(j: number): boolean {
    const reach = this.program.reach[j]!;
    const [low, high] = [this.low[j]!, this.high[j]!];
    const width = widthOf(low, high, this.program.whole[j]!);
    return reach > 0 && (!(width >= reach) || pinned(low, high));
  }

  /** Columns whose interval is neither as wide as asked nor known exactly. */
  missing(): number[] {
    const columns: number[] = [];
    for (let j = 0; j < this.low.length; j++) if (this.isMissing(j)) columns.push(j);
    return columns;
  }

  /** Takes over of other witnesses the cells that these show to be too narrow, or without an end. */
  leaveTo(others: Witnesses): void {
    for (let j = 0; j < this.low.length; j++) {
      if (others.high[j] === Infinity) this.high[j] = Infinity;
      if (others.low[j] === -Infinity) this.low[j] = -Infinity;
      if (!others.isNarrow(j)) continue;
      [this.low[j], this.high[j]] = [others.low[j]!, others.high[j]!];
      this.lowSettled[j] = others.lowSettled[j]!;
      this.highSettled[j] = others.highSettled[j]!;
    }
  }

  settleLow(j: number): void {
    this.lowSettled[j] = 1;
  }

  settleHigh(j: number): void {
    this.highSettled[j] = 1;
  }

  found(): { low: Float64Array; high: Float64Array; exact: Uint8Array } {
    return {
      low: this.low,
      high: this.high,
      exact: Uint8Array.from(this.low, (_, j) => (this.isExact(j) ? 1 : 0)),
    };
  }

  /** An end is known once a program has found it, or a witness stands on its outer bound. */
  private isExact(j: number): boolean {
    const { outerLow, outerHigh } = this.program;
    return (
      (this.lowSettled[j] === 1 || this.low[j]! <= outerLow[j]! + 1e-9) &&
      (this.highSettled[j] === 1 || this.high[j]! >= outerHigh[j]! - 1e-9)
    );
  }
}

/** The largest published value or sum of a part. */
export function sizeOf({ rowLow, rowHigh, low }: Program): number {
  let size = 0;
  for (const values of [rowLow, rowHigh, low]) {
    for (const v of values) if (Number.isFinite(v)) size = Math.max(size, Math.abs(v));
  }
  return size;
}
