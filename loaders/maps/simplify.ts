import type { Position } from "geojson";

const keyOf = ([x, y]: Position) => `${x} ${y}`;

/**
 * Closed rings with as few of their points as keep every line within `tolerance` of where it was (Douglas and
 * Peucker 1973). Points where more than two borders meet stay, and a border that two rings share is simplified once
 * and alike, so that neighbours neither gape nor overlap.
 */
export function simplify(rings: Position[][], tolerance: number): Position[][] {
  const beside = new Map<string, Set<string>>();
  for (const ring of rings)
    for (let at = 1; at < ring.length; at++) {
      const [a, b] = [keyOf(ring[at - 1]!), keyOf(ring[at]!)];
      if (a === b) continue;
      beside.set(a, (beside.get(a) ?? new Set()).add(b));
      beside.set(b, (beside.get(b) ?? new Set()).add(a));
    }
  const fixed = (point: Position) => (beside.get(keyOf(point))?.size ?? 0) > 2;
  return rings.map((ring) => {
    const open = ring.slice(0, -1);
    const start = open.findIndex(fixed);
    const turned = from(open, start >= 0 ? start : lowest(open));
    const stops = turned.flatMap((point, at) => (at === 0 || (at < open.length && fixed(point)) ? [at] : []));
    return stops
      .flatMap((stop, at) => border(turned.slice(stop, (stops[at + 1] ?? turned.length - 1) + 1), tolerance))
      .concat([turned[0]!]);
  });
}

/** A ring from another of its points on, closed again. */
const from = (open: Position[], at: number) => [...open.slice(at), ...open.slice(0, at), open[at]!];

/** The same point whoever goes round the ring in whatever direction. */
const lowest = (open: Position[]) =>
  open.reduce((found, [x, y], at) => {
    const [bestX, bestY] = open[found]!;
    return x! < bestX! || (x === bestX && y! < bestY!) ? at : found;
  }, 0);

/** A border without its last point, which is the first of the next. */
function border(points: Position[], tolerance: number): Position[] {
  const keep = new Set([0]);
  const spans: [number, number][] = [[0, points.length - 1]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const found = farthest(points, ...span);
    if (!found || found.distance <= tolerance) continue;
    keep.add(found.at);
    spans.push([span[0], found.at], [found.at, span[1]]);
  }
  return points.filter((_, at) => keep.has(at));
}

/** The point between two others that lies farthest from the line through them. */
function farthest(points: Position[], first: number, last: number) {
  const [ax, ay] = points[first] as [number, number];
  const [bx, by] = points[last] as [number, number];
  const length = Math.hypot(bx - ax, by - ay);
  let found: { at: number; distance: number } | undefined;
  for (let at = first + 1; at < last; at++) {
    const [x, y] = points[at] as [number, number];
    const distance =
      length === 0
        ? Math.hypot(x - ax, y - ay)
        : Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length;
    if (!found || distance > found.distance) found = { at, distance };
  }
  return found;
}
