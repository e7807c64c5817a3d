import type { Lang } from "../components/data/view.js";
import { en } from "./en.js";

/** A text with `{name}` places, or one text per plural form of `{count}` (the categories of Intl.PluralRules). */
export type Message = string | { one: string; other: string };
export type Key = keyof typeof en;
export type Params = Record<string, string | number>;

const catalogs: Partial<Record<Lang, Record<Key, Message>>> = { en };

/** The languages that have a catalog. */
export const languages = Object.keys(catalogs) as Lang[];

/**
 * The text of a key in a language. `params.count` chooses the plural form and should then also come ready to
 * read, as another parameter, where it is shown. Throws where a place has no parameter.
 */
export function translate(lang: Lang, key: Key, params: Params = {}): string {
  const message = (catalogs[lang] ?? en)[key] as Message;
  const text =
    typeof message === "string" ? message : message[Number(params.count) === 1 ? plural(lang, 1) : "other"];
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`${key} needs {${name}}`);
    return String(value);
  });
}

function plural(lang: Lang, count: number): "one" | "other" {
  return new Intl.PluralRules(lang).select(count) === "one" ? "one" : "other";
}
