import { h } from "../draw/dom.js";
import { finish } from "../draw/finish.js";
import type { Scene } from "./scene.js";
import type { FigureSpec, FigureState } from "./spec.js";
import { tableOf } from "./table.js";

/** Drawn widths in CSS pixels, narrow for phones; the style sheet shows the one that fits. */
export const widths = { narrow: 340, half: 580, full: 960 };

/**
 * The frame that every figure has: the finding as its title; unit, population, area and period; the drawing,
 * narrow and wide; what is missing; source, tier and qualifier; a table and a CSV download. `csv` is the
 * address of the download.
 */
export function frame(
  document: Document,
  spec: FigureSpec,
  state: FigureState,
  scene: Scene,
  csv: string,
): HTMLElement {
  const size = spec.size ?? "half";
  const mark = state.synthetic ? scene.t("mark.synthetic") : "";
  const drawing = (kind: "narrow" | "wide", width: number) => {
    const svg = finish(spec.chart(state, scene, { width, document }), { alt: state.alt, mark });
    return h(document, "div", { class: `drawing ${kind}` }, svg);
  };
  const empty = state.rows.length === 0;
  return h(
    document,
    "figure",
    { id: spec.id, "data-figure": spec.id, class: `figure ${size}` },
    h(
      document,
      "figcaption",
      {},
      h(document, "h3", {}, state.title),
      h(
        document,
        "p",
        { class: "scope" },
        [state.unit, state.area, state.period].filter(Boolean).join(" · "),
      ),
    ),
    empty &&
      h(document, "p", { class: "empty" }, scene.t("figure.none", { reason: scene.t("figure.none.rows") })),
    !empty && drawing("narrow", widths.narrow),
    !empty && drawing("wide", widths[size]),
    state.notes.length > 0 &&
      h(document, "ul", { class: "notes" }, ...state.notes.map((note) => h(document, "li", {}, note))),
    provenance(document, state, scene),
    h(
      document,
      "div",
      { class: "actions" },
      h(
        document,
        "details",
        {},
        h(document, "summary", {}, scene.t("figure.table")),
        tableOf(document, state, scene),
      ),
      h(
        document,
        "a",
        {
          class: "csv",
          href: csv,
          download: `${spec.id}.csv`,
          "aria-label": scene.t("figure.csv.label", { title: state.title }),
        },
        scene.t("figure.csv"),
      ),
      h(
        document,
        "a",
        {
          class: "permalink",
          href: `#${spec.id}`,
          "aria-label": scene.t("figure.link.label", { title: state.title }),
        },
        scene.t("figure.link"),
      ),
    ),
  );
}

function provenance(document: Document, state: FigureState, scene: Scene): HTMLElement {
  const tier = scene.list(state.tiers.map((code) => scene.label("tier", code)));
  const qualifier = scene.list(state.qualifiers.map((code) => scene.label("qualifier", code)));
  return h(
    document,
    "div",
    { class: "provenance" },
    h(document, "p", {}, scene.t("figure.population", { population: state.population })),
    h(document, "p", {}, scene.t("figure.source", { source: state.source })),
    h(
      document,
      "p",
      { class: "chips" },
      h(
        document,
        "span",
        { class: state.synthetic ? "chip tier-synthetic" : "chip" },
        scene.t("figure.tier", { tier }),
      ),
      h(document, "span", { class: "chip" }, scene.t("figure.qualifier", { qualifier })),
    ),
  );
}
