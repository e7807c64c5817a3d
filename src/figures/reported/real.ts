import type { ReleaseReader } from "../../components/data/release.js";
import type { View } from "../../components/data/view.js";
import { h } from "../../components/draw/dom.js";
import { sceneOf } from "../../components/figure/scene.js";
import { grouped, published } from "./figures.js";
import { figureTable } from "./lists.js";

/** Collections of figures about real places, by name. */
export const realCollections = ({ manifest }: ReleaseReader): string[] =>
  Object.keys(manifest.collections).filter((name) => {
    const { synthetic, tables } = manifest.collections[name]!;
    return !synthetic && tables.figures !== undefined;
  });

/**
 * Lists in a part with `data-real="topic"` of a synthetic collection's page the latest figure of each series that others
 * have published on the topic, of real places; takes the part out of any other page. It follows neither area nor
 * period, so a built page keeps it as it is.
 */
export function fillReal(document: Document, release: ReleaseReader, view: View): void {
  const { synthetic } = release.manifest.collections[view.collection]!;
  for (const part of document.querySelectorAll<HTMLElement>("main [data-real]")) {
    const topic = part.getAttribute("data-real")!;
    const lists = (synthetic ? realCollections(release) : []).flatMap((collection) => {
      const { root } = release.manifest.collections[collection]!;
      const scene = sceneOf(release, { ...view, collection, area: root, period: "" });
      const latest = [...grouped(published(scene, { topic }), ({ series }) => series).values()];
      if (latest.length === 0) return [];
      const said = scene.t("reported.real.caption", {
        count: latest.length,
        number: scene.number(latest.length),
      });
      const address = `../${collection}/figures.html`;
      return [
        figureTable(
          scene,
          document,
          latest.map((figures) => figures.at(-1)!),
          said,
          said,
        ),
        h(document, "p", {}, h(document, "a", { href: address }, scene.t("reported.real.all"))),
      ];
    });
    if (lists.length === 0) part.remove();
    else part.querySelector("[data-list]")?.replaceChildren(...lists);
  }
}
