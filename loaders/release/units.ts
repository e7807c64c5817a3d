/** Decimals that a unit is published with; others are whole numbers. */
export const decimals: Record<string, number> = {
  percent: 1,
  percentage_points: 1,
  index: 4,
  ratio: 4,
  times: 2,
  times_line: 2,
  sheep_units: 1,
  tlu: 1,
  livestock_units: 1,
  livestock_units_household: 2,
  hectares: 1,
  // Published by others, each with a unit of its own.
  stated: 4,
};
