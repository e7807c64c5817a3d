import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const read = (path: string) => readFileSync(`src/${path}`, "utf8");
const markdown = (folder: string) =>
  readdirSync(`src/${folder}`)
    .filter((file) => file.endsWith(".md"))
    .map((file) => `${folder}${file}`);
const folders = ["[collection]/area/", "[collection]/", ""];

/** Notebooks are written in one language, and say so in the list of pages. */
const pages = folders.flatMap(markdown);

/** The places of a page, in their order: where figures, texts and blocks go, and what tables they need. */
const places = (text: string) =>
  text.match(/data-(?:figure|block|text|tables|any|banner|filters|headline)(?:="[^"]*")?/g) ?? [];
const headings = (text: string) => text.match(/^#+ /gm) ?? [];

describe("every page", () => {
  test("has a Chinese twin, and no twin is left of a page that is no more", () => {
    const twins = folders.flatMap((folder) => markdown(`zh/${folder}`));
    expect(twins.sort()).toEqual(pages.map((path) => `zh/${path}`).sort());
  });

  test.each(pages)("%s has the same places and headings in both languages", (path) => {
    expect(places(read(`zh/${path}`))).toEqual(places(read(path)));
    expect(headings(read(`zh/${path}`))).toEqual(headings(read(path)));
  });

  test.each(pages)("%s says everything in Chinese on its Chinese page", (path) => {
    const prose = read(`zh/${path}`)
      .replace(/^```[\s\S]*?^```/gm, "")
      .split("\n")
      .filter((line) => /^(#|[*\w]|title:)/.test(line.replace(/<[^>]*>/g, "")) && !line.startsWith("toc:"));
    expect(
      prose.filter(
        (line) => /[a-z]{3}/i.test(line) && !/\p{Script=Han}/u.test(line) && !/^### `\w+`$/.test(line),
      ),
    ).toEqual([]);
  });
});
