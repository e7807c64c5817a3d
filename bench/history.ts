import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { readCodes } from "../loaders/codes.ts";
import { areas } from "../loaders/contracts/areas.ts";
import { employment } from "../loaders/contracts/employment.ts";
import { pathLiteral, withDuckDB } from "../loaders/db.ts";
import { takeIn } from "../loaders/intake/intake.ts";
import { knowAreas, prepare, workerMemory } from "../loaders/intake/workers.ts";
import { lakeFiles, refFiles } from "../loaders/marts/catalog.ts";
import { readMarts } from "../loaders/marts/declaration.ts";
import { createCatalog, runMarts } from "../loaders/marts/run.ts";
import { between } from "../loaders/periods.ts";
import { benchAreas, writeEmployment } from "./csv.ts";
import { type Result, timed } from "./measure.ts";

const months = between("2019-01", "2021-12");

/**
 * Three years of employment, a file a month, into the lake and every mart that reads it; then the last month
 * once more as if it were new; then the mart `employment` beside its own SQL run bare.
 * @param rows rows of a month
 */
export async function historyCases(folder: string, data: string, rows: number): Promise<Result[]> {
  const lake = join(folder, "history");
  const [scratch, out] = [join(folder, "scratch"), join(folder, "marts")];
  await mkdir(scratch, { recursive: true });
  await mkdir(join(lake, "bench", "areas"), { recursive: true });
  const codes = await readCodes(join(data, "codes"));
  const snapshot = (month: string) => ({
    contract: employment,
    path: join(folder, `employment-${month}.csv`),
    file: `employment-${month}.csv`,
    period: month,
  });
  const placesOf = (month: string) => ({
    lake: join(lake, "bench", "employment", `${month}.parquet`),
    quarantine: join(folder, "held", `${month}.parquet`),
  });
  await withDuckDB(scratch, async (db) => {
    for (const month of months) await writeEmployment(db, snapshot(month).path, rows, { month });
    const names = Object.keys(areas.columns).filter((c) => !["code", "parent", "level"].includes(c));
    await db.run(`copy (
      with villages as (${benchAreas}),
      listed as (select code, left(code, 9) as parent, 'village' as level from villages
        union all select distinct left(code, 9), left(code, 6), 'township' from villages
        union all select distinct left(code, 6), null, 'county' from villages)
      select *${names.map((n) => `, null::varchar as ${n}`).join("")} from listed
    ) to ${pathLiteral(join(lake, "bench", "areas", "areas.parquet"))} (format parquet)`);
  });
  const intake = (which: string[]) =>
    withDuckDB(scratch, async (db) => {
      await db.run(`set memory_limit = '${workerMemory(1)}MB'`);
      await prepare({ db }, { codes, key: Buffer.alloc(32, 7) });
      await knowAreas(db, benchAreas);
      for (const month of which)
        await takeIn(snapshot(month), placesOf(month), { db, scratch, log: () => {}, codes });
    });
  const every = (await readMarts()).filter((m) =>
    ["employment", "employment_place", "job_quality", "wages"].includes(m.declaration.mart),
  );
  const build = (marts = every, folder = out) =>
    withDuckDB(scratch, (connection) =>
      runMarts({ connection, lake, data, collection: "bench", out: folder, log: () => {}, marts }),
    );

  const all = await timed(async () => {
    await intake(months);
    await build();
  });
  const last = months.at(-1)!;
  await rm(placesOf(last).lake);
  await build();
  const one = await timed(async () => {
    await intake([last]);
    await build();
  });
  const mart = every.find((m) => m.declaration.mart === "employment")!;
  const ours = await timed(() => build([mart], join(folder, "again")));
  const bare = await withDuckDB(scratch, async (db) => {
    await createCatalog(db, await lakeFiles(lake, "bench"), await refFiles(data));
    return timed(() =>
      db.run(`copy (${mart.sql}) to ${pathLiteral(join(folder, "bare-mart.parquet"))} (format parquet)`),
    );
  });
  const size = `${rows.toLocaleString("en")} rows a month`;
  return [
    { name: `one new month, beside all 36; ${size}`, ours: one, bare: all, budget: 0.1 },
    { name: "mart employment, checked, beside its SQL", ours, bare, budget: 1.15 },
  ];
}
