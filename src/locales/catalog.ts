import type { Lang } from "../components/data/view.js";
import { en } from "./en.js";
import type { Message } from "./translation.js";
import { zh } from "./zh.js";

export type Key = keyof typeof en;
export type Params = Record<string, string | number>;

/** The words of each language; a further one is one more entry here, and one in `components/data/languages.ts`. */
export const catalogs: Record<Lang, Record<Key, Message>> = { en, zh };

/** Whether the catalog has a text of this key. */
export const isKey = (key: string): key is Key => key in en;

/** The languages that have a catalog. */
export const languages = Object.keys(catalogs) as Lang[];

/**
 * The text of a key in a language. `params.count` chooses the plural form and should then also come ready to
 * read, as another parameter, where it is shown. Throws where a place has no parameter.
 */
export function translate(lang: Lang, key: Key, params: Params = {}): string {
  const message = catalogs[lang][key];
  const text =
    typeof message === "string" ? message : message[Number(params.count) === 1 ? plural(lang, 1) : "other"];
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`${key} needs {${name}}`);
    return String(value);
  });
}

const plurals = new Map<Lang, Intl.PluralRules>();

function plural(lang: Lang, count: number): "one" | "other" {
  const rules = plurals.get(lang) ?? new Intl.PluralRules(lang);
  plurals.set(lang, rules);
  return rules.select(count) === "one" ? "one" : "other";
}
