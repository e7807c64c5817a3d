import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { literal, pathLiteral, withDuckDB } from "../../loaders/db.ts";
import { sha256, toJson } from "../../loaders/files.ts";
import { type Cube, codesOf, type Instance, type Tree } from "./instance.ts";

/**
 * Writes an instance as a release that publishes the cells marked 1 and withholds the others, and beside it
 * the sealed list `required.parquet` of the widths that its primary cells need. The first dimension of tables
 * of several levels is written as areas; the tables after the first are linked to it by their area totals.
 */
export async function writeInstance(
  folder: string,
  instance: Instance,
  published: Uint8Array,
): Promise<void> {
  const { cubes, problem } = instance;
  await mkdir(join(folder, "bench"), { recursive: true });
  const withAreas = isDeep(cubes[0]!.dimensions[0]!);
  const tables: Record<string, unknown> = {};
  await withDuckDB(folder, async (db) => {
    const write = async (name: string, select: string) => {
      const path = `bench/${name}.parquet`;
      await db.run(`copy (${select}) to ${pathLiteral(join(folder, path))} (format parquet)`);
      const bytes = await readFile(join(folder, path));
      return { parquet: { path, bytes: bytes.length, sha256: sha256(bytes) } };
    };
    /** Lines of CSV as a table of DuckDB, by way of a scratch file. */
    const load = async (name: string, lines: string[]) => {
      const file = join(folder, "scratch.csv");
      await writeFile(file, `${lines.join("\n")}\n`);
      await db.run(`create or replace table ${name} as from read_csv(${literal(file)}, all_varchar = true)`);
    };
    if (withAreas) {
      const parents = cubes[0]!.dimensions[0]!;
      await load("areas", ["code,parent", ...Array.from(parents, (p, a) => `${a},${p < 0 ? "" : p}`)]);
      const files = await write("areas", "select code, coalesce(parent, '') as parent from areas");
      tables.areas = {
        dimensions: [{ name: "code" }, { name: "parent" }],
        measures: [],
        rows: parents.length,
        files,
      };
    }
    const required: string[] = [];
    for (const [k, cube] of cubes.entries()) {
      const names = cube.dimensions.map((_, d) => (withAreas && d === 0 ? "area" : `d${d}`));
      const lines = [[...names, "n", "n_status"].join(",")];
      for (let place = 0; place < cube.cell.length; place++) {
        const codes = codesOf(cube, place).map((code, d) =>
          code === 0 && names[d] !== "area" ? "all" : `${code}`,
        );
        const cell = cube.cell[place]!;
        lines.push(
          [...codes, ...(published[cell] ? [problem.value[cell], "shown"] : ["", "withheld"])].join(","),
        );
        if (problem.width[cell]! > 0) required.push(`table${k},${codes.join("|")},${problem.width[cell]}`);
      }
      await load("made", lines);
      const value =
        "cast(n as bigint) as n, case n_status when 'shown' then '' else n_status end as n_status";
      tables[`table${k}`] = {
        dimensions: names.map((name) => (name === "area" ? { name } : { name, total: "all" })),
        measures: [measure(names, k)],
        rows: cube.cell.length,
        files: await write(`table${k}`, `select ${names.join(", ")}, ${value} from made`),
      };
    }
    await load("required", ["table,key,width", ...required]);
    await db.run(
      `copy (select 'bench' as collection, "table", 'n' as measure, key, cast(width as double) as width from required) to ${pathLiteral(join(folder, "required.parquet"))} (format parquet)`,
    );
  });
  const manifest = { release: "0000000000000000", foothold: "bench", collections: { bench: { tables } } };
  await writeFile(join(folder, "manifest.json"), toJson(manifest));
}

const isDeep = (tree: Tree): boolean => tree.some((parent) => parent > 0);

const measure = (names: string[], k: number) => ({
  name: "n",
  kind: "count",
  unit: "households",
  decimals: 0,
  adds_over: names,
  ...(k > 0 ? { links: [{ where: { d1: "all" }, table: "table0", measure: "n", of: { d1: "all" } }] } : {}),
});

export type { Cube };
