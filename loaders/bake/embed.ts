import { addressIn, languages } from "../../src/components/data/languages.ts";
import { h } from "../../src/components/draw/dom.ts";
import type { Scene } from "../../src/components/figure/scene.ts";
import { embedPath } from "../../src/components/page/place.ts";
import { pages } from "../../src/figures/index.ts";
import { linkBetween, rootFrom } from "../site/address.ts";
import { contentPolicy } from "../site/html.ts";

interface Embed {
  /** The file, from the site's root. */
  path: string;
  html: string;
}

/**
 * A small page for each figure of a filled page, to stand in a frame of another site: the figure as it is drawn
 * there, whether it is synthetic, and the way to the whole page. A figure that several pages show belongs to the
 * last of them, which is the page on its topic. `path` is the address of the filled page without ending.
 */
export function embedPages(document: Document, path: string, slug: string, scene: Scene): Embed[] {
  const up = rootFrom(path);
  const linked = (selector: string) =>
    document.querySelector(selector)?.getAttribute("href")?.replace(up, "") ?? undefined;
  const style = linked("link[rel=stylesheet]");
  const mount = linked('link[rel=modulepreload][href*="components/page/mount."]');
  return [...document.querySelectorAll<HTMLElement>("main figure[data-figure]")]
    .filter(({ id }) => homeOf(id, scene) === slug)
    .map((figure) => {
      const address = addressIn(scene.lang, embedPath(scene.view.collection, figure.id));
      const here = rootFrom(address);
      const own = figure.cloneNode(true) as HTMLElement;
      for (const link of own.querySelectorAll("a[href]"))
        link.setAttribute("href", link.getAttribute("href")!.replace(up, here));
      const whole = `${linkBetween(address, path)}#${figure.id}`;
      const page = document.title.replace(/ \| [^|]*$/, "").trim();
      const carry = `document.querySelector(".whole a").search = location.search;`;
      const start =
        mount && `import {mount} from ${JSON.stringify(here + mount)};\nmount({href: location.href});`;
      const make = (tag: string, attributes = {}, ...children: (Node | string | false | undefined)[]) =>
        h(document, tag, attributes, ...children);
      const root = make(
        "html",
        {
          lang: languages[scene.lang].tag,
          dir: languages[scene.lang].dir === "rtl" && "rtl",
          class: "embed",
          "data-page": slug,
          "data-collection": scene.view.collection,
          "data-root": `${here}data/`,
        },
        make(
          "head",
          {},
          make("meta", { charset: "utf-8" }),
          make("meta", {
            "http-equiv": "Content-Security-Policy",
            content: contentPolicy([carry, ...(start ? [start] : [])]),
          }),
          make("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
          make("meta", { name: "robots", content: "noindex" }),
          make("title", {}, [figure.querySelector("h3")?.textContent, page].join(" · ")),
          make("link", { rel: "canonical", href: linkBetween(address, path) }),
          make("link", { rel: "icon", href: "data:," }),
          style && make("link", { rel: "stylesheet", href: here + style }),
        ),
        make(
          "body",
          {},
          make(
            "main",
            {},
            make("h1", {}, scene.collection.title[scene.lang]),
            " ",
            make("h2", {}, page),
            scene.collection.synthetic &&
              make("p", { class: "synthetic", role: "note" }, scene.t("banner.synthetic")),
            own,
            make(
              "p",
              { class: "whole" },
              make("a", { href: whole, target: "_top" }, scene.t("figure.whole", { page })),
            ),
          ),
          make("script", {}, carry),
          start && make("script", { type: "module" }, start),
        ),
      );
      return { path: `${address.slice(1)}.html`, html: `<!DOCTYPE html>\n${root.outerHTML}\n` };
    });
}

/** The slug of the last page, places apart, that shows a figure and has its tables. */
function homeOf(id: string, scene: Scene): string | undefined {
  return Object.values(pages)
    .filter(
      ({ slug, figures }) =>
        slug !== "area" && figures.some((figure) => figure.id === id && figure.tables.every(scene.has)),
    )
    .at(-1)?.slug;
}
