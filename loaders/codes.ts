import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { csvParse } from "d3";
import { UserError } from "./errors.ts";
import { list } from "./files.ts";
import type { CodeLists } from "./release/manifest.ts";

const columns = ["code", "en", "zh", "status", "source"];

/**
 * Every code list of `data/codes`, in file order.
 * @throws UserError where a list has other columns, a code twice, or a label missing
 */
export async function readCodes(folder: string): Promise<CodeLists> {
  const lists: CodeLists = {};
  for (const file of await list(folder)) {
    if (!file.endsWith(".csv")) continue;
    const table = csvParse((await readFile(join(folder, file), "utf8")).replace(/^\uFEFF/, ""));
    if (table.columns.join() !== columns.join()) {
      throw new UserError(
        `data/codes/${file}: the columns are ${table.columns.join()}; expected ${columns.join()}.`,
      );
    }
    const seen = new Set<string>();
    table.forEach((row, i) => {
      if (!row.code || !row.en || !row.zh || seen.has(row.code)) {
        throw new UserError(
          `data/codes/${file}, row ${i + 2}: every code stands once and has an English and a Chinese label.`,
        );
      }
      seen.add(row.code);
    });
    lists[file.slice(0, -4)] = table.map((r) => ({
      code: r.code!,
      en: r.en!,
      zh: r.zh!,
      status: r.status!,
      source: r.source!,
    }));
  }
  return lists;
}
