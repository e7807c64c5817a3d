import { h } from "../draw/dom.js";
import type { Tile } from "../figure/spec.js";

/** Headline figures: what, how much, of what unit and when, and how that compares. */
export function tiles(document: Document, list: Tile[]): HTMLElement {
  return h(
    document,
    "dl",
    { class: "tiles" },
    ...list.map(({ label, value, unit, period, comparison, missing }) =>
      h(
        document,
        "div",
        { class: missing ? "tile missing" : "tile" },
        h(document, "dt", {}, label),
        h(
          document,
          "dd",
          { class: "value" },
          value,
          unit && h(document, "span", { class: "unit" }, ` ${unit}`),
        ),
        h(document, "dd", { class: "period" }, period),
        h(document, "dd", { class: "comparison" }, comparison),
      ),
    ),
  );
}
