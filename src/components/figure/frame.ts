import type { Key } from "../../locales/catalog.js";
import type { View } from "../data/view.js";
import { h } from "../draw/dom.js";
import { finish } from "../draw/finish.js";
import { embedAddress } from "../page/place.js";
import { csvOf } from "./csv.js";
import type { Scene } from "./scene.js";
import type { Choice } from "./series.js";
import { sheetOf } from "./sheet.js";
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
  /** Its height in CSS pixels as it stands, which it keeps until it is laid out anew. */
  height?: number;
  /** The figure as it stands, in a page built for a view: a drawing that the new view leaves alone is taken from it. */
  standing?: { figure: HTMLElement; builtFor: View };
  later(work: () => void): void;
}

/** Gives a figure's file an address. */
export type Publish = (figure: FigureSpec, kind: "csv" | "svg", text: string) => string;

/** All of it at once. */
export const atOnce: Pace = { seen: true, open: false, later: (work) => work() };

/**
 * The frame that every figure has: the finding as its title; unit, population, area and period; the drawing,
 * narrow and wide; what is missing; source, tier and qualifier; a table; downloads of its rows and of its
 * drawing; and links to it. `publish` gives the downloads their addresses. What needs a script is a button, which
 * the style sheet hides without one.
 */
export function frame(
  document: Document,
  spec: FigureSpec,
  state: FigureState,
  scene: Scene,
  publish: Publish,
  pace: Pace = atOnce,
): HTMLElement {
  const size = spec.size ?? "half";
  const mark = state.synthetic ? scene.t("mark.synthetic") : "";
  const drawing = (kind: "narrow" | "wide", width: number) => {
    const old = pace.standing?.figure.querySelector<HTMLElement>(`.drawing.${kind}`);
    if (old?.firstElementChild && stays(spec, drawnFor.get(old) ?? pace.standing!.builtFor, scene.view)) {
      old.firstElementChild.setAttribute("aria-label", state.alt);
      return old;
    }
    const place = h(document, "div", { class: `drawing ${kind}` });
    drawnFor.set(place, scene.view);
    const draw = () =>
      place.append(finish(spec.chart(state, scene, { width, document }), { alt: state.alt, mark }));
    if (pace.drawing === undefined || pace.drawing === kind) draw();
    else pace.later(draw);
    return place;
  };
  const empty = state.rows.length === 0;
  const narrow = empty ? undefined : drawing("narrow", widths.narrow);
  const wide = empty ? undefined : drawing("wide", widths[size]);
  const details = h(
    document,
    "details",
    { open: pace.open },
    h(document, "summary", {}, scene.t("figure.table")),
  );
  const fillTable = () => details.append(tableOf(document, state, scene));
  if (pace.open) fillTable();
  else pace.later(fillTable);
  // Made after the drawing that it shows.
  const files = {
    csv: () => csvOf(state, scene),
    svg: () => sheetOf(state, scene, wide?.firstElementChild ?? undefined),
  };
  const file = (kind: "csv" | "svg") => {
    const label = scene.t(`figure.${kind}.label`, { title: state.title });
    const attributes = { class: kind, download: `${spec.id}.${kind}`, "aria-label": label };
    const link = h(document, "a", attributes, scene.t(`figure.${kind}`));
    pace.later(() => link.setAttribute("href", publish(spec, kind, files[kind]())));
    return link;
  };
  const figure = h(
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
    seriesOf(document, state, scene),
    empty &&
      h(document, "p", { class: "empty" }, scene.t("figure.none", { reason: scene.t("figure.none.rows") })),
    narrow,
    wide,
    state.notes.length > 0 &&
      h(document, "ul", { class: "notes" }, ...state.notes.map((note) => h(document, "li", {}, note))),
    provenance(document, state, scene),
    h(
      document,
      "div",
      { class: "actions" },
      details,
      h(
        document,
        "div",
        { class: "links" },
        file("csv"),
        file("svg"),
        ...links(document, spec.id, state.title, scene),
      ),
      h(document, "p", { role: "status" }),
    ),
  );
  if (pace.height) figure.style.setProperty("contain-intrinsic-block-size", `auto ${pace.height}px`);
  return figure;
}

// A choice that follows fast on another finds figures that the first has not reached yet.
const drawnFor = new WeakMap<HTMLElement, View>();

/** Whether a drawing made for one view is that of another. */
function stays({ follows }: FigureSpec, was: View, now: View): boolean {
  if (!follows || now.compare || was.compare) return false;
  const same = (["area", "period"] as const).every(
    (name) => !follows.includes(name) || now[name] === was[name],
  );
  return same && String(now.series) === String(was.series);
}

/** The picture, and ways to the figure: to it in its page, as code for another site, and to it alone. */
function links(document: Document, id: string, title: string, scene: Scene): HTMLElement[] {
  const label = (key: Key) => ({ "aria-label": scene.t(key, { title }) });
  const button = (act: "png" | "embed", attributes = {}) =>
    h(
      document,
      "button",
      { type: "button", "data-act": act, ...attributes, ...label(`figure.${act}.label`) },
      scene.t(`figure.${act}`),
    );
  const link = { class: "permalink", href: `#${id}`, "data-act": "link", ...label("figure.link.label") };
  const alone = { class: "alone", href: embedAddress(document, scene, id), ...label("figure.alone.label") };
  return [
    button("png"),
    h(document, "a", link, scene.t("figure.link")),
    button("embed", { "aria-expanded": "false" }),
    h(document, "a", alone, scene.t("figure.alone")),
  ];
}

/** A button for each series of a figure that draws several; none pressed stands for all. */
function seriesOf(document: Document, { series = [] }: FigureState, { t }: Scene): HTMLElement | false {
  if (series.length < 2) return false;
  const button = ({ code, name, chosen }: Choice) =>
    h(document, "button", { type: "button", "data-series": code, "aria-pressed": String(chosen) }, name);
  return h(
    document,
    "div",
    { class: "series", role: "group", "aria-label": t("figure.series") },
    h(document, "span", { "aria-hidden": "true" }, t("figure.series")),
    ...series.map(button),
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
