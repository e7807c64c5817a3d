import { h } from "../draw/dom.js";
import { finish } from "../draw/finish.js";
import type { Scene } from "./scene.js";
import type { FigureSpec, FigureState } from "./spec.js";
import { tableOf } from "./table.js";

/** Drawn widths in CSS pixels, narrow for phones; the style sheet shows the one that fits. */
export const widths = { narrow: 340, half: 580, full: 960 };

/** What of a figure has to be there at once; the rest is handed to `later`. */
export interface Pace {
  /** Whether its reader sees the figure. */
  seen: boolean;
  /** The drawing that is seen; both where that is not known. */
  drawing?: "narrow" | "wide";
  /** Whether its table stands open. */
  open: boolean;
  later(work: () => void): void;
}

/** All of it at once. */
export const atOnce: Pace = { seen: true, open: false, later: (work) => work() };

/**
 * The frame that every figure has: the finding as its title; unit, population, area and period; the drawing,
 * narrow and wide; what is missing; source, tier and qualifier; a table and a CSV download, whose address `csv`
 * gives.
 */
export function frame(
  document: Document,
  spec: FigureSpec,
  state: FigureState,
  scene: Scene,
  csv: () => string,
  pace: Pace = atOnce,
): HTMLElement {
  const size = spec.size ?? "half";
  const mark = state.synthetic ? scene.t("mark.synthetic") : "";
  const drawing = (kind: "narrow" | "wide", width: number) => {
    const place = h(document, "div", { class: `drawing ${kind}` });
    const draw = () =>
      place.append(finish(spec.chart(state, scene, { width, document }), { alt: state.alt, mark }));
    if (pace.drawing === undefined || pace.drawing === kind) draw();
    else pace.later(draw);
    return place;
  };
  const details = h(
    document,
    "details",
    { open: pace.open },
    h(document, "summary", {}, scene.t("figure.table")),
  );
  const fillTable = () => details.append(tableOf(document, state, scene));
  if (pace.open) fillTable();
  else pace.later(fillTable);
  const download = h(
    document,
    "a",
    {
      class: "csv",
      download: `${spec.id}.csv`,
      "aria-label": scene.t("figure.csv.label", { title: state.title }),
    },
    scene.t("figure.csv"),
  );
  pace.later(() => download.setAttribute("href", csv()));
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
      details,
      download,
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
