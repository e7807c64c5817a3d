import { languageOf, languages } from "../../src/components/data/languages.ts";
import type { Lang } from "../../src/components/data/view.ts";
import { translate } from "../../src/locales/catalog.ts";
import { linkBetween } from "./address.ts";
import type { SiteMap } from "./config.ts";

const longest = 200;

/**
 * Says in the head of a finished page what it is, for those who see only a forwarded link: title, a description
 * with its headline figures, language, and the address that stands for all its views. Nothing names a host.
 */
export function introduce(document: Document, address: string, map: SiteMap): void {
  const { lang, path } = languageOf(address);
  const add = (tag: "meta" | "link", attributes: Record<string, string>) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    document.head.append(element);
  };
  const collection = textOf(document.querySelector("main .eyebrow"));
  const title = [document.title.replace(/ \| [^|]*$/, "").trim(), collection].filter(Boolean).join(" · ");
  const description = descriptionOf(document, lang);
  add("link", { rel: "canonical", href: linkBetween(address, address) });
  if (description) add("meta", { name: "description", content: description });
  const locale = (code: Lang) => languages[code].tag.replace("-", "_");
  const others = (Object.keys(languages) as Lang[]).filter((code) => code !== lang && map.has(code, path));
  for (const [property, content] of [
    ["og:type", "article"],
    ["og:site_name", "Foothold"],
    ["og:title", title],
    ["og:description", description],
    ["og:locale", locale(lang)],
    ...others.map((code) => ["og:locale:alternate", locale(code)]),
  ] as const)
    if (content) add("meta", { property: property!, content });
}

/** The synthetic mark and the headline figures; on a page without them, how its text begins. */
function descriptionOf(document: Document, lang: Lang): string {
  const tiles = [...document.querySelectorAll("main .tile:not(.missing)")].slice(0, 3).map((tile) =>
    translate(lang, "shell.tile", {
      label: textOf(tile.querySelector("dt")),
      value: textOf(tile.querySelector(".value")),
      period: textOf(tile.querySelector(".period")),
    }),
  );
  const told = tiles.length > 0 ? tiles.join(translate(lang, "shell.tiles")) : firstWords(document);
  const mark = document.querySelector("main .synthetic") ? `${translate(lang, "mark.synthetic")} · ` : "";
  return told && mark + told;
}

function firstWords(document: Document): string {
  const [first] = [...document.querySelectorAll("main p")].filter(
    (p) => !p.matches(".eyebrow, .synthetic, .shown") && textOf(p).length > 20,
  );
  const text = textOf(first ?? null);
  return text.length > longest ? `${text.slice(0, longest).replace(/\s\S*$/, "")} …` : text;
}

const textOf = (element: Element | null): string => element?.textContent?.replace(/\s+/g, " ").trim() ?? "";
