import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { readCodes } from "../loaders/codes.ts";
import { employment } from "../loaders/contracts/employment.ts";
import { pathLiteral, withDuckDB } from "../loaders/db.ts";
import { sha256File } from "../loaders/files.ts";
import { takeIn } from "../loaders/intake/intake.ts";
import { knowAreas, prepare, workerMemory } from "../loaders/intake/workers.ts";
import { benchAreas, writeEmployment } from "./csv.ts";
import { type Result, sideBySide } from "./measure.ts";

/**
 * One month of employment as CSV into the lake, hashing of the file and of every key included, beside
 * `copy (from read_csv(…)) to …`.
 * @param dirt one row in so many is bad; 0 for none
 */
export async function intakeCase(
  folder: string,
  codesFolder: string,
  { rows, dirt, repeats }: { rows: number; dirt: number; repeats: number },
): Promise<Result> {
  const csv = join(folder, "employment-2021-06.csv");
  const places = { lake: join(folder, "lake.parquet"), quarantine: join(folder, "held.parquet") };
  const scratch = join(folder, "scratch");
  await mkdir(scratch, { recursive: true });
  await withDuckDB(scratch, (db) => writeEmployment(db, csv, rows, { dirt }));
  const codes = await readCodes(codesFolder);
  const snapshot = { contract: employment, path: csv, file: "employment-2021-06.csv", period: "2021-06" };
  const ours = () =>
    withDuckDB(scratch, async (db) => {
      await db.run(`set memory_limit = '${workerMemory(1)}MB'`);
      await prepare({ db }, { codes, key: Buffer.alloc(32, 7) });
      await knowAreas(db, benchAreas);
      await sha256File(csv);
      await takeIn(snapshot, places, { db, scratch, log: () => {}, codes });
    });
  const bare = () =>
    withDuckDB(scratch, (db) =>
      db.run(
        `copy (from read_csv(${pathLiteral(csv)})) to ${pathLiteral(join(folder, "bare.parquet"))} (format parquet)`,
      ),
    );
  const times = await sideBySide(repeats, ours, bare);
  await rm(csv);
  const name = `intake, ${rows.toLocaleString("en")} rows of employment, ${dirt ? `1 bad in ${dirt}` : "none bad"}`;
  return { name, ...times, budget: 1.5 };
}
