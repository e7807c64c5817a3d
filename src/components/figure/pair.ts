import type { Size } from "../draw/finish.js";
import { s } from "../draw/svg.js";
import type { Scene } from "./scene.js";
import type { FigureSpec, FigureState } from "./spec.js";

/** Pixels that an area's name takes above its drawing. */
const heading = 28;

/**
 * A figure that speaks of the area shown, as it is when a second area is compared: what it finds in each, and a drawing
 * of each, one below the other on one scale. Nothing for a figure that says the same whichever area is shown, or that
 * shows areas side by side itself.
 */
export function pair(spec: FigureSpec, scene: Scene): FigureSpec | undefined {
  const { area, compare } = scene.view;
  if (!compare) return undefined;
  const scenes = [scene, scene.seen({ area: compare, compare: area })];
  const states = scenes.map(spec.state);
  const [one, two] = states as [FigureState, FigureState];
  if (one.area === two.area || one.columns.some(({ name }) => name === "area")) return undefined;
  const own = (state: FigureState, note: string) => scene.t("pair.note", { area: state.area, note });
  const state: FigureState = {
    ...one,
    title:
      one.title === two.title
        ? one.title
        : scene.t("pair.title", { first: one.area, one: one.title, second: two.area, two: two.title }),
    alt: scene.t("pair.alt", { first: one.area, one: one.alt, second: two.area, two: two.alt }),
    area: scene.list([one.area, two.area]),
    tiers: [...new Set([...one.tiers, ...two.tiers])],
    qualifiers: [...new Set([...one.qualifiers, ...two.qualifiers])],
    columns: [
      { name: "area", label: scene.t("filters.area"), kind: "text", names: scene.area },
      ...one.columns,
    ],
    rows: [
      ...one.rows.map((row) => ({ ...row, area })),
      ...two.rows.map((row) => ({ ...row, area: compare })),
    ],
    notes: [
      ...one.notes.map((note) => (two.notes.includes(note) ? note : own(one, note))),
      ...two.notes.filter((note) => !one.notes.includes(note)).map((note) => own(two, note)),
    ],
    untold: Boolean(one.untold && two.untold),
  };
  const draw = (size: Size) =>
    states.map((each, at) => (each.rows.length > 0 ? spec.chart(each, scenes[at]!, size) : undefined));
  return {
    ...spec,
    state: () => state,
    chart(_, __, size) {
      const reach = Math.max(...draw(size).map(reachOf));
      return stacked(
        draw({ ...size, reach }).map((drawing, at) => ({
          name: states[at]!.area,
          drawing,
          none: scene.t("figure.none", { reason: scene.t("figure.none.rows") }),
        })),
        size,
      );
    },
  };
}

/** Where the scale from zero of a drawing ends; 0 where it has none. */
function reachOf(drawing: Element | undefined): number {
  const { scale } = (drawing ?? {}) as { scale?: (name: string) => { domain?: unknown[] } | undefined };
  const ends = ["x", "y"].map((name) => scale?.(name)?.domain ?? []);
  return Math.max(0, ...ends.map(([from, to]) => (from === 0 && typeof to === "number" ? to : 0)));
}

/** Drawings of one width below each other, each under its name. */
function stacked(
  parts: { name: string; drawing: Element | undefined; none: string }[],
  { width, document }: Size,
): Element {
  const placed: Element[] = [];
  let y = 0;
  for (const { name, drawing, none } of parts) {
    const words = (text: string, attributes: Record<string, string | number>) =>
      s(document, "text", { x: 0, "text-anchor": "start", fill: "var(--ink)", ...attributes }, text);
    placed.push(words(name, { y: y + 14, "font-weight": 600 }));
    y += heading;
    if (drawing) {
      // Type is the outer drawing's, which the style sheet knows.
      for (const name of ["class", "font-size", "font-family"]) drawing.removeAttribute(name);
      drawing.setAttribute("y", String(y));
      placed.push(drawing);
      y += Number(drawing.getAttribute("height"));
    } else {
      placed.push(words(none, { y: y + 14 }));
      y += heading;
    }
    y += 16;
  }
  return s(
    document,
    "svg",
    { width, height: y, viewBox: `0 0 ${width} ${y}`, fill: "currentColor" },
    ...placed,
  );
}
