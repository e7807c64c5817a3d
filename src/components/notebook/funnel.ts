/** One area's figure: `value` in any unit, `size` the households behind it. */
export interface Area {
  area: string;
  name: string;
  value: number;
  size: number;
}

export interface Judged extends Area {
  /** Difference from the centre in standard errors of an area of this size. */
  z: number;
  /** Two-sided chance of at least such a difference where there is none. */
  p: number;
  /** True where the area stands out among all that were looked at, not only on its own. */
  outside: boolean;
}

export interface Funnel {
  areas: Judged[];
  /** Limits for one area alone, and for all areas at once, at a size: [lower, upper]. */
  alone: (size: number) => [number, number];
  together: (size: number) => [number, number];
  /** Spread between areas beyond that of their size, in the unit of the values. */
  between: number;
}

/**
 * Compares areas with a centre while allowing for their size.
 *
 * The standard error of a median of n households is taken as the county's interquartile range divided by
 * the root of n: the density of the middle half, 1 / (2 IQR), put into 1 / (2 f sqrt(n)). For a single-peaked
 * spread that is on the cautious side. With `ordinary`, the spread between areas that is left over (by the
 * method of moments) is added, so that an area is outside only if it differs more than areas usually do.
 *
 * @param alpha chance, over all areas together, of calling at least one outside where none is
 */
export function funnel(
  areas: Area[],
  { centre, iqr, alpha, ordinary }: { centre: number; iqr: number; alpha: number; ordinary: boolean },
): Funnel {
  const error = (size: number) => iqr / Math.sqrt(size);
  const between = ordinary ? spreadBetween(areas, centre, error) : 0;
  const total = (size: number) => Math.hypot(error(size), between);
  const limits =
    (z: number) =>
    (size: number): [number, number] => [centre - z * total(size), centre + z * total(size)];
  const scored = areas.map((area) => {
    const z = (area.value - centre) / total(area.size);
    return { ...area, z, p: 2 * (1 - normalCdf(Math.abs(z))) };
  });
  return {
    areas: scored.map((area) => ({ ...area, outside: Math.abs(area.z) > zTogether(areas.length, alpha) })),
    alone: limits(normalQuantile(1 - alpha / 2)),
    together: limits(zTogether(areas.length, alpha)),
    between,
  };
}

/** Standard errors that one of `count` independent areas exceeds with chance `alpha` (after Šidák). */
export const zTogether = (count: number, alpha: number): number =>
  normalQuantile(1 - (1 - (1 - alpha) ** (1 / count)) / 2);

/** Standard deviation between areas by the method of moments: what the differences have beyond their errors. */
function spreadBetween(areas: Area[], centre: number, error: (size: number) => number): number {
  const weights = areas.map(({ size }) => error(size) ** -2);
  const sum = weights.reduce((a, b) => a + b, 0);
  const q = areas.reduce((total, { value }, i) => total + weights[i]! * (value - centre) ** 2, 0);
  return Math.sqrt(Math.max(0, (q - areas.length) / sum));
}

/** Chance that a standard normal figure is below `z`; correct to 1e-7 (Abramowitz and Stegun 26.2.17). */
export function normalCdf(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  const series = [1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.31938153];
  const tail = density * series.reduce((sum, c) => (sum + c) * t, 0);
  return z > 0 ? 1 - tail : tail;
}

/** Inverse of {@link normalCdf}, by halving; |z| up to 6. */
export function normalQuantile(p: number): number {
  let [low, high] = [-6, 6];
  while (high - low > 1e-9) {
    const middle = (low + high) / 2;
    if (normalCdf(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
