import type { Choices } from "../data/view.js";
import { h } from "../draw/dom.js";
import { beside } from "../figure/beside.js";
import { atOnce, frame, type Pace, type Publish } from "../figure/frame.js";
import { pair } from "../figure/pair.js";
import type { Scene } from "../figure/scene.js";
import { type FigureSpec, type FigureState, type PageSpec, reason } from "../figure/spec.js";
import { filters } from "../filters/filters.js";
import { tiles } from "../headline/tiles.js";

/**
 * Fills the places that a page's Markdown leaves open, for one view; again whenever the view changes.
 * A place: `data-banner`, `data-filters`, `data-headline`, `data-area` (its name),
 * `data-text="name"`, `data-block="name"`, `data-figure="id"`, and on a link `data-topic="slug"`, the topic's
 * page for the same area. A part
 * with `data-tables="a b"` is taken out of a page whose collection lacks one of those tables, a part with
 * `data-any="a b"` where it lacks them all, a part with `data-here="a b"` where none of them has a row of the
 * area that is shown, a part with `data-published="topic"` where no figure of the topic is published, and a part
 * with `data-unless="a b"` where the collection has one of those tables. A part with `data-real="topic"` is filled apart,
 * by `fillReal`, since it follows nothing that a reader chooses.
 */
export function fill(
  document: Document,
  page: PageSpec,
  scene: Scene,
  choices: Choices,
  publish: Publish,
  paceOf: (figure: HTMLElement) => Pace = () => atOnce,
): void {
  const places = (attribute: string) => [...document.querySelectorAll<HTMLElement>(`main [${attribute}]`)];
  // Where each figure stands is asked before anything is replaced, so that the page is laid out only once.
  const paced = (attribute: string) => places(attribute).map((place) => [place, paceOf(place)] as const);
  const blocks = paced("data-block");
  const figures = paced("data-figure");
  const lacks = (tables: readonly string[]) => tables.some((table) => !scene.has(table));
  for (const part of places("data-tables")) {
    if (lacks(part.getAttribute("data-tables")!.split(/\s+/))) part.remove();
  }
  for (const part of places("data-any")) {
    if (
      !part
        .getAttribute("data-any")!
        .split(/\s+/)
        .some((table) => scene.has(table))
    )
      part.remove();
  }
  for (const part of places("data-published")) {
    const topic = part.getAttribute("data-published")!;
    if (!scene.has("figures") || scene.rows("figures", { topic }).length === 0) part.remove();
  }
  for (const part of places("data-unless")) {
    if (part.getAttribute("data-unless")!.split(/\s+/).some(scene.has)) part.remove();
  }
  for (const part of places("data-here")) {
    if (
      !part
        .getAttribute("data-here")!
        .split(/\s+/)
        .some((table) => speaksOf(scene, table))
    )
      part.remove();
  }
  for (const place of places("data-banner")) place.replaceChildren(...banner(document, scene));
  if (choices.periods.length > 0) {
    for (const place of places("data-filters")) {
      if (place.tagName !== "FORM") place.replaceWith(filters(document, scene, choices));
    }
  }
  for (const place of places("data-area")) place.replaceChildren(scene.area(scene.view.area));
  for (const place of places("data-topic"))
    place.setAttribute("href", topicAddress(place.getAttribute("data-topic")!, scene));
  for (const place of places("data-headline")) {
    const list = page.headline?.(scene) ?? [];
    place.replaceChildren(...(list.length > 0 ? [tiles(document, list)] : []));
  }
  for (const place of places("data-text")) {
    const sentences = page.texts?.[place.getAttribute("data-text")!]?.(scene) ?? [];
    place.replaceChildren(
      h(
        document,
        "ul",
        { class: "sentences" },
        ...sentences.map((sentence) => h(document, "li", {}, sentence)),
      ),
    );
  }
  for (const [place, pace] of blocks) {
    const block = page.blocks?.[place.getAttribute("data-block")!];
    if (!block || !place.isConnected) continue;
    const draw = () => place.replaceChildren(block(scene, document));
    if (pace.seen) draw();
    else pace.later(draw);
  }
  for (const [place, pace] of figures) {
    if (!place.isConnected) continue;
    const found = page.figures.find(({ id }) => id === place.getAttribute("data-figure"));
    if (!found || lacks(found.tables)) {
      place.remove();
      continue;
    }
    const draw = () => {
      const spec = scene.view.compare ? compared(found, scene) : found;
      const state = spec.state(scene);
      // Of series that only another collection has.
      if (state.rows.length === 0 && spec.tables.every((table) => table === "figures")) return place.remove();
      place.replaceWith(
        page.terse && bare(state)
          ? line(document, spec, state, scene)
          : frame(document, spec, state, scene, publish, pace),
      );
    };
    if (pace.seen) draw();
    else pace.later(draw);
  }
}

/** A figure with a second area: by the course of both, else drawn for each; as it is where it does not follow the area. */
const compared = (figure: FigureSpec, scene: Scene): FigureSpec =>
  figure.course ? beside(figure, figure.course) : (pair(figure, scene) ?? figure);

/** Whether a table has a row of the area that is shown; one without areas speaks of the whole. */
function speaksOf({ has, meta, rows, view, collection }: Scene, table: string): boolean {
  if (!has(table)) return false;
  return meta(table).dimensions.some(({ name }) => name === "area")
    ? rows(table, { area: view.area }).length > 0
    : view.area === collection.root;
}

const numbersOf = ({ columns }: FigureState) => columns.filter(({ kind }) => kind === "number");
/** Whether nothing is left to draw: some numbers are missing, and the others are nothing. */
const bare = (state: FigureState) => {
  if (state.untold) return true;
  const values = numbersOf(state).flatMap(({ name }) => state.rows.map((row) => row[name] ?? null));
  return values.every((value) => value === null || value === 0) && !values.every((value) => value === 0);
};

/** A figure with nothing to draw, as one line that says why. */
function line(document: Document, { id }: FigureSpec, state: FigureState, scene: Scene): HTMLElement {
  const statuses = numbersOf(state).flatMap(({ name }) => state.rows.map((row) => row[`${name}_status`]));
  const reasons = [...new Set(statuses)].filter(Boolean).map((status) => reason(scene, status));
  const why = reasons.length > 0 ? scene.list(reasons) : scene.t("figure.none.rows");
  const words = scene.t("figure.bare", { title: state.title, reason: why });
  return h(document, "p", { id, "data-figure": id, class: "bare" }, words);
}

const topicAddress = (slug: string, { view, collection }: Scene) =>
  `../${slug}.html${view.area === collection.root ? "" : `?area=${view.area}`}`;

function banner(document: Document, scene: Scene): HTMLElement[] {
  const name = h(document, "p", { class: "eyebrow" }, scene.collection.title[scene.lang]);
  if (!scene.collection.synthetic) return [name];
  return [name, h(document, "p", { class: "synthetic", role: "note" }, scene.t("banner.synthetic"))];
}
