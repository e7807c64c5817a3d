import { mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { DuckDBConnection } from "@duckdb/node-api";
import { readCodes } from "../codes.ts";
import type { CollectionConfig } from "../config.ts";
import { literal, pathLiteral, rows, withDuckDB } from "../db.ts";
import { UserError } from "../errors.ts";
import { exists, list, readJson, sha256, sha256File, toJson, walk, writeAtomic } from "../files.ts";
import type { Paths } from "../paths.ts";
import { writeAccounts } from "./accounts.ts";
import { keyFile, readOrCreateKey, registerKey } from "./identity.ts";
import { type Account, type IntakeContext, placesOf, takeIn } from "./intake.ts";
import { type Dataset, findSnapshots } from "./snapshots.ts";

/** The accounts of one dataset's snapshots, as kept beside its part of the lake. */
interface Ledger {
  files: Record<string, Account>;
}

/** What intake says of a collection: its datasets with their accounts in file order. */
export interface Taken {
  dataset: Dataset;
  accounts: Account[];
}

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
  const lake = join(paths.lake, collection.name);
  const quarantine = join(paths.private, "quarantine", collection.name);
  const scratch = join(paths.scratch, "intake", collection.name);
  await rm(scratch, { recursive: true, force: true });
  await mkdir(scratch, { recursive: true });
  const source = await sourceHash(paths.root);
  const taken: Taken[] = [];
  try {
    await withDuckDB(scratch, async (db) => {
      await prepare(db, paths, env);
      let areasHash = "";
      for (const dataset of datasets) {
        const rules = sha256(JSON.stringify(dataset.contract) + source + areasHash);
        const accounts = await takeInDataset(dataset, rules, lake, quarantine, { db, scratch, log });
        taken.push({ dataset, accounts });
        if (dataset.contract.dataset === "areas") {
          areasHash = sha256(accounts.map((a) => a.sha256).join());
          await readAreas(db, join(lake, "areas"), dataset.snapshots[0]!.path);
        }
      }
      await removeGone(
        lake,
        quarantine,
        datasets.map((d) => d.contract.dataset),
      );
      await writeAccounts(db, lake, scratch, taken);
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return taken;
}

/** Code maps, an empty list of areas, and the key of the household hash. */
export async function prepare(db: DuckDBConnection, paths: Paths, env: NodeJS.ProcessEnv): Promise<void> {
  await registerKey(db, await readOrCreateKey(keyFile(env)));
  // Hoisting what two branches share would take every value, not only the odd ones, the long way.
  await db.run("set disabled_optimizers = 'common_subexpressions'");
  for (const [name, codes] of Object.entries(await readCodes(paths.codes))) {
    const pairs = new Map(
      codes.flatMap(
        (c) =>
          [
            [c.zh, c.code],
            [c.en, c.code],
            [c.code, c.code],
          ] as [string, string][],
      ),
    );
    const keys = [...pairs.keys()].map(literal).join(", ");
    const values = [...pairs.values()].map(literal).join(", ");
    await db.run(`set variable ${`code_${name}`} = map([${keys}], [${values}])`);
  }
  await db.run("create or replace temp table known_area (code varchar)");
}

async function readAreas(db: DuckDBConnection, folder: string, path: string): Promise<void> {
  await db.run(
    `create or replace temp table known_area as select code, parent from read_parquet(${pathLiteral(join(folder, "*.parquet"))})`,
  );
  const [orphan] = await rows<{ code: string; parent: string }>(
    db,
    "select code, parent from known_area where parent is not null and parent not in (select code from known_area) order by code limit 1",
  );
  if (orphan) {
    throw new UserError(
      `${path}: area ${orphan.code} names ${orphan.parent} as its parent, which is not in the list. Add it, or leave the parent empty for the top area.`,
    );
  }
}

async function takeInDataset(
  dataset: Dataset,
  rules: string,
  lake: string,
  quarantine: string,
  context: IntakeContext,
): Promise<Account[]> {
  const { contract, snapshots } = dataset;
  const ledgerFile = join(lake, contract.dataset, "_intake.json");
  const before = (await readJson<Ledger>(ledgerFile))?.files ?? {};
  const ledger: Ledger = { files: {} };
  const kept = new Set<string>();
  for (const snapshot of snapshots) {
    const places = placesOf(snapshot, lake, quarantine);
    kept.add(places.lake).add(places.quarantine);
    const bytes = await sha256File(snapshot.path);
    refuseRepeated(Object.values(ledger.files), bytes, snapshot.path);
    const known = before[snapshot.file];
    const current = known?.sha256 === bytes && known.rules === rules && (await exists(places.lake));
    if (!current) context.log(`${contract.dataset}: ${snapshot.file}`);
    const account: Account = current
      ? { ...known, arrived: snapshot.received ?? null }
      : { ...(await takeIn(snapshot, places, context)), sha256: bytes, rules };
    refuseOverlap(Object.values(ledger.files), account, snapshot.path);
    ledger.files[snapshot.file] = account;
    if (!current) await writeAtomic(ledgerFile, toJson({ files: { ...before, ...ledger.files } }));
  }
  for (const folder of [join(lake, contract.dataset), join(quarantine, contract.dataset)]) {
    for (const name of await list(folder)) {
      if (name !== "_intake.json" && !kept.has(join(folder, name))) await rm(join(folder, name));
    }
  }
  await writeAtomic(ledgerFile, toJson(ledger));
  return Object.values(ledger.files);
}

function refuseRepeated(accounts: Account[], bytes: string, path: string): void {
  const twin = accounts.find((a) => a.sha256 === bytes);
  if (twin)
    throw new UserError(
      `${path} holds the same bytes as ${twin.file}. A file sent twice is refused; send the right one.`,
    );
}

function refuseOverlap(accounts: Account[], account: Account, path: string): void {
  for (const other of accounts) {
    const shared = other.periods.find((p) => account.periods.includes(p));
    if (shared)
      throw new UserError(
        `${path} and ${other.file} both hold rows of ${shared}. Keep the rows of one period in one file.`,
      );
  }
}

async function removeGone(lake: string, quarantine: string, datasets: string[]): Promise<void> {
  for (const folder of [lake, quarantine]) {
    for (const name of await list(folder)) {
      if (!datasets.includes(name) && !name.startsWith("account"))
        await rm(join(folder, name), { recursive: true });
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
