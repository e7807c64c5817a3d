import { parseHTML } from "linkedom";
import { languages } from "../../src/components/data/languages.ts";
import { h } from "../../src/components/draw/dom.ts";
import { finish } from "../../src/components/draw/finish.ts";
import type { Scene } from "../../src/components/figure/scene.ts";
import type { FigureSpec, FigureState } from "../../src/components/figure/spec.ts";
import { tiles } from "../../src/components/headline/tiles.ts";
import { areaPage } from "../../src/figures/area/page.ts";
import { trend } from "../../src/figures/employment/work.ts";
import { herds, incomes, monitored } from "../../src/figures/overview/figures.ts";
import { sheets } from "../bake/printed.ts";

/** Half the width of an A4 page between its margins, in CSS pixels. */
const chartWidth = 332;

const charts: FigureSpec[] = [monitored, incomes, trend, herds];

/**
 * The briefing of one area as a page of HTML that needs nothing but itself: on its first sheet the headline
 * figures, what changed and what needs attention, on its second four charts and the sources. `style` is the site's
 * style sheet and the briefing's own.
 */
export function briefPage(scene: Scene, release: string, style: string): string {
  const { document } = parseHTML(
    "<!DOCTYPE html><html><head><meta charset='utf-8'></head><body><main></main></body></html>",
  ) as unknown as { document: Document };
  const { t, lang, collection, view } = scene;
  const area = scene.area(view.area);
  const title = t("brief.title", { area });
  document.documentElement.lang = languages[lang].tag;
  if (languages[lang].dir === "rtl") document.documentElement.dir = "rtl";
  document.title = title;
  const element = document.createElement("style");
  const mark = collection.synthetic ? t("mark.synthetic") : "";
  element.textContent = style + sheets([mark, title, collection.title[lang]].filter(Boolean).join(" · "));
  document.head.append(element);

  const make = (tag: string, attributes = {}, ...children: (Node | string | false)[]) =>
    h(document, tag, attributes, ...children);
  const list = (sentences: string[]) =>
    make("ul", { class: "sentences" }, ...sentences.map((sentence) => make("li", {}, sentence)));
  const part = (heading: string, ...children: Node[]) =>
    make("section", {}, make("h2", {}, heading), ...children);
  const head = (...more: Node[]) =>
    make(
      "header",
      {},
      make("p", { class: "eyebrow" }, collection.title[lang]),
      ...more,
      collection.synthetic && make("p", { class: "synthetic" }, t("banner.synthetic")),
    );
  const changes = areaPage.texts?.changes?.(scene) ?? [];
  const beside = areaPage.texts?.beside?.(scene) ?? [];
  const drawn = charts
    .filter(({ tables }) => tables.every(scene.has))
    .map((spec) => ({ spec, state: spec.state(scene) }));

  const first = make(
    "div",
    { class: "sheet" },
    head(
      make("h1", {}, area),
      make("p", { class: "scope" }, t("brief.scope", { period: scene.period(view.period), release })),
    ),
    tiles(document, areaPage.headline?.(scene) ?? []),
    part(t("brief.changed"), list(changes.length > 0 ? changes : [t("brief.none")])),
    ...(beside.length > 0 ? [part(t("brief.beside"), list(beside))] : []),
    ...(scene.has("attention_rules") ? [part(t("brief.attention"), attention(scene, document))] : []),
  );
  const second = make(
    "div",
    { class: "sheet" },
    head(make("p", { class: "running" }, title)),
    make("div", { class: "charts" }, ...drawn.map(({ spec, state }) => chart(document, scene, spec, state))),
    part(
      t("brief.sources"),
      list(
        sources(
          scene,
          drawn.map(({ state }) => state),
        ),
      ),
    ),
  );
  document.querySelector("main")!.append(first, second);
  return document.toString();
}

/** The site's list of findings; paper follows no links. */
function attention(scene: Scene, document: Document): HTMLElement {
  const block = areaPage.blocks!.attention!(scene, document);
  for (const link of [...block.querySelectorAll("a")]) {
    if (link.closest(".rest")) link.remove();
    else link.replaceWith(h(document, "strong", {}, link.textContent));
  }
  return block;
}

function chart(document: Document, scene: Scene, spec: FigureSpec, state: FigureState): HTMLElement {
  const mark = state.synthetic ? scene.t("mark.synthetic") : "";
  const svg =
    state.rows.length === 0
      ? h(document, "p", { class: "empty" }, scene.t("figure.none", { reason: scene.t("figure.none.rows") }))
      : finish(spec.chart(state, scene, { width: chartWidth, document }), { alt: state.alt, mark });
  const said = [...state.notes, scene.t("figure.population", { population: state.population })];
  return h(
    document,
    "figure",
    {},
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
    svg,
    ...said.map((sentence) => h(document, "p", { class: "said" }, sentence)),
  );
}

/** Each source once, with what its figures are. */
function sources(scene: Scene, states: FigureState[]): string[] {
  const found = states.map(({ source, tiers, qualifiers }) =>
    [
      source,
      scene.t("figure.tier", { tier: scene.list(tiers.map((code) => scene.label("tier", code))) }),
      scene.t("figure.qualifier", {
        qualifier: scene.list(qualifiers.map((code) => scene.label("qualifier", code))),
      }),
    ].join(" · "),
  );
  return [...new Set(found)];
}
