import { addressIn, languageOf } from "../data/languages.js";
import { defaultCollection, type Manifest } from "../data/release.js";
import type { Lang, View } from "../data/view.js";
import type { Scene } from "../figure/scene.js";

export interface Place {
  collection: string;
  slug: string;
  lang: Lang;
  /** The area that a page is about, where it is about one. */
  area?: string;
}

/**
 * Which page of which collection an address is, in which language; a language's root is the default
 * collection's overview, and `<collection>/area/<code>` the page of one area.
 */
export function placeOf(address: string, manifest: Manifest): Place | undefined {
  const { lang, path } = languageOf(address);
  const parts = path
    .replace(/\.html$/, "")
    .split("/")
    .filter((part) => part !== "" && part !== "index");
  const [collection = defaultCollection(manifest), slug = "index", area, ...more] = parts;
  if (more.length > 0 || !(collection in manifest.collections)) return undefined;
  if (area === undefined) return { collection, slug, lang };
  return slug === "area" ? { collection, slug, lang, area } : undefined;
}

/** The address of an area's page, as a link on this document. */
export const areaAddress = (document: Document, { collection, lang }: View, area: string): string =>
  siteAddress(document, lang, `/${collection}/area/${area}.html`);

/** The address of the page that shows one figure alone, for the area that is shown here. */
export function embedAddress(document: Document, { view, collection }: Scene, figure: string): string {
  const asked = view.area === collection.root ? "" : `?area=${view.area}`;
  return siteAddress(document, view.lang, `${embedPath(view.collection, figure)}.html${asked}`);
}

/** The address without language and ending of the page that shows one figure alone. */
export const embedPath = (collection: string, figure: string): string => `/embed/${collection}/${figure}`;

/** In the preview the site lies at the root. */
function siteAddress(document: Document, lang: Lang, path: string): string {
  const data = document.documentElement.getAttribute("data-root") ?? "/data/";
  return data.replace(/\/data\/$/, addressIn(lang, path));
}
