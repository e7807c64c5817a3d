import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { literal, pathLiteral, rows, withDuckDB } from "../../../loaders/db.ts";
import { createLake } from "../../../loaders/marts/catalog.ts";
import { parseDeclaration } from "../../../loaders/marts/declaration.ts";
import { parsePolicy } from "../../../loaders/release/policy.ts";
import { publishedSql } from "../../../loaders/release/protect.ts";
import { writeRecord } from "../../../loaders/release/record.ts";
import { protectMarts } from "../../../loaders/release/tables.ts";

/** One household of the synthetic county in one month. */
export interface Household {
  unit: string;
  area: string;
  kind: string;
  period: string;
}

/** A cell of a vintage: what a reader sees, and what only the office knows. */
export interface Cell {
  key: string;
  published: boolean;
  value: number;
  units: Set<string>;
}

export const townships = ["901", "902", "903"];
export const kinds = ["crops", "trade"];

const declaration = parseDeclaration(
  `
mart: sample
title: { en: Sample, zh: 样本 }
grain: { en: One row per area and kind, zh: 每地区每类一行 }
population: { en: Synthetic households, zh: 合成农户 }
inputs: [income]
dimensions:
  - { name: area }
  - { name: period }
  - { name: kind, label: { en: Kind, zh: 类别 }, total: all }
measures:
  - { name: households, label: { en: Households, zh: 户数 }, unit: households, kind: count, contributors: n, adds_over: [area, kind] }
keys: [area, period, kind]
contributions: select unit, area, period, kind, 1 as households from households
example: { given: {}, expect: [{ area: "9" }] }
`,
  "sample.yml",
);

const everywhere = `
with placed as (
  select unit, period, unnest([area, '9']) as area, kind from households
),
counted as (
  select unit, period, area, unnest([kind, 'all']) as kind from placed
)
select area, period, kind, count(*) as households, count(distinct unit) as n
from counted group by area, period, kind`;

/**
 * Publishes one vintage after another, each protected with what those before it told.
 * @param records what the office keeps of each vintage: `kept`, or `lost`, so that only the published table is left
 */
export async function publishVintages(
  vintages: Household[][],
  policyText: string,
  records: ("kept" | "lost")[] = [],
): Promise<{ vintages: Map<string, Cell>[]; said: string[] }> {
  const folder = await mkdtemp(join(tmpdir(), "foothold-vintages-"));
  const policy = parsePolicy(policyText, [declaration]);
  const found: Map<string, Cell>[] = [];
  const said: string[] = [];
  try {
    for (const [v, households] of vintages.entries()) {
      await withDuckDB(folder, async (db) => {
        await createLake(db, {
          areas: `select * from (values ('9', null, 'county'), ${townships.map((t) => `('${t}', '9', 'township')`).join(", ")}) t(code, parent, level)`,
        });
        const values = households.map(
          (h) => `(${[h.unit, h.area, h.kind, h.period].map(literal).join(", ")})`,
        );
        await db.run(
          `create table households as select * from (values ${values.join(", ")}) t(unit, area, kind, period)`,
        );
        const file = join(folder, "sample.parquet");
        await db.run(`copy (${everywhere}) to ${pathLiteral(file)} (format parquet)`);
        const sources = found.map((_, i) => ({
          release: `vintage ${i + 1}`,
          folder: join(folder, records[i] === "lost" ? "published" : "record", String(i)),
          exact: records[i] !== "lost",
        }));
        const marts = [{ declaration, file, rows: 1, built: true }];
        const [table] = await protectMarts(db, marts, policy, (line) => said.push(line), sources);
        await writeRecord(db, [table!.exact], join(folder, "record", String(v)));
        const shown = await rows<{ area: string; period: string; kind: string; households_status: string }>(
          db,
          publishedSql(table!.exact, policy),
        );
        await db.run(`create table shown as ${publishedSql(table!.exact, policy)}`);
        const { mkdir } = await import("node:fs/promises");
        await mkdir(join(folder, "published", String(v)), { recursive: true });
        await db.run(
          `copy shown to ${pathLiteral(join(folder, "published", String(v), "sample.parquet"))} (format parquet)`,
        );
        const cells = new Map<string, Cell>();
        for (const { area, period, kind, households_status } of shown) {
          const units = households.filter(
            (h) =>
              h.period === period && (area === "9" || h.area === area) && (kind === "all" || h.kind === kind),
          );
          const key = `${area} ${period} ${kind}`;
          const value = units.length;
          cells.set(key, {
            key,
            value,
            published: households_status === "",
            units: new Set(units.map((u) => u.unit)),
          });
        }
        found.push(cells);
      });
    }
    return { vintages: found, said };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Contributors who are in one of two cells and not in the other. */
export const differing = (a: Cell, b: Cell): number =>
  [...a.units].filter((u) => !b.units.has(u)).length + [...b.units].filter((u) => !a.units.has(u)).length;
