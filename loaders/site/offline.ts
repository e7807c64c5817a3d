import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { build, type Plugin } from "esbuild";
import { UserError } from "../errors.ts";
import { sha256, walk } from "../files.ts";

/**
 * Framework asks the network for every `npm:` package that a page may use. This fills the cache it looks
 * into first, from `node_modules`, so that it never asks: a module is bundled, other files are copied, and a
 * package that Framework's own client names but Foothold does not offer gets an empty folder, which is
 * enough to stop the search for its version.
 */
interface Library {
  /** Copied as they are. */
  files?: string[];
  /**
   * DuckDB's build for browsers older than Chrome 95, Firefox 100 and Safari 15.2. Framework asks for it
   * always and a browser almost never; 40 MB would double the site, so it is left empty.
   */
  unused?: string[];
  hasDefault?: true;
}

const libraries: Record<string, Library> = {
  "@observablehq/plot": {},
  d3: {},
  "d3-dsv": {},
  htl: {},
  isoformat: {},
  arquero: {},
  "apache-arrow": {},
  "parquet-wasm": { hasDefault: true, files: ["esm/parquet_wasm_bg.wasm"] },
  "@duckdb/duckdb-wasm": {
    files: ["dist/duckdb-eh.wasm", "dist/duckdb-browser-eh.worker.js"],
    unused: ["dist/duckdb-mvp.wasm", "dist/duckdb-browser-mvp.worker.js"],
  },
};

const framework = "node_modules/@observablehq/framework";

/** Fills `src/.observablehq/cache` for the project at `root`. Does nothing when the lock file is the one it was filled for. */
export async function prepareOffline(root: string): Promise<void> {
  const cache = join(root, "src/.observablehq/cache");
  const stampFile = join(cache, "offline.txt");
  const stamp = await offlineStamp(root);
  if ((await readFile(stampFile, "utf8").catch(() => "")) === stamp) return;
  await rm(cache, { recursive: true, force: true });
  const versions = await installedVersions(root);
  const folder = (name: string) => join(cache, "_npm", `${name}@${versions[name]}`);
  for (const name of await namedByClient(root))
    if (!(name in libraries)) await mkdir(join(cache, "_npm", `${name}@0.0.0`), { recursive: true });
  await Promise.all(
    Object.entries(libraries).map(async ([name, { files = [], unused = [] }]) => {
      await mkdir(folder(name), { recursive: true });
      await bundle(root, name, versions, join(folder(name), "_esm.js"));
      for (const file of [...files, ...unused])
        await mkdir(dirname(join(folder(name), file)), { recursive: true });
      for (const file of files)
        await copyScript(join(root, "node_modules", name, file), join(folder(name), file));
      for (const file of unused) await writeFile(join(folder(name), file), "");
    }),
  );
  await writeFile(stampFile, stamp);
}

/** What the cache depends on: the exact packages, the list above and this code. */
async function offlineStamp(root: string): Promise<string> {
  const lock = await readFile(join(root, "package-lock.json"));
  return sha256(`${sha256(lock)} ${JSON.stringify(libraries)} 1`);
}

async function installedVersions(root: string): Promise<Record<string, string>> {
  const versions: Record<string, string> = {};
  for (const name of Object.keys(libraries)) {
    const source = await readFile(join(root, "node_modules", name, "package.json"), "utf8").catch(() => {
      throw new UserError(`The package ${name} is not installed. Run "npm ci" in the project's folder.`);
    });
    versions[name] = JSON.parse(source).version;
  }
  return versions;
}

/** Every package that Framework's browser code may import. */
async function namedByClient(root: string): Promise<Set<string>> {
  const names = new Set<string>();
  const client = join(root, framework, "dist/client");
  for (const file of await walk(client)) {
    const source = await readFile(join(client, file), "utf8");
    for (const [, name] of source.matchAll(/"npm:((?:@[\w.-]+\/)?[\w.-]+)/g)) names.add(name!);
  }
  return names;
}

/** One package as one module; the other packages of the cache stay apart, so that they are loaded once. */
async function bundle(root: string, name: string, versions: Record<string, string>, outfile: string) {
  const up = name.startsWith("@") ? "../../" : "../";
  const shared: Plugin = {
    name: "shared",
    setup: ({ onResolve }) =>
      onResolve({ filter: /^[@\w]/ }, ({ path, kind }) =>
        kind !== "entry-point" && path !== name && path in libraries
          ? { path: `${up}${path}@${versions[path]}/_esm.js`, external: true }
          : undefined,
      ),
  };
  const all = `export * from ${JSON.stringify(name)};`;
  // `export *` leaves out a default export.
  const starter = libraries[name]!.hasDefault ? `export { default } from ${JSON.stringify(name)};` : "";
  await build({
    stdin: { contents: all + starter, resolveDir: root },
    outfile,
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    minify: true,
    legalComments: "inline",
    define: { "process.env.NODE_ENV": '"production"' },
    plugins: [shared],
    logLevel: "silent",
  });
}

/** Copies a file; a script loses the pointer to a source map that is not shipped. */
async function copyScript(from: string, to: string): Promise<void> {
  if (!from.endsWith(".js")) return copyFile(from, to);
  const source = await readFile(from, "utf8");
  await writeFile(to, source.replace(/^\/\/# sourceMappingURL=.*$/gm, ""));
}
