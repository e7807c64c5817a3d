import { rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readCodes } from "../codes.ts";
import type { CollectionConfig } from "../config.ts";
import { UserError } from "../errors.ts";
import { list, sha256, sha256File, walk } from "../files.ts";
import type { Paths } from "../paths.ts";
import { accountDatasets, type Taken, writeAccounts } from "./accounts.ts";
import { type Folders, takeInDataset } from "./dataset.ts";
import { keyFile, readOrCreateKey } from "./key.ts";
import { type Dataset, findSnapshots } from "./snapshots.ts";
import { type Rulebook, readAreas, Workers } from "./workers.ts";

export interface IntakeOptions {
  paths: Paths;
  env: NodeJS.ProcessEnv;
  log: (line: string) => void;
}

/**
 * Brings the lake of one collection up to date with its snapshots: takes in what is new or changed, removes
 * what is gone, leaves the rest alone. Stopped at any moment, the lake holds whole files only and the next
 * run goes on from there.
 * @throws UserError at the first snapshot that cannot be taken in
 */
export async function runIntake(
  collection: CollectionConfig,
  { paths, env, log }: IntakeOptions,
): Promise<Taken[]> {
  const datasets = await findSnapshots(join(paths.root, collection.snapshots));
  const folders: Folders = {
    lake: join(paths.lake, collection.name),
    quarantine: join(paths.private, "quarantine", collection.name),
  };
  const scratch = join(paths.scratch, "intake", collection.name);
  await rm(scratch, { recursive: true, force: true });
  try {
    // The files of one dataset are taken in side by side.
    const files = Math.max(0, ...datasets.map(({ snapshots }) => snapshots.length));
    const rules = await rulebook(paths, env);
    return await Workers.with({ scratch, rules, files, log }, async (workers) => {
      const taken = await takeInAll(datasets, await sourceHash(paths.root), folders, workers);
      await removeGone(datasets, folders);
      await writeAccounts(workers.all[0]!, folders.lake, taken);
      return taken;
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

export const rulebook = async (paths: Paths, env: NodeJS.ProcessEnv): Promise<Rulebook> => ({
  codes: await readCodes(paths.codes),
  key: await readOrCreateKey(keyFile(env, paths.root)),
});

async function takeInAll(
  datasets: Dataset[],
  source: string,
  folders: Folders,
  workers: Workers,
): Promise<Taken[]> {
  const placed = datasets.find((d) => Object.values(d.contract.columns).some((c) => c.type === "area"));
  if (placed && !datasets.some((d) => d.contract.dataset === "areas")) {
    throw new UserError(
      `${dirname(dirname(placed.snapshots[0]!.path))} has no areas. Put a list of the area codes into areas/areas.csv there: code, parent, level, name_en, name_zh.`,
    );
  }
  const taken: Taken[] = [];
  let areasHash = "";
  for (const dataset of datasets) {
    const { contract, snapshots } = dataset;
    const rules = sha256(JSON.stringify(contract) + source + areasHash);
    const accounts = await takeInDataset(dataset, rules, folders, workers);
    taken.push({ dataset, accounts });
    if (contract.dataset === "areas") {
      areasHash = sha256(accounts.map((a) => a.sha256).join());
      for (const worker of workers.all)
        await readAreas(worker, join(folders.lake, "areas"), snapshots[0]!.path);
    }
  }
  return taken;
}

/** Removes datasets that the collection no longer has. */
async function removeGone(datasets: Dataset[], { lake, quarantine }: Folders): Promise<void> {
  const kept = [...datasets.map((d) => d.contract.dataset), ...accountDatasets];
  for (const folder of [lake, quarantine]) {
    for (const name of await list(folder)) {
      if (!kept.includes(name)) await rm(join(folder, name), { recursive: true });
    }
  }
}

/** Changes when the code lists, the contracts or intake itself change: then everything is judged anew. */
async function sourceHash(root: string): Promise<string> {
  const here = dirname(fileURLToPath(import.meta.url));
  const parts: string[] = [];
  for (const folder of [here, join(here, "../contracts"), join(root, "data/codes")]) {
    for (const file of await walk(folder)) parts.push(file, await sha256File(join(folder, file)));
  }
  return sha256(parts.join("\n"));
}
