import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { literal, pathLiteral, withDuckDB } from "../../../loaders/db.ts";
import { sha256, toJson } from "../../../loaders/files.ts";
import type { Dimension, Measure } from "../../../loaders/release/manifest.ts";

/** A cell of a made-up table: codes of its dimensions, then the value of each measure or "?" where it is withheld. */
export type MadeRow = (string | number)[];

export interface MadeTable {
  dimensions: (Partial<Dimension> & { name: string })[];
  measures?: (Partial<Measure> & { name: string })[];
  rows: MadeRow[];
}

export interface MadeRelease {
  folder: string;
  /** Writes a sealed list; each entry is table, key, width and, unless it is `n`, the measure. */
  seal: (entries: [table: string, key: string, width: number, measure?: string][]) => Promise<string>;
  remove: () => Promise<void>;
}

const label = { en: "Made up", zh: "虚构" };

/** Writes a release of one collection `own` with the tables that a test needs. */
export async function makeRelease(made: Record<string, MadeTable>): Promise<MadeRelease> {
  const folder = await mkdtemp(join(tmpdir(), "foothold-audit-"));
  await mkdir(join(folder, "own"));
  const tables: Record<string, unknown> = {};
  await withDuckDB(folder, async (db) => {
    const write = async (file: string, columns: string[], rows: string[][]) => {
      const values = rows.map((r) => `(${r.join(", ")})`).join(", ");
      await db.run(
        `copy (select * from (values ${values}) t(${columns.map((c) => `"${c}"`).join(", ")})) to ${pathLiteral(join(folder, file))} (format parquet)`,
      );
    };
    for (const [name, { dimensions, measures = [{ name: "n" }], rows }] of Object.entries(made)) {
      const file = `own/${name}.parquet`;
      const counted = name === "areas" ? [] : measures;
      await write(
        file,
        [...dimensions.map((d) => d.name), ...counted.flatMap((m) => [m.name, `${m.name}_status`])],
        rows.map((r) => [
          ...r.slice(0, dimensions.length).map((code) => literal(String(code))),
          ...r
            .slice(dimensions.length)
            .flatMap((v) =>
              v === "?" ? ["cast(null as double)", "'withheld'"] : [`cast(${v} as double)`, "''"],
            ),
        ]),
      );
      const bytes = await readFile(join(folder, file));
      tables[name] = {
        dimensions: dimensions.map((d) => ({ label, ...d })),
        measures: counted.map((m) => ({ label, unit: "households", kind: "count", decimals: 0, ...m })),
        rows: rows.length,
        files: { parquet: { path: file, bytes: bytes.length, sha256: sha256(bytes) } },
      };
    }
  });
  await writeFile(
    join(folder, "manifest.json"),
    toJson({ release: "0123456789abcdef", foothold: "0", collections: { own: { tables } } }),
  );
  return {
    folder,
    seal: async (entries) => {
      const file = join(folder, "required.parquet");
      const values = entries.map(
        ([table, key, width, measure = "n"]) =>
          `('own', '${table}', '${measure}', '${key}', cast(${width} as double))`,
      );
      await withDuckDB(folder, (db) =>
        db.run(
          `copy (select * from (values ${values.join(", ")}) t(collection, "table", measure, key, width)) to ${pathLiteral(file)} (format parquet)`,
        ),
      );
      return file;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A table of rows by columns, both with the total `all`; the first line holds the column codes. */
export function grid(columns: string[], lines: Record<string, (number | "?")[]>): MadeTable {
  return {
    dimensions: [
      { name: "row", total: "all" },
      { name: "column", total: "all" },
    ],
    measures: [{ name: "n", adds_over: ["row", "column"] }],
    rows: Object.entries(lines).flatMap(([row, values]) => values.map((v, i) => [row, columns[i]!, v])),
  };
}
