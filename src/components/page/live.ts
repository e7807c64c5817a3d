import { fromArrow } from "npm:arquero";
import { pages } from "../../figures/index.js";
import { fillReal, realCollections } from "../../figures/reported/real.js";
import { releaseAt } from "../data/fetch.js";
import { firstLanguage, languages } from "../data/languages.js";
import { type Asked, type Lang, readView, type View, writeView } from "../data/view.js";
import type { Pace, Publish } from "../figure/frame.js";
import { sceneOf } from "../figure/scene.js";
import { toggled } from "../figure/series.js";
import { choicesOf } from "../filters/filters.js";
import { player } from "../filters/player.js";
import { fill } from "./fill.js";
import { inTurn } from "./in-turn.js";
import { placeOf } from "./place.js";

/** A page that can be drawn again. */
export interface Live {
  /** Shows what the address asks for. */
  draw(): void;
  /** The same, where it asks for something else than is shown: a way to another place of the page does not. */
  follow(): void;
  /** Writes what the form says into the address, and shows it. */
  choose(): void;
  /** Shows a series of a figure alone or beside those chosen, or leaves it again. */
  toggle(button: HTMLElement): void;
  /** Shows the period so many before or after the one shown, where there is one. */
  step(by: number): void;
  /** Goes through the periods to the last, from the first if the last is shown; stops if it is going. */
  play(): void;
  stop(): void;
}

const nothing = () => {};
const asleep: Live = {
  draw: nothing,
  follow: nothing,
  choose: nothing,
  toggle: nothing,
  step: nothing,
  play: nothing,
  stop: nothing,
};

