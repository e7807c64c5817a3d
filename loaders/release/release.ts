import { cp, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { writeAttention } from "../attention/evaluate.ts";
import { type Rule, readRules } from "../attention/rules.ts";
import { readCodes } from "../codes.ts";
import type { CollectionConfig } from "../config.ts";
import { contractOf, contracts } from "../contracts/index.ts";
import { literal, pathLiteral, rows, withDuckDB } from "../db.ts";
import { readEvents } from "../events/events.ts";
import { exists, sha256, toJson, writeAtomic } from "../files.ts";
import type { Taken } from "../intake/accounts.ts";
import { readMap } from "../maps/map.ts";
import type { KnownArea } from "../maps/tiles.ts";
import { lakeFiles, refFiles } from "../marts/catalog.ts";
import type { Declaration } from "../marts/declaration.ts";
import { type BuiltMart, createCatalog } from "../marts/run.ts";
import type { Paths } from "../paths.ts";
import { protectAudited } from "./audited.ts";
import type { Cells, CodeLists, Collection, Manifest, Measure, Origin, Table } from "./manifest.ts";
import { type Policy, readPolicy } from "./policy.ts";
import { publishedSql, stepOf } from "./protect.ts";
import { writeRecord } from "./record.ts";
import { writeRegisterCheck } from "./register.ts";
import { madeOf, reusable, takeOver } from "./reuse.ts";
import { writeTable } from "./table.ts";
import { prepare, sealedSql } from "./tables.ts";
import { decimals } from "./units.ts";
import { dropRecords, recordOf, toldBeside, vintageSources } from "./vintages.ts";

/** All that one collection brings to a release. */
export interface CollectionParts {
  config: CollectionConfig;
  taken: Taken[];
  marts: BuiltMart[];
}

/** What the columns of each contract are called, by `dataset.column`. */
const columnNames = (): CodeLists[string] =>
  contracts.flatMap(({ dataset, columns }) =>
    Object.entries(columns).map(([name, { label }]) => ({
      code: `${dataset}.${name}`,
      ...label,
      status: "",
      source: "",
    })),
  );

/** What every table of a release is made with. */
interface Desk {
  draft: string;
  /** Folder of what the office keeps to compare later releases with. */
  record: string;
  paths: Paths;
  policy: Policy;
  rules: Rule[];
  log: (line: string) => void;
}

/**
 * Makes the release of the marts and points `current.json` at it. Collections whose inputs have not changed are
 * taken over from the current release; if none has, nothing is written. Nothing outside the release folder is
 * touched before it is whole.
 * @param declared every mart that there is, of which the policy may speak
 * @returns the manifest
 */
export async function makeRelease(
  parts: CollectionParts[],
  declared: Declaration[],
  paths: Paths,
  version: string,
  log: (line: string) => void,
): Promise<Manifest> {
  const { policy } = await readPolicy(paths.root, declared);
  const told = async (collections: Record<string, Collection>) => {
    const found: Record<string, string[]> = {};
    for (const { config } of parts)
      if (!policy.without_history.includes(config.name))
        found[config.name] = await toldBeside(paths, config.name, collections[config.name]);
    return found;
  };
  const made = await madeOf(parts, paths, version);
  const last = await reusable(paths);
  const now = last && (await told(last.manifest.collections));
  const isSame = (name: string) =>
    last?.made[name] === made[name] && String(last?.told[name]) === String(now?.[name]);
  const beside = await besideOf(parts, paths, log);
  const isBeside = (name: string) =>
    JSON.stringify(beside[name]) ===
    JSON.stringify({
      map: last?.manifest.collections[name]?.map,
      events: last?.manifest.collections[name]?.events,
    });
  const names = Object.keys(made);
  const isAll = last && String(Object.keys(last.made)) === String(names);
  if (isAll && names.every((name) => isSame(name) && isBeside(name))) return last.manifest;
  const draft = join(paths.releases, "draft");
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  await mkdir(paths.scratch, { recursive: true });
  const collections: Record<string, Collection> = {};
  const rules = await readRules(paths.root);
  const sealed = join(paths.private, "releases", "required.parquet.part");
  await mkdir(join(paths.private, "releases"), { recursive: true });
  const record = join(paths.private, "releases", "record.part");
  await rm(record, { recursive: true, force: true });
  await mkdir(record, { mode: 0o700 });
  await withDuckDB(paths.scratch, async (db) => {
    await db.run(
      'create table sealed (collection varchar, "table" varchar, measure varchar, key varchar, width double)',
    );
    for (const part of parts) {
      const { name } = part.config;
      if (last && isSame(name)) {
        collections[name] = { ...(await takeOver(last, name, draft)), ...beside[name] };
        await db.run(
          `insert into sealed select * from read_parquet(${pathLiteral(last.sealed)}) where collection = ${literal(name)}`,
        );
        const recorded = join(recordOf(paths, last.manifest.release), name);
        if (await exists(recorded)) await cp(recorded, join(record, name), { recursive: true });
        log(`${name}: unchanged`);
        continue;
      }
      await mkdir(join(draft, name), { recursive: true });
      const written = await writeCollection(db, part, {
        ...{ draft, record, paths, policy, rules, log },
      });
      collections[name] = { ...written, ...beside[name] };
    }
    await db.run(
      `copy (select * from sealed order by all) to ${pathLiteral(sealed)} (format parquet, compression zstd)`,
    );
  });
  const codes = toJson({ ...(await readCodes(paths.codes)), column: columnNames() });
  await writeFile(join(draft, "codes.json"), codes);
  const body = { foothold: version, codes: sha256(codes), collections };
  const manifest: Manifest = {
    release: sha256(JSON.stringify(body)).slice(0, 16),
    foothold: version,
    collections,
  };
  await writeFile(join(draft, "manifest.json"), toJson(manifest));
  // What the audit asks for stays with the office: it says which values are small.
  const kept = join(paths.private, "releases", manifest.release);
  await mkdir(kept, { recursive: true });
  await rename(sealed, join(kept, "required.parquet"));
  await writeAtomic(join(kept, "made.json"), toJson({ made, told: await told(collections) }));
  await rm(recordOf(paths, manifest.release), { recursive: true, force: true });
  await rename(record, recordOf(paths, manifest.release));
  const place = join(paths.releases, manifest.release);
  // One of the same name holds the same bytes, or was damaged.
  await rm(place, { recursive: true, force: true });
  await rename(draft, place);
  await writeAtomic(join(paths.releases, "current.json"), toJson({ release: manifest.release }));
  await dropRecords(paths, manifest.release);
  return manifest;
}

/** What the office lays beside its data, by collection: how areas are drawn, and what happened when. */
async function besideOf(
  parts: CollectionParts[],
  { root, scratch, codes }: Paths,
  log: (line: string) => void,
): Promise<Record<string, Pick<Collection, "map" | "events">>> {
  const topics = new Set((await readCodes(codes)).topic?.map(({ code }) => code));
  const found: Record<string, Pick<Collection, "map" | "events">> = {};
  await withDuckDB(scratch, async (db) => {
    for (const { config, marts } of parts) {
      const file = marts.find((m) => m.declaration.mart === "areas")?.file;
      const areas = file
        ? await rows<KnownArea>(
            db,
            `select code, parent from read_parquet(${pathLiteral(file)}) order by code`,
          )
        : [];
      const known = { areas: new Set(areas.map(({ code }) => code)), topics };
      found[config.name] = {
        map: await readMap(root, config.name, areas, log),
        events: await readEvents(root, config.name, known),
      };
    }
  });
  return found;
}

async function writeCollection(
  db: DuckDBConnection,
  { config, taken, marts }: CollectionParts,
  { draft, record, paths, policy, rules, log }: Desk,
): Promise<Collection> {
  const synthetic = taken.some((t) => t.dataset.origin.tier === "synthetic");
  const origins: Record<string, Origin> = {};
  for (const { dataset, accounts } of taken) {
    origins[dataset.contract.dataset] = {
      ...dataset.origin,
      files: accounts.length,
      sha256: sha256(accounts.map((a) => a.sha256).join("\n")),
    };
  }
  await createCatalog(db, await lakeFiles(paths.lake, config.name), await refFiles(join(paths.root, "data")));
  // A page leaves out what a collection does not have, so an empty table is not published.
  const full = marts.filter((m) => m.rows > 0);
  const areas = full.find((m) => m.declaration.mart === "areas");
  const history = !policy.without_history.includes(config.name);
  const vintages = history ? await vintageSources(paths, config.name) : [];
  const { name, title, tier } = config;
  const protection = await prepare(db, full, policy, log, vintages);
  const { draft: written, tables: decided } = await protectAudited(
    protection,
    async (found) => {
      const tables: Record<string, Table> = {};
      await db.run(`delete from sealed where collection = ${literal(name)}`);
      for (const { exact, cells } of found) {
        if (exact.measures.length > 0) await db.run(`insert into sealed ${sealedSql(name, exact)}`);
        await db.run(`create or replace temp table published as ${publishedSql(exact, policy)}`);
        tables[exact.declaration.mart] = await describe(db, exact.declaration, cells, {
          ...{ draft, config, origins, policy },
        });
      }
      const sealed = join(paths.private, "releases", "round.parquet.part");
      await db.run(
        `copy (select * from sealed where collection = ${literal(name)}) to ${pathLiteral(sealed)} (format parquet)`,
      );
      const manifest = { release: "draft", foothold: "", collections: { [name]: { tables } } };
      await writeFile(join(draft, "manifest.json"), toJson(manifest));
      return { folder: draft, sealed, collection: name, tables };
    },
    log,
  );
  await rm(join(paths.private, "releases", "round.parquet.part"), { force: true });
  const { tables } = written;
  if (history)
    await writeRecord(
      db,
      decided.map((t) => t.exact),
      join(record, config.name),
    );
  const [top] = areas
    ? await rows<{ root: string; n: string }>(
        db,
        `select min(code) as root, count(*) as n from read_parquet(${pathLiteral(areas.file)}) where parent = ''`,
      )
    : [];
  const root = Number(top?.n) === 1 ? top!.root : "";
  const published = { name, folder: draft, root, tier, tables };
  const register = await writeRegisterCheck(db, published);
  const attention = await writeAttention(db, rules, published);
  return { title, tier, synthetic, root, origins, tables: { ...tables, ...register, ...attention } };
}

async function describe(
  db: DuckDBConnection,
  declaration: Declaration,
  cells: Cells,
  {
    draft,
    config,
    origins,
    policy,
  }: Pick<Desk, "draft" | "policy"> & { config: CollectionConfig; origins: Record<string, Origin> },
): Promise<Table> {
  const { mart, measures, dimensions, inputs, optional } = declaration;
  const { frequency } = contractOf(inputs[0]!)!;
  const timed = frequency !== "none" && dimensions.some((d) => d.name === "period");
  const periods = timed
    ? await rows<{ period: string }>(
        db,
        "select distinct period from published where period <> '' order by period",
      )
    : [];
  const [count] = await rows<{ n: string }>(db, "select count(*) as n from published");
  const tier = origins[inputs[0]!]?.tier ?? config.tier;
  return {
    title: declaration.title,
    grain: declaration.grain,
    population: declaration.population,
    datasets: [...inputs, ...optional].filter((d) => origins[d]),
    frequency,
    periods: periods.map((p) => p.period),
    dimensions: dimensions.map(({ name, label, codes, total, subtotals }) => ({
      name,
      label,
      codes,
      total,
      subtotals,
    })),
    measures: measures.map((m): Measure => {
      const { name, label, unit, kind, qualifier, q, adds_over, per, part_of } = m;
      const links = m.links.filter((l) => !l.nearly).map(({ nearly, ...link }) => link);
      return {
        ...{ name, label, unit, kind, qualifier, tier, q },
        decimals: decimals[unit] ?? 0,
        rounded_to: stepOf(m, policy),
        ...(adds_over.length > 0 ? { adds_over } : {}),
        per,
        part_of,
        ...(links.length > 0 ? { links } : {}),
      };
    }),
    absent_is_zero: measures.some((m) => m.adds_over.length > 0),
    rows: Number(count!.n),
    cells,
    files: await writeTable(db, "published", draft, `${config.name}/${mart}`, tier === "synthetic"),
  };
}
