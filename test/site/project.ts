import { cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { table, toArrowIPC } from "arquero";
import type { Collection, Manifest, Table } from "../../loaders/release/manifest.ts";

const repository = join(import.meta.dirname, "../..");

/** A project in a temporary folder: Foothold's shell, a made-up release, and the pages given by path below `src/`. */
export async function makeProject(pages: Record<string, string>) {
  const root = await realpath(await mkdtemp(join(tmpdir(), "foothold-site-")));
  await symlink(join(repository, "node_modules"), join(root, "node_modules"), "junction");
  await cp(join(repository, "package-lock.json"), join(root, "package-lock.json"));
  await write(root, "package.json", '{ "type": "module" }\n');
  const config = pathToFileURL(join(repository, "loaders/site/config.ts")).href;
  await write(
    root,
    "observablehq.config.ts",
    `import { siteConfig } from ${JSON.stringify(config)};\nexport default siteConfig(import.meta.dirname, process.env);\n`,
  );
  await write(
    root,
    "foothold.yml",
    "collections:\n  demo:\n    title: { en: Demo county (synthetic), zh: 示例县（合成数据） }\n    tier: synthetic\n    snapshots: data/snapshots/demo\n",
  );
  await write(root, "src/style.css", "body { font-family: sans-serif }\n");
  for (const [path, text] of Object.entries(pages)) await write(root, `src/${path}`, text);
  return {
    root,
    dist: join(root, "dist"),
    write: (path: string, content: string | Uint8Array) => write(root, path, content),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

export async function write(root: string, path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}

/** Writes a synthetic release of one collection, `demo`, whose tables are given as columns. */
export async function writeRelease(
  root: string,
  id: string,
  tables: Record<string, Record<string, unknown[]>>,
): Promise<void> {
  const collection: Collection = {
    title: { en: "Demo county (synthetic)", zh: "示例县（合成数据）" },
    tier: "synthetic",
    synthetic: true,
    root: "999901",
    origins: {},
    tables: {},
  };
  for (const [name, columns] of Object.entries(tables)) {
    await write(root, `src/data/demo/${name}.arrow`, toArrowIPC(table(columns), { format: "stream" })!);
    collection.tables[name] = describeTable(name, columns);
  }
  const manifest: Manifest = { release: id, foothold: "0.1.0", collections: { demo: collection } };
  await write(root, "src/data/manifest.json", JSON.stringify(manifest));
  await write(root, "src/data/codes.json", "{}");
}

function describeTable(name: string, columns: Record<string, unknown[]>): Table {
  const file = (ending: string) => ({ path: `demo/${name}.${ending}`, bytes: 0, sha256: "" });
  const names = Object.keys(columns).filter((n) => !n.endsWith("_status"));
  const measured = (n: string) => typeof columns[n]![0] === "number";
  const periods = [...new Set((columns.period ?? []).map(String))].sort();
  return {
    title: { en: `Made-up ${name}`, zh: name },
    grain: { en: "area and period", zh: "地区与时期" },
    population: { en: "made-up households", zh: "虚构农户" },
    datasets: ["income"],
    frequency: "quarter",
    periods,
    dimensions: names.filter((n) => !measured(n)).map((n) => ({ name: n, label: { en: n, zh: n } })),
    measures: names.filter(measured).map((n) => ({
      name: n,
      label: { en: n, zh: n },
      unit: "yuan_person_year",
      decimals: 0,
      kind: "other",
      qualifier: "exact",
      tier: "synthetic",
    })),
    rows: columns.area?.length ?? 0,
    cells: { published: 0, withheld_size: 0, withheld_others: 0, not_reported: 0 },
    files: { parquet: file("parquet"), arrow: file("arrow"), csv: file("csv") },
  };
}
