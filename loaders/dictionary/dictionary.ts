import { join } from "node:path";
import { readCodes } from "../codes.ts";
import type { Text } from "../contracts/contract.ts";
import { contracts } from "../contracts/index.ts";
import { toJson, writeAtomic } from "../files.ts";
import type { Paths } from "../paths.ts";
import { dictionary, inBoth, inChinese, inEnglish, type Say } from "./markdown.ts";
import { tableSchema } from "./schema.ts";

const title: Text = { en: "Data dictionary", zh: "数据字典" };

/**
 * Everything that follows from the contracts, by path from the project's root: the dictionary as a guide in
 * both languages and as a page of the site in each, and a Frictionless Table Schema per dataset.
 */
export async function dictionaryFiles(codesFolder: string): Promise<Record<string, string>> {
  const codes = await readCodes(codesFolder);
  const sent = contracts.filter(({ internal }) => !internal);
  const text = (say: Say) => `# ${say(title)}\n\n${dictionary(sent, codes, say)}\n`;
  const page = (say: Say) => `---\ntitle: ${say(title)}\n---\n\n${text(say)}`;
  return {
    "docs/data-dictionary.md": `<!-- Written by \`npm run foothold dictionary\` from loaders/contracts. -->\n\n${text(inBoth)}`,
    "src/dictionary.md": page(inEnglish),
    "src/zh/dictionary.md": page(inChinese),
    ...Object.fromEntries(
      sent.map((contract) => [
        `data/schemas/${contract.dataset}.schema.json`,
        toJson(tableSchema(contract, codes)),
      ]),
    ),
  };
}

/** Writes those files, and returns their paths. */
export async function writeDictionary({ root, codes }: Paths): Promise<string[]> {
  const files = await dictionaryFiles(codes);
  for (const [path, text] of Object.entries(files)) await writeAtomic(join(root, path), text);
  return Object.keys(files);
}
