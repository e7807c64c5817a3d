/** A text with `{name}` places, or one text per plural form of `{count}` (the categories of Intl.PluralRules). */
export type Message = string | { one: string; other: string };

/** The texts of an English topic in another language: the same keys, none missing and none more. */
export type Translation<Topic> = { readonly [Key in keyof Topic]: Message };
