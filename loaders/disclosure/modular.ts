/** Exact arithmetic modulo a prime whose products of two residues stay below 2^53, so that doubles hold them. */
export const prime = 67108859;

const reciprocal = 1 / prime;

/** a × b of two residues. */
export function multiply(a: number, b: number): number {
  const product = a * b;
  const rest = product - Math.floor(product * reciprocal) * prime;
  return rest < 0 ? rest + prime : rest >= prime ? rest - prime : rest;
}

/** a − b of two residues. */
export function subtract(a: number, b: number): number {
  return a >= b ? a - b : a - b + prime;
}

/** The residue that times `a` is 1, by Euclid's algorithm; `a` is not 0. */
export function inverse(a: number): number {
  let [r, s, x, y] = [prime, a, 0, 1];
  while (s !== 0) {
    const q = Math.floor(r / s);
    [r, s] = [s, r - q * s];
    [x, y] = [y, x - q * y];
  }
  return x < 0 ? x + prime : x;
}

/** The same residue other than 0 for the same cell and draw, as good as random (a finaliser of 32-bit hashes). */
export function draw(cell: number, number: number): number {
  let h = (Math.imul(cell + 1, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b)) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return 1 + (((h ^ (h >>> 16)) >>> 0) % (prime - 1));
}
