/**
 * A disclosure problem: cells, and the sums that tie them together, without a word of what they count.
 * Columns of one length, so that a million cells stay a few arrays.
 */
export interface Problem {
  /** Exact value of each cell. */
  value: Float64Array;
  state: Uint8Array;
  /** What withholding the cell costs its readers; the cheapest go first. Totals and headline cells cost most. */
  cost: Float64Array;
  /** What anyone knows of the value before reading: counts are never below 0. May be infinite. */
  low: Float64Array;
  high: Float64Array;
  /** How wide the interval must at least be that a reader can compute for a primary cell; 0 for others. */
  width: Float64Array;
  /** 1 where a single household or holder makes up the cell, and so knows it. */
  single: Uint8Array;
  /** Of such cells a number of that household or holder, the same in all that it makes up alone; −1 where none is known. */
  contributor?: Float64Array;
  /** Relations in compressed rows: the coefficients of relation r, times their cells, sum to 0. */
  start: Uint32Array;
  cell: Uint32Array;
  coefficient: Float64Array;
}

export const state = {
  /** May be published, may be withheld to protect another. */
  open: 0,
  /** Must neither be published nor become known, not within its width. */
  primary: 1,
  /** Known whatever is decided now: published before, or bound to be published. */
  known: 2,
  /** Never published and in no need of protection, such as a sum that no table shows. */
  unseen: 3,
} as const;

export interface Solution {
  /** 1 where the value is published or was known before. */
  published: Uint8Array;
  primary: number;
  /** Open cells withheld to protect others. */
  secondary: number;
  /**
   * Primary cells that known cells give away whatever is withheld: exactly, to everyone or to a lone
   * contributor, or, where an audit found them too narrow, within their width.
   */
  unprotectable: Uint32Array;
}
