import { fromArrow } from "npm:arquero";
import { pages } from "../../figures/index.js";
import { releaseAt } from "../data/fetch.js";
import { firstLanguage, languages } from "../data/languages.js";
import { type Lang, readView, type View, writeView } from "../data/view.js";
import { sceneOf } from "../figure/scene.js";
import { choicesOf, filterTable } from "../filters/filters.js";
import { fill } from "./fill.js";
import { placeOf } from "./place.js";

/** A page that can be drawn again. */
export interface Live {
  /** Shows what the address asks for. */
  draw(): void;
  /** Writes what the form says into the address, and shows it. */
  choose(): void;
}

const asleep: Live = { draw: () => {}, choose: () => {} };

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
  const release = await load(place.collection, [...page.tables, "areas"]);
  const fixed = { collection: place.collection, lang: place.lang };
  const top: View = { ...fixed, area: manifest.collections[place.collection]!.root, period: "" };
  const closed = sceneOf(release, top);
  const choices = choicesOf(closed, filterTable(closed, page), place.area);
  const form = () => document.querySelector<HTMLFormElement>("form[data-filters]");
  let urls: string[] = [];

  const draw = () => {
    const { view, unknown } = readView(location.search, fixed, choices);
    const scene = sceneOf(release, view);
    for (const url of urls) URL.revokeObjectURL(url);
    urls = [];
    fill(document, page, scene, choices, (_, csv) => {
      const url = URL.createObjectURL(new Blob(["\ufeff", csv], { type: "text/csv;charset=utf-8" }));
      urls.push(url);
      return url;
    });
    for (const name of ["area", "period"] as const) {
      const select = form()?.querySelector<HTMLSelectElement>(`select[name=${name}]`);
      if (select) select.value = view[name];
    }
    const shown = { area: scene.area(view.area), period: scene.period(view.period) };
    const sentence = scene.t(unknown[0] ? `filters.unknown.${unknown[0]}` : "filters.shown", shown);
    form()?.querySelector("[role=status]")?.replaceChildren(sentence);
  };
  const choose = () => {
    const asked = new FormData(form()!);
    const { view: now } = readView(location.search, fixed, choices);
    const chosen = (name: "area" | "period") => String(asked.get(name) ?? now[name]);
    const view: View = { ...fixed, area: chosen("area"), period: chosen("period") };
    history.pushState(null, "", `${location.pathname}${writeView(view, choices)}${location.hash}`);
    draw();
  };
  return { draw, choose };
}
