/** Column and row of a tile, both from 0. */
export type Spot = readonly [column: number, row: number];

export interface Layout {
  spots: Map<string, Spot>;
  columns: number;
  rows: number;
  /** True where nobody has placed the tiles, so that they stand in the order of their codes. */
  automatic: boolean;
}

/**
 * Where each area's tile stands: as placed, or, unless every area has a place, in lines of a near-square grid in
 * the given order.
 */
export function layout(codes: readonly string[], placed: Record<string, Spot> = {}): Layout {
  const automatic = !codes.every((code) => placed[code]);
  const across = Math.max(1, Math.ceil(Math.sqrt(codes.length)));
  const spots = new Map(
    codes.map((code, at): [string, Spot] => [
      code,
      automatic ? [at % across, Math.floor(at / across)] : placed[code]!,
    ]),
  );
  const [x, y] = [0, 1].map((side) => [...spots.values()].map((spot) => spot[side]!));
  const [left, top] = [Math.min(...x!), Math.min(...y!)];
  for (const [code, [column, row]] of spots) spots.set(code, [column - left, row - top]);
  const span = (values: number[], from: number) => Math.max(0, ...values.map((value) => value - from + 1));
  return { spots, columns: span(x!, left), rows: span(y!, top), automatic };
}
