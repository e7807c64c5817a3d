import { addressIn, languageOf } from "../data/languages.js";
import { defaultCollection, type Manifest } from "../data/release.js";
import type { Lang, View } from "../data/view.js";

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

/** The address of an area's page, as a link on this document; in the preview the site lies at the root. */
export function areaAddress(document: Document, { collection, lang }: View, area: string): string {
  const data = document.documentElement.getAttribute("data-root") ?? "/data/";
  return data.replace(/\/data\/$/, addressIn(lang, `/${collection}/area/${area}.html`));
}
