/** A scheme of livestock units: what one animal of a species counts. A species without a factor is outside it. */
export interface Scheme {
  /** Code of the unit. */
  unit: "sheep_units" | "tlu";
  factors: Record<string, number>;
}

/** The factors of `data/schemes/livestock_units.csv`, which a test compares. Two schemes are never added. */
export const schemes: Record<"sheep_unit" | "tlu", Scheme> = {
  sheep_unit: {
    unit: "sheep_units",
    factors: { camel: 7, horse: 6, cattle: 5, donkey: 3.5, sheep: 1, goat: 0.8 },
  },
  tlu: {
    unit: "tlu",
    factors: { camel: 1, horse: 0.8, cattle: 0.7, donkey: 0.5, sheep: 0.1, goat: 0.1, chicken: 0.01 },
  },
};
