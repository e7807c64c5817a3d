/** Rows of a system as they are found. */
export class Rows {
  private readonly ends: number[] = [0];
  private readonly cells: number[] = [];
  private readonly coefficients: number[] = [];
  private readonly lows: number[] = [];
  private readonly highs: number[] = [];

  add(cells: number[], coefficients: number[], low: number, high: number): void {
    for (const c of cells) this.cells.push(c);
    for (const k of coefficients) this.coefficients.push(k);
    this.ends.push(this.cells.length);
    this.lows.push(low);
    this.highs.push(high);
  }

  /** In compressed form: cells and coefficients of row r from `start[r]` up to `start[r + 1]`, and its bounds. */
  compressed() {
    return {
      start: Uint32Array.from(this.ends),
      cell: Uint32Array.from(this.cells),
      coefficient: Float64Array.from(this.coefficients),
      rowLow: Float64Array.from(this.lows),
      rowHigh: Float64Array.from(this.highs),
    };
  }
}
