import { defaultCollection, type Manifest } from "../data/release.js";

/** Which page of which collection an address is; the site's root is the default collection's overview. */
export function placeOf(path: string, manifest: Manifest): { collection: string; slug: string } | undefined {
  const parts = path
    .replace(/\.html$/, "")
    .split("/")
    .filter((part) => part !== "" && part !== "index");
  const [collection = defaultCollection(manifest), slug = "index", ...more] = parts;
  if (more.length > 0 || !(collection in manifest.collections)) return undefined;
  return { collection, slug };
}
