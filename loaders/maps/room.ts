import type { Position } from "geojson";

export interface Circle {
  x: number;
  y: number;
  radius: number;
}

/**
 * About the largest circle inside an area, for a label: the best point of a grid over it, then of a finer grid around
 * that point, and so on. Points in holes are outside.
 */
export function widest(rings: Position[][]): Circle {
  const xs = rings.flatMap((ring) => ring.map(([x]) => x!));
  const ys = rings.flatMap((ring) => ring.map(([, y]) => y!));
  const side = 16;
  let [west, north] = [Math.min(...xs), Math.min(...ys)];
  let [width, height] = [Math.max(...xs) - west, Math.max(...ys) - north];
  let best: Circle = { x: west + width / 2, y: north + height / 2, radius: Number.NEGATIVE_INFINITY };
  for (let round = 0; round < 3; round++) {
    for (let column = 0; column <= side; column++)
      for (let row = 0; row <= side; row++) {
        const [x, y] = [west + (width * column) / side, north + (height * row) / side];
        const radius = depth(rings, x, y);
        if (radius > best.radius) best = { x, y, radius };
      }
    [width, height] = [(2 * width) / side, (2 * height) / side];
    [west, north] = [best.x - width / 2, best.y - height / 2];
  }
  return best;
}

/** Distance from a point to the nearest border, below zero outside. */
function depth(rings: Position[][], x: number, y: number): number {
  let nearest = Number.POSITIVE_INFINITY;
  let inside = false;
  for (const ring of rings)
    for (let at = 1; at < ring.length; at++) {
      const [ax, ay] = ring[at - 1] as [number, number];
      const [bx, by] = ring[at] as [number, number];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
      const length = (bx - ax) ** 2 + (by - ay) ** 2;
      const along = length === 0 ? 0 : ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length;
      const near = Math.max(0, Math.min(1, along));
      nearest = Math.min(nearest, Math.hypot(ax + near * (bx - ax) - x, ay + near * (by - ay) - y));
    }
  return inside ? nearest : -nearest;
}
