import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import iconv from "iconv-lite";
import { expect, test } from "vitest";
import { identifier, literal, pathLiteral, withDuckDB } from "../../../loaders/db.ts";
import { checkFile } from "../../../loaders/intake/check.ts";
import { areasCsv, makeProject } from "../../project.ts";
import { takeIn } from "./county.ts";
import { workbook, zip } from "./formats/reading.ts";
import { expectNothingLeft, planted, plantedAccount, secrets, titles } from "./planting.ts";

const xml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const sheet = (table: string[][]) =>
  table
    .map((row, r) => {
      const hidden = r === 3 ? ' hidden="1"' : "";
      const cells = row.map((text, c) =>
        c === 4 && r > 0
          ? `<c t="str"><f>CONCATENATE("${xml(secrets[0]!)}")</f><v>${xml(text)}</v></c>`
          : `<c t="str"><v>${xml(text)}</v></c>`,
      );
      return `<row r="${r + 1}"${hidden}>${cells.join("")}</row>`;
    })
    .join("");

const csv = (table: string[][], mark = ",") => `${table.map((row) => row.join(mark)).join("\n")}\n`;
const objects = ([head, ...lines]: string[][]) =>
  lines.map((row) => Object.fromEntries(head!.map((name, i) => [name, row[i]])));
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le");
/** A second sheet of names, hidden rows and formulas. */
const book = (table: string[][]) => workbook({ 数据: sheet(table), 名单: sheet([titles, secrets, secrets]) });

const formats: Record<string, (table: string[][]) => Buffer | string> = {
  csv,
  "gb18030.csv": (table) => iconv.encode(csv(table), "gb18030"),
  "utf16.csv": (table) => utf16(csv(table)),
  "utf16be.tsv": (table) => utf16(csv(table, "\t")).swap16(),
  tsv: (table) => csv(table, "\t"),
  "csv.gz": (table) => gzipSync(csv(table)),
  zip: (table) => zip({ "income.csv": csv(table) }),
  json: (table) => JSON.stringify(objects(table)),
  jsonl: (table) =>
    objects(table)
      .map((o) => `${JSON.stringify(o)}\n`)
      .join(""),
  xlsx: book,
  "xlsx.zip": (table) => zip({ "income.xlsx": book(table) }),
};

/** A Parquet file with statistics, and an identity in its own metadata. */
async function parquetOf([head, ...lines]: string[][], folder: string): Promise<Buffer> {
  const path = join(folder, "snapshots", "made.parquet");
  await withDuckDB(folder, (db) =>
    db.run(`copy (select * from (values ${lines.map((row) => `(${row.map(literal).join(", ")})`).join(", ")})
      t(${head!.map(identifier).join(", ")})) to ${pathLiteral(path)} (format parquet, kv_metadata {owner: ${literal(secrets[0]!)}})`),
  );
  return readFile(path);
}

test("of identities planted in every column and the headers of every format no byte is left behind", async () => {
  const project = await makeProject();
  try {
    const { paths, env } = project;
    await project.send("areas", "areas.csv", areasCsv);
    const all = { ...formats, parquet: (table: string[][]) => parquetOf(table, paths.root) };
    for (const [i, [ending, content]] of Object.entries(all).entries()) {
      const period = `${2019 + Math.floor(i / 4)}-Q${1 + (i % 4)}`;
      await project.send("income", `income-${period}.${ending}`, await content(planted(period)));
    }
    const said: string[] = [];
    const taken = await takeIn(paths.root, (line) => said.push(line));
    const accounts = taken.find((t) => t.dataset.contract.dataset === "income")!.accounts;
    expect(accounts).toHaveLength(Object.keys(all).length);
    for (const account of accounts) expect(account).toMatchObject(plantedAccount);
    expect(
      said.filter((l) => l.endsWith("columns that the contract does not name, dropped (5)")),
    ).toHaveLength(accounts.length);
    const left = await expectNothingLeft(paths.root, said);
    expect(left.filter((file) => /lake\/own\/income\/.*parquet$/.test(file))).toHaveLength(accounts.length);

    const file = join(paths.root, "snapshots/income/income-2019-Q1.csv");
    const { lines } = await checkFile(file, { collection: "own" }, { paths, env });
    expect(lines).toContain("  column `(hidden)` is not in the contract: its values are dropped");
    await expectNothingLeft(
      paths.root,
      lines.filter((line) => !/`(Zhang Sample|样本姓名)`/.test(line)),
    );
  } finally {
    await project.remove();
  }
}, 120_000);
