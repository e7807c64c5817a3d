import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect } from "vitest";
import { pathLiteral, rows, withDuckDB } from "../../../loaders/db.ts";
import { incomeCsv } from "../../project.ts";

/** Numbers with a valid check digit, made up: a resident number, a phone, a card, a name in two scripts. */
export const secrets = ["11010519491231002X", "13800138000", "4111111111111111", "Zhang Sample", "样本姓名"];
/** Headers of the columns that hold them; the last is itself such a number. */
export const titles = ["身份证号", "联系电话", "银行卡号", "name of the head", "13900139000"];
/** Keys of the planted rows, which may be found nowhere either. */
const keys = ["S0011", "S0026", "Q00"];
/** Of a site, what is not made from snapshots: libraries, and the fingerprints of scripts, have such letters by chance. */
const foreign = /(^|\/)(_npm|_observablehq)\//;
const fingerprints = /'sha256-[\w+/=]+'/g;

/** Household incomes with a column for each secret, and one row for each column that has a secret in its place. */
export function planted(period: string): string[][] {
  const [head, ...lines] = incomeCsv(6, period).trimEnd().split("\n");
  const good = lines.map((line) => [...line.split(","), ...secrets]);
  const columns = head!.split(",");
  const misplaced = columns.flatMap((_, at) =>
    secrets.map((secret, i) => {
      const row = `Q${at}${i},999901001001,${period},3,1,1,1,1,4`.split(",");
      row[at] = secret;
      return [...row, ...secrets];
    }),
  );
  return [[...columns, ...titles], ...good, ...misplaced];
}

/** What the account of such a snapshot says: below the key's own column any text is a key; 13800138000 yuan add up to nothing. */
export const plantedAccount = { received: 57, accepted: 17, quarantined: 40, dropped: titles.length };

/** Proves that no file below `root` but the snapshots themselves, hidden ones included, and no line said holds a secret. */
export async function expectNothingLeft(root: string, said: string[]): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((e) => e.isFile())
    .map((e) => join(e.parentPath, e.name))
    .filter((path) => relative(root, path).split(sep)[0] !== "snapshots")
    .filter((path) => !foreign.test(path.replaceAll("\\", "/")));
  for (const path of files) {
    for (const form of [...(await forms(path, root)), path, said.join("\n")]) {
      const text = form.replace(fingerprints, "");
      for (const secret of [...secrets, titles.at(-1)!, ...keys])
        expect(text.includes(secret), `${path} holds a planted identity`).toBe(false);
    }
  }
  return files.map((path) => relative(root, path).replaceAll("\\", "/"));
}

/** Everything that the bytes of a file say: as they stand, unzipped, and each value and each footer of a Parquet file. */
async function forms(path: string, scratch: string): Promise<string[]> {
  const bytes = await readFile(path);
  const found = [bytes.toString("latin1"), bytes.toString("utf8"), bytes.toString("utf16le")];
  found.push(new TextDecoder("gb18030").decode(bytes), new TextDecoder("utf-16be").decode(bytes));
  if (path.endsWith(".gz")) found.push(gunzipSync(bytes).toString("utf8"));
  if (!path.endsWith(".parquet")) return found;
  return withDuckDB(scratch, async (db) => {
    for (const source of ["read_parquet", "parquet_metadata", "parquet_kv_metadata"])
      found.push(JSON.stringify(await rows(db, `select * from ${source}(${pathLiteral(path)})`)));
    return found;
  });
}
