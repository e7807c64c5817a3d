import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type CollectionConfig, readConfig } from "./config.ts";
import { withDuckDB } from "./db.ts";
import { generateDemo } from "./demo/demo.ts";
import type { DemoOptions } from "./demo/options.ts";
import { UserError } from "./errors.ts";
import { list, readJson, sha256, toJson, walk, writeAtomic } from "./files.ts";
import { runIntake } from "./intake/run.ts";
import { readMarts } from "./marts/declaration.ts";
import { runMarts } from "./marts/run.ts";
import type { Paths } from "./paths.ts";
import { currentRelease, publishTo } from "./release/current.ts";
import type { Manifest } from "./release/manifest.ts";
import { type CollectionParts, makeRelease } from "./release/release.ts";
import { readSources } from "./sources/config.ts";

/** A named stage of a build; it reports what it does through `log`. */
export type Stage = (title: string, work: (log: (line: string) => void) => Promise<void>) => Promise<void>;

export interface BuildOptions {
  paths: Paths;
  env: NodeJS.ProcessEnv;
  stage: Stage;
}

/** Sizes and seed of a demo county; what is left out follows from the full county. */
export type DemoSize = Omit<DemoOptions, "out">;

/** What is stored beside the demo snapshots: how they were made. */
interface Made {
  options: DemoSize;
  generator: string;
}

const packageRoot = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Makes the demo county's snapshots anew, whatever was there. */
export async function makeDemo(paths: Paths, options: DemoSize, log: (line: string) => void): Promise<void> {
  await generateDemo({ ...options, out: paths.demo }, { log });
  await writeAtomic(
    join(paths.demo, "made.json"),
    toJson({ options, generator: await generatorHash() } satisfies Made),
  );
}

/** Makes the demo county where it is missing, or where another version of the generator made it. */
async function refreshDemo(paths: Paths, log: (line: string) => void): Promise<void> {
  const made = await readJson<Made>(join(paths.demo, "made.json"));
  if (made?.generator === (await generatorHash())) return;
  await makeDemo(paths, made?.options ?? {}, log);
}

async function generatorHash(): Promise<string> {
  const parts: string[] = [];
  for (const folder of ["loaders/demo", "data/codes"]) {
    for (const file of await walk(join(packageRoot, folder))) {
      parts.push(file, sha256(await readFile(join(packageRoot, folder, file))));
    }
  }
  return sha256(parts.join("\n"));
}

/**
 * Snapshots to release: makes the demo where it is missing, runs intake, marts and release, and lays the
 * release where the site reads it. The last good release stays current until the new one is whole.
 * @throws UserError where a snapshot, a mart or a declaration cannot be used
 */
export async function buildData({ paths, env, stage }: BuildOptions): Promise<Manifest> {
  const configured = await readConfig(paths.root);
  if (configured.some((c) => c.name === "demo")) {
    await stage("Demo county", (log) => refreshDemo(paths, log));
  }
  const sources = await readSources(
    paths.root,
    configured.map((c) => c.name),
  );
  for (const config of configured.filter((c) => sources[c.name])) {
    await stage(`${config.title.en}: sources`, async (log) => {
      const { fetchSources } = await import("./sources/fetch.ts");
      await fetchSources(config, sources[config.name]!, { paths, env, log });
    });
  }
  const present: CollectionConfig[] = [];
  for (const c of configured) if ((await list(join(paths.root, c.snapshots))).length > 0) present.push(c);
  if (present.length === 0) {
    const folders = configured.map((c) => c.snapshots).join(", ");
    throw new UserError(
      `No snapshots found in ${folders}. Put files there, or run \`npm run foothold demo\`.`,
    );
  }
  const marts = await readMarts();
  const parts: CollectionParts[] = [];
  for (const config of present) {
    await stage(`${config.title.en}: intake`, async (log) => {
      parts.push({ config, taken: await runIntake(config, { paths, env, log }), marts: [] });
    });
    await stage(`${config.title.en}: marts`, async (log) => {
      parts.at(-1)!.marts = await withDuckDB(paths.scratch, (connection) =>
        runMarts({
          connection,
          marts,
          lake: paths.lake,
          data: join(paths.root, "data"),
          collection: config.name,
          out: join(paths.marts, config.name),
          log,
        }),
      );
    });
  }
  let manifest: Manifest | undefined;
  await stage("Release", async (log) => {
    const declared = marts.map((mart) => mart.declaration);
    manifest = await makeRelease(parts, declared, paths, await packageVersion(), log);
    await publishTo(paths.siteData, (await currentRelease(paths))!);
    log(manifest.release);
  });
  return manifest!;
}

async function packageVersion(): Promise<string> {
  return (JSON.parse(await readFile(join(packageRoot, "package.json"), "utf8")) as { version: string })
    .version;
}
