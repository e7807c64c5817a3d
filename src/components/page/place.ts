import { languageOf } from "../data/languages.js";
import { defaultCollection, type Manifest } from "../data/release.js";
import type { Lang } from "../data/view.js";

/** Which page of which collection an address is, in which language; a language's root is the default collection's overview. */
export function placeOf(
  address: string,
  manifest: Manifest,
): { collection: string; slug: string; lang: Lang } | undefined {
  const { lang, path } = languageOf(address);
  const parts = path
    .replace(/\.html$/, "")
    .split("/")
    .filter((part) => part !== "" && part !== "index");
  const [collection = defaultCollection(manifest), slug = "index", ...more] = parts;
  if (more.length > 0 || !(collection in manifest.collections)) return undefined;
  return { collection, slug, lang };
}
