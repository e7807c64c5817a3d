import type { Lang } from "./view.js";

/** How a language is named in HTML and to its readers, and which way it is written. */
export const languages: Record<Lang, { tag: string; name: string; dir: "ltr" | "rtl" }> = {
  en: { tag: "en", name: "English", dir: "ltr" },
  zh: { tag: "zh-Hans", name: "中文", dir: "ltr" },
};

/** The language whose pages stand at the site's root; each other language has a folder of its own. */
export const firstLanguage: Lang = "en";

/** The language of an address like `/zh/demo/income`, and the address without its language. */
export function languageOf(path: string): { lang: Lang; path: string } {
  const [, head = ""] = path.split("/");
  if (head === firstLanguage || !Object.hasOwn(languages, head)) return { lang: firstLanguage, path };
  return { lang: head as Lang, path: path.slice(head.length + 1) || "/" };
}

/** The address of a page, like `/demo/income`, in a language. */
export const addressIn = (lang: Lang, path: string): string =>
  lang === firstLanguage ? path : `/${lang}${path}`;