/** Loads what the page at the window's address needs from the release at `base`. */
export async function open(base: string, { document, location, history }: Window): Promise<Live> {
  const load = releaseAt(base, fromArrow);
  const { manifest } = await load("", []);
  const { collection, page: slug, area } = document.documentElement.dataset;
  const built = Object.entries(languages).find(([, { tag }]) => tag === document.documentElement.lang);
  const place =
    collection && slug
      ? { collection, slug, area, lang: (built?.[0] ?? firstLanguage) as Lang }
      : placeOf(location.pathname, manifest);
  const page = place && pages[place.slug];
  if (!place || !page) return asleep;
  const release = await load(place.collection, [page.filter, ...page.tables, "areas"]);
  const fixed = { collection: place.collection, lang: place.lang };
  const top: View = { ...fixed, area: manifest.collections[place.collection]!.root, period: "" };
  // In the preview nothing is built in.
  if (document.documentElement.dataset.root === undefined && document.querySelector("main [data-real]")) {
    await Promise.all(realCollections(release).map((name) => load(name, ["figures", "areas"])));
    fillReal(document, release, top);
  }
  const closed = sceneOf(release, top);
  const choices = choicesOf(closed, page, place.area);
  const form = () => document.querySelector<HTMLFormElement>("form[data-filters]");
  let urls: string[] = [];
  let work = inTurn();

  let drawn: string | undefined;
  // The page was built as its bare address shows it.
  const builtFor = readView("", fixed, choices).view;
  const draw = (search = location.search) => {
    drawn = search;
    const { view, unknown } = readView(search, fixed, choices);
    const scene = sceneOf(release, view);
    const gone = urls;
    urls = [];
    work.stop();
    work = inTurn();
    const { later, end } = work;
    const publish: Publish = (_, kind, text) => {
      const file =
        kind === "csv"
          ? new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" })
          : new Blob([text], { type: "image/svg+xml" });
      const url = URL.createObjectURL(file);
      urls.push(url);
      return url;
    };
    fill(document, page, scene, choices, publish, (figure) => ({
      ...lookOf(figure),
      later,
      standing: { figure, builtFor },
    }));
    for (const name of ["area", "period", "compare"] as const) {
      const select = form()?.querySelector<HTMLSelectElement>(`select[name=${name}]`);
      if (select) select.value = view[name] ?? "";
    }
    const at = choices.periods.indexOf(view.period);
    for (const button of form()?.querySelectorAll("[data-step]") ?? []) {
      const there = choices.periods[at + Number(button.getAttribute("data-step"))];
      button.setAttribute("aria-disabled", String(!there));
    }
    const shown = {
      area: scene.area(view.area),
      period: scene.period(view.period),
      beside: scene.area(view.compare ?? ""),
    };
    const key = unknown[0]
      ? (`filters.unknown.${unknown[0]}` as const)
      : view.compare
        ? "filters.shown.beside"
        : "filters.shown";
    const sentence = scene.t(key, shown);
    // Said when it is so: when all that is not seen has been drawn too.
    end(() => form()?.querySelector("[role=status]")?.replaceChildren(sentence));
    setTimeout(() => {
      for (const url of gone) URL.revokeObjectURL(url);
    });
  };
  const shown = () => readView(drawn ?? location.search, fixed, choices).view;
  // The address follows what is seen: a browser takes milliseconds of the frame to write it.
  const show = (view: View, how: "pushState" | "replaceState") => {
    const search = writeView(view, choices);
    draw(search);
    setTimeout(() => history[how](null, "", `${location.pathname}${search}${location.hash}`));
  };
  const choose = () => {
    const asked = new FormData(form()!);
    const now = shown();
    const chosen = (name: Asked) => String(asked.get(name) ?? now[name] ?? "");
    const view = { ...now, area: chosen("area"), period: chosen("period"), compare: chosen("compare") };
    show(view, "pushState");
  };
  const toggle = (button: HTMLElement) => {
    const { id } = button.closest("figure")!;
    const code = button.dataset.series!;
    const view = shown();
    show({ ...view, series: toggled(view.series ?? [], code) }, "pushState");
    // The figure has been drawn anew, and its buttons with it.
    document
      .querySelector<HTMLElement>(`#${CSS.escape(id)} [data-series="${CSS.escape(code)}"]`)
      ?.focus({ preventScroll: true });
  };
  /** Returns whether there is another period in that direction. */
  const step = (by: number, how: "pushState" | "replaceState" = "pushState"): boolean => {
    const view = shown();
    const at = choices.periods.indexOf(view.period) + by;
    const period = choices.periods[at];
    if (period) show({ ...view, period }, how);
    return choices.periods[at + by] !== undefined;
  };
  const { playing, start, stop } = player(
    (milliseconds, tick) => {
      const timer = setInterval(tick, milliseconds);
      return () => clearInterval(timer);
    },
    () => step(1, "replaceState"),
    (going) => {
      const button = form()?.querySelector(".play");
      button?.replaceChildren(button.getAttribute(going ? "data-stop" : "data-play")!);
      // One message a second would never be read to its end.
      form()
        ?.querySelector("[role=status]")
        ?.setAttribute("aria-live", going ? "off" : "polite");
    },
  );
  const play = () => {
    if (playing()) return stop();
    const view = shown();
    const over = view.period === choices.periods.at(-1);
    show(over ? { ...view, period: choices.periods[0]! } : view, "pushState");
    start();
  };
  const follow = () => {
    if (location.search !== drawn) draw();
  };
  return { draw: () => draw(), follow, choose, toggle, step: (by) => void step(by), play, stop };
}

/** What a reader sees of a figure as it stands. */
function lookOf(figure: HTMLElement): Omit<Pace, "later"> {
  const { top, bottom, height } = figure.getBoundingClientRect();
  const seen = bottom > 0 && top < innerHeight;
  // Asked of a figure far from the screen, it would have to be laid out for the answer.
  const drawing = (["narrow", "wide"] as const).find(
    (kind) => seen && figure.querySelector<HTMLElement>(`.drawing.${kind}`)?.offsetParent,
  );
  return {
    seen,
    ...(drawing ? { drawing } : {}),
    open: figure.querySelector("details")?.open ?? false,
    height,
  };
}
