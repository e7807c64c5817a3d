import { readFile, stat } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { problems } from "../config.ts";
import { type Contract, type Text, type Tier, tiers } from "../contracts/contract.ts";
import { contractOf, contracts } from "../contracts/index.ts";
import { UserError } from "../errors.ts";
import { list } from "../files.ts";
import { frequencyOf, periodInName, periodsIn } from "../periods.ts";

/** A file as received, before anything has looked inside. */
export interface Snapshot {
  contract: Contract;
  path: string;
  /** File name within its dataset's folder. */
  file: string;
  /** The period its name states, if it does. */
  period?: string;
  /** The periods its rows may be of, where its name states a longer one: the months of `employment-2021`. */
  periods?: string[];
  /** ISO date of arrival, where the origin says so. */
  received?: string;
}

/** What `origin.yml` says of the snapshots beside it. */
export interface FolderOrigin {
  title: Text;
  producer: Text;
  licence: string;
  tier: Tier;
  date: string;
  source?: string;
}

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "a date like 2021-07-12");
/** Words in one language stand for both. */
const words = z.union([
  z.string().transform((text): Text => ({ en: text, zh: text })),
  z.strictObject({ en: z.string(), zh: z.string() }),
]);
const originSchema = z.strictObject({
  title: words,
  producer: words,
  licence: z.string(),
  tier: z.enum(tiers),
  date: isoDate,
  source: z.string().optional(),
  files: z.record(z.string(), z.strictObject({ received: isoDate })).optional(),
});

/** A name without its endings: `employment-2021.6` of `employment-2021.6.csv.gz`. */
export const stem = (file: string): string => file.replace(/(?<=.)(\.[a-z][a-z0-9]*)+$/i, "");

/**
 * A file as a snapshot of a dataset, with what its name says of its period.
 * @throws UserError where the name states a shorter period than the dataset is sent for
 */
export function snapshotOf(contract: Contract, path: string): Snapshot {
  const { dataset, frequency } = contract;
  const snapshot = { contract, path, file: basename(path) };
  const stated = periodInName(stem(snapshot.file));
  if (frequency === "none" || !stated) return snapshot;
  if (frequencyOf(stated) === frequency) return { ...snapshot, period: stated };
  const periods = periodsIn(stated, frequency);
  if (periods.length > 1) return { ...snapshot, periods };
  throw new UserError(
    `${path}: its name states ${stated}, but ${dataset} is sent by ${frequency}. Name it like ${dataset}-${periods[0]}${extname(path)}.`,
  );
}

async function readOrigin(folder: string) {
  const path = join(folder, "origin.yml");
  const source = await readFile(path, "utf8").catch(() => {
    throw new UserError(
      `${path} is missing. Say there where the snapshots beside it come from: title, producer, licence, tier and date.`,
    );
  });
  const result = originSchema.safeParse(parse(source, { schema: "failsafe" }));
  if (!result.success) throw new UserError(`${path} does not fit:\n${problems(result.error)}`);
  return result.data;
}

/** One dataset's folder of a collection: its snapshots in name order, and their origin. */
export interface Dataset {
  contract: Contract;
  origin: FolderOrigin;
  snapshots: Snapshot[];
}

/**
 * The snapshots below a collection's folder, a folder per dataset, areas first.
 * @throws UserError where a folder is no dataset, or two files claim the same place in the lake.
 */
export async function findSnapshots(folder: string): Promise<Dataset[]> {
  const datasets: Dataset[] = [];
  for (const name of await list(folder)) {
    if (!(await stat(join(folder, name))).isDirectory()) continue;
    const files = (await list(join(folder, name))).filter((f) => f !== "origin.yml" && f !== "README.md");
    if (files.length === 0) continue;
    const contract = contractOf(name);
    if (!contract || contract.internal) {
      const known = contracts.filter((c) => !c.internal).map((c) => c.dataset);
      throw new UserError(
        `${join(folder, name)} is not a dataset. Folders here are named ${known.join(", ")}.`,
      );
    }
    const { files: received, ...origin } = await readOrigin(join(folder, name));
    const seen = new Map<string, string>();
    const snapshots = files.map((file): Snapshot => {
      const snapshot = snapshotOf(contract, join(folder, name, file));
      for (const place of [stem(file), snapshot.period]) {
        const other = place && seen.get(place);
        if (other) {
          throw new UserError(
            `${join(folder, name)}: ${other} and ${file} are both the snapshot of ${place}. Keep one of them.`,
          );
        }
        if (place) seen.set(place, file);
      }
      return { ...snapshot, received: received?.[file]?.received };
    });
    datasets.push({ contract, origin, snapshots });
  }
  const rank = (d: Dataset) => contracts.indexOf(d.contract);
  return datasets.sort((a, b) => rank(a) - rank(b));
}
