import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseHTML } from "linkedom";
import { addressIn, languageOf } from "../../src/components/data/languages.ts";
import { walk } from "../files.ts";

/**
 * Framework writes a mistake in a page's code into the page and builds on; such a page must not be
 * published. Returns one sentence with the file and line, or undefined where the page has none.
 */
export async function pageMistake(root: string, path: string, html: string): Promise<string | undefined> {
  if (!html.includes("observablehq--error")) return undefined;
  const { document } = parseHTML(html) as unknown as { document: Document };
  const error = document.querySelector(".observablehq--error");
  if (!error) return undefined;
  const file = sourceOf(root, path);
  const found = error.textContent!.trim().replace(/^SyntaxError: /, "");
  const [, what = found, row] = /^(.*?) \((\d+):\d+\)$/s.exec(found) ?? [];
  const blocks = [...document.querySelectorAll(".observablehq--block")];
  const block = blocks.findIndex((element) => element.contains(error));
  const start = block < 0 ? undefined : codeBlocks(await readFile(join(root, file), "utf8"))[block];
  const line = start === undefined ? "" : `, line ${start + Number(row ?? 1)}`;
  return `The code in ${file}${line} cannot be read: ${what}. Mend it and build again.`;
}

/** A sentence for Framework's complaint of a data file that a page reads and that is not there, with the page. */
export async function lostFile(root: string, complaint: string): Promise<string | undefined> {
  const lost = /Not found: \/?(data\/\S+)/.exec(complaint)?.[1];
  if (!lost) return undefined;
  const pages: string[] = [];
  for (const file of await walk(join(root, "src")))
    if (file.endsWith(".md") && (await readFile(join(root, "src", file), "utf8")).includes(lost))
      pages.push(`src/${file}`);
  return `${pages.join(", ") || "A page"} reads ${lost}, which the release does not have. Name a table that it has, or take the page away, and build again.`;
}

/** The Markdown file behind an address; a page of a collection is written once, under `[collection]`. */
function sourceOf(root: string, path: string): string {
  const own = `src${path}.md`;
  if (existsSync(join(root, own))) return own;
  const { lang, path: bare } = languageOf(path);
  return `src${addressIn(lang, "/[collection]")}${bare.slice(bare.indexOf("/", 1))}.md`;
}

/** Line number of the opening fence of each block that Framework runs, counted from 1. */
function codeBlocks(markdown: string): number[] {
  const starts: number[] = [];
  let open = "";
  markdown.split(/\r?\n/).forEach((text, i) => {
    const [, fence, info = ""] = /^\s*(`{3,}|~{3,})\s*(.*)$/.exec(text) ?? [];
    if (!fence) return;
    if (open) {
      if (fence.startsWith(open) && !info) open = "";
    } else {
      open = fence;
      if (/^(js|ts|jsx|tsx|sql|html|svg|tex|dot|mermaid)\b/.test(info) && !/run=("?)false/.test(info))
        starts.push(i + 1);
    }
  });
  return starts;
}
