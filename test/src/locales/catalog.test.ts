import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Key, translate } from "../../../src/locales/catalog.ts";
import { en } from "../../../src/locales/en.ts";
import type { Message } from "../../../src/locales/translation.ts";
import { zh } from "../../../src/locales/zh.ts";
import { csvSql, query } from "../../data/csv.ts";

const code = ["src/components", "src/figures", "loaders/site", "loaders/bake", "loaders/brief"]
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => readFileSync(join(folder, file), "utf8")),
  )
  .join("\n");

/** Keys as the code writes them: whole, or with a part that is filled in. */
const written = [
  ...code.matchAll(/["`]((?:[a-z_]+|\$\{[^}]+\})(?:\.(?:[A-Za-z_]+|\$\{[^}]+\}))+|all|market)["`]/g),
].map(([, key]) => new RegExp(`^${key!.replace(/\$\{[^}]+\}/g, "[A-Za-z_]+").replaceAll(".", "\\.")}$`));

describe("the English catalog", () => {
  test("holds no text that no component shows", () => {
    const unused = Object.keys(en).filter((key) => !written.some((pattern) => pattern.test(key)));
    expect(unused).toEqual([]);
  });

  test("fills every place of a text, and refuses to leave one open", () => {
    expect(translate("en", "compare.more", { percent: "3%", period: "June 2021" })).toBe(
      "3% more than in June 2021",
    );
    expect(() => translate("en", "compare.more", { percent: "3%" })).toThrow("compare.more needs {period}");
  });

  test("chooses the plural form by the count", () => {
    const said = { number: "1", reason: "not reported" };
    expect(translate("en", "figure.missing", { ...said, count: 1 })).toMatch(/^1 value is/);
    expect(translate("en", "figure.missing", { ...said, number: "2", count: 2 })).toMatch(/^2 values are/);
  });

  test("has a text behind every key", () => {
    for (const [key, message] of Object.entries(en)) {
      const texts =
        typeof message === "string" ? [message] : Object.values(message as Record<string, string>);
      for (const text of texts) expect(text.trim(), key satisfies string as Key).not.toBe("");
    }
  });
});

const textsOf = (message: Message): string[] =>
  typeof message === "string" ? [message] : [message.one, message.other];
const placesOf = (message: Message): string[] => [
  ...new Set(textsOf(message).flatMap((text) => text.match(/\{\w+\}/g) ?? [])),
];

describe("the Chinese catalog", () => {
  test("has a text for every English one, and none besides", () => {
    expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
  });

  test("fills the same places as the English text", () => {
    for (const key of Object.keys(en) as Key[])
      expect(placesOf(zh[key]).sort(), key).toEqual(placesOf(en[key]).sort());
  });

  test("is written in Chinese, with Chinese punctuation between Chinese words", () => {
    for (const key of Object.keys(en) as Key[])
      for (const text of textsOf(zh[key])) {
        if (!/^(\W|\{\w+\}|CSV|SVG|PNG)*$/u.test(text)) expect(text, key).toMatch(/\p{Script=Han}/u);
        expect(text, key).not.toMatch(/\p{Script=Han}[,;:?!()]|[,;:?!()]\p{Script=Han}/u);
      }
  });
});

test("a unit is called after a number what its code list calls it", async () => {
  const units = await query<Record<"code" | "en" | "zh", string>>(
    `select * from ${csvSql("data/codes/unit.csv")}`,
  );
  const listed = new Map(units.map((row) => [`unit.${row.code}`, row]));
  const counted = Object.entries(en).flatMap(([key, words]) =>
    key.startsWith("unit.") ? [[key, words]] : [],
  );
  expect(counted.length).toBeGreaterThan(10);
  for (const [key, words] of counted as [Key, Exclude<Message, string>][]) {
    expect(words.other, key).toBe(listed.get(key)?.en);
    expect(zh[key], key).toEqual({ one: listed.get(key)?.zh, other: listed.get(key)?.zh });
  }
});
