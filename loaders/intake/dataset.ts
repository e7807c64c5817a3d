import { rm } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../errors.ts";
import { exists, list, readJson, sha256File, toJson, writeAtomic } from "../files.ts";
import { compareAll } from "./compare.ts";
import { type Account, placesOf, takeIn } from "./intake.ts";
import type { Dataset, Snapshot } from "./snapshots.ts";
import type { Workers } from "./workers.ts";

/** The accounts of one dataset's snapshots, kept beside its part of the lake as `_intake.json`. */
interface Ledger {
  files: Record<string, Account>;
}

/** Folders of a collection. */
export interface Folders {
  lake: string;
  quarantine: string;
}

/**
 * Takes in the snapshots of one dataset that are new, or that other rules have judged, and removes from the
 * lake what was taken back.
 * @param rules hash of all that decides beside the bytes of a snapshot
 * @returns the accounts of all its snapshots, in file order
 */
export async function takeInDataset(
  dataset: Dataset,
  rules: string,
  folders: Folders,
  workers: Workers,
): Promise<Account[]> {
  const { contract, snapshots } = dataset;
  const ledgerFile = join(folders.lake, contract.dataset, "_intake.json");
  const before = (await readJson<Ledger>(ledgerFile))?.files ?? {};
  const now: Ledger["files"] = {};
  let written = Promise.resolve();
  const keep = (account: Account) => {
    now[account.file] = account;
    written = written.then(() =>
      writeAtomic(ledgerFile, toJson({ files: { ...before, ...now } } satisfies Ledger)),
    );
    return written;
  };

  const tasks: Parameters<Workers["run"]>[0] = [];
  for (const [snapshot, sha256] of await hashed(snapshots)) {
    const places = placesOf(snapshot, folders.lake, folders.quarantine);
    const known = before[snapshot.file];
    if (known?.sha256 === sha256 && known.rules === rules && (await exists(places.lake))) {
      now[snapshot.file] = { ...known, arrived: snapshot.received ?? null };
      continue;
    }
    tasks.push(async (context) => {
      context.log(`${contract.dataset}: ${snapshot.file}`);
      const account = await takeIn(snapshot, places, context);
      for (const [code, count] of Object.entries(account.notes)) {
        const label = context.codes.note!.find((n) => n.code === code)!.en;
        context.log(`${contract.dataset}: ${snapshot.file}: ${label} (${count})`);
      }
      if (account.dropped > 0)
        context.log(
          `${contract.dataset}: ${snapshot.file}: columns that the contract does not name, dropped (${account.dropped})`,
        );
      await keep({ ...account, sha256, rules });
    });
  }
  await workers.run(tasks);
  await written;

  const accounts = snapshots.map((s) => now[s.file]!);
  refuseOverlap(accounts, snapshots);
  await workers.run([(context) => compareAll(context, dataset, accounts, folders.lake)]);
  await removeOthers(snapshots, folders);
  await writeAtomic(
    ledgerFile,
    toJson({ files: Object.fromEntries(accounts.map((a) => [a.file, a])) } satisfies Ledger),
  );
  return accounts;
}

/** Every snapshot with the SHA-256 of its bytes; the same bytes twice are refused. */
async function hashed(snapshots: Snapshot[]): Promise<[Snapshot, string][]> {
  const seen = new Map<string, string>();
  const found: [Snapshot, string][] = [];
  for (const snapshot of snapshots) {
    const sha256 = await sha256File(snapshot.path);
    const twin = seen.get(sha256);
    if (twin) {
      throw new UserError(
        `${snapshot.path} holds the same bytes as ${twin}. A file sent twice is refused; send the right one.`,
      );
    }
    seen.set(sha256, snapshot.file);
    found.push([snapshot, sha256]);
  }
  return found;
}

function refuseOverlap(accounts: Account[], snapshots: Snapshot[]): void {
  const seen = new Map<string, string>();
  accounts.forEach(({ parts, file }, i) => {
    for (const period of Object.keys(parts).filter(Boolean)) {
      const other = seen.get(period);
      if (other) {
        throw new UserError(
          `${snapshots[i]!.path} and ${other} both hold rows of ${period}. Keep the rows of one period in one file.`,
        );
      }
      seen.set(period, file);
    }
  });
}

/** Removes what no snapshot of the dataset left: files taken back, and parts of a run that was stopped. */
async function removeOthers(snapshots: Snapshot[], { lake, quarantine }: Folders): Promise<void> {
  const kept = new Set(snapshots.flatMap((s) => Object.values(placesOf(s, lake, quarantine))));
  const dataset = snapshots[0]!.contract.dataset;
  for (const folder of [join(lake, dataset), join(quarantine, dataset)]) {
    for (const name of await list(folder)) {
      if (name !== "_intake.json" && !kept.has(join(folder, name))) await rm(join(folder, name));
    }
  }
}
