import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { literal, pathLiteral, rows, withDuckDB } from "../../../loaders/db.ts";
import { createLake } from "../../../loaders/marts/catalog.ts";
import { type Declaration, parseDeclaration } from "../../../loaders/marts/declaration.ts";
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

/** A mart of synthetic households by area, period and kind. */
export const declareSample = (measures: string, contributions: string): Declaration =>
  parseDeclaration(
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
${measures}
keys: [area, period, kind]
contributions: ${contributions}
example: { given: {}, expect: [{ area: "9" }] }
`,
    "sample.yml",
  );

/** SQL of the county and its townships, as the lake has them. */
export const areasSql = `select * from (values ('9', null, 'county'), ${townships.map((t) => `('${t}', '9', 'township')`).join(", ")}) t(code, parent, level)`;

const declaration = declareSample(
  "  - { name: households, label: { en: Households, zh: 户数 }, unit: households, kind: count, contributors: n, adds_over: [area, kind] }",
  "select unit, area, period, kind, 1 as households from households",
);

/** Households of one month: so many in each township and kind of work, written `901 crops`. */
export function county(period: string, counts: Record<string, number>): Household[] {
  return Object.entries(counts).flatMap(([place, n]) => {
    const [area, kind] = place.split(" ") as [string, string];
    return Array.from({ length: n }, (_, i) => ({ unit: `${place} ${i}`, area, kind, period }));
  });
}

const everywhere = `
with placed as (
  select unit, period, unnest([area, '9']) as area, kind from households
),
counted as (
  select unit, period, area, unnest([kind, 'all']) as kind from placed
)
select area, period, kind, count(*) as households, count(distinct unit) as n
from counted group by area, period, kind`;

/** What is left of a vintage when the next is protected: the office's record, the published table, or nothing. */
type Left = "record" | "published" | "nothing";

export interface Published {
  /** By key: area, period and kind. */
  vintages: Map<string, Cell>[];
  /** Warnings of what older vintages give away. */
  warnings: string[];
}

/**
 * Publishes one vintage after another, each protected with what is left of those before it.
 * @param rules text of a policy, or one for each vintage
 */
export async function publishVintages(
  vintages: Household[][],
  rules: string | string[],
  left: Left = "record",
): Promise<Published> {
  const folder = await mkdtemp(join(tmpdir(), "foothold-vintages-"));
  const found: Map<string, Cell>[] = [];
  const said: string[] = [];
  const at = (v: number, what: string) => join(folder, what, String(v));
  try {
    for (const [v, households] of vintages.entries()) {
      const policy = parsePolicy(typeof rules === "string" ? rules : rules[v]!, [declaration]);
      await withDuckDB(folder, async (db) => {
        await createLake(db, {
          areas: areasSql,
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
          folder: at(i, left),
          exact: left === "record",
        }));
        const mart = { declaration, file, rows: 1, built: true };
        const [table] = await protectMarts(
          db,
          [mart],
          policy,
          (line) => said.push(line),
          left === "nothing" ? [] : sources,
        );
        await writeRecord(db, [table!.exact], at(v, "record"));
        await mkdir(at(v, "published"), { recursive: true });
        await db.run(`create table shown as ${publishedSql(table!.exact, policy)}`);
        await db.run(
          `copy shown to ${pathLiteral(join(at(v, "published"), "sample.parquet"))} (format parquet)`,
        );
        found.push(cellsOf(await rows<Shown>(db, "select * from shown"), households));
      });
    }
    return { vintages: found, warnings: said.filter((line) => line.startsWith("Warning")) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Shown {
  area: string;
  period: string;
  kind: string;
  households_status: string;
}

function cellsOf(shown: Shown[], households: Household[]): Map<string, Cell> {
  return new Map(
    shown.map(({ area, period, kind, households_status }) => {
      const units = new Set(
        households
          .filter(
            (h) => h.period === period && [h.area, "9"].includes(area) && [h.kind, "all"].includes(kind),
          )
          .map((h) => h.unit),
      );
      const key = `${area} ${period} ${kind}`;
      return [key, { key, value: units.size, published: households_status === "", units }];
    }),
  );
}

/** Contributors who are in one of two cells and not in the other. */
export const differing = (a: Cell, b: Cell): number =>
  [...a.units].filter((u) => !b.units.has(u)).length + [...b.units].filter((u) => !a.units.has(u)).length;

/**
 * Differences that fewer than three households make between two published values of one series that are not the same:
 * of any two months, in one vintage or a later one. What an earlier vintage has told alike is nothing new.
 */
export function tooSmall(vintages: Map<string, Cell>[]): string[] {
  const found: string[] = [];
  const series = ({ key }: Cell) => key.replace(/ \S+ /, " ");
  const isOld = (v: number, { key, value }: Cell) =>
    vintages.slice(0, v).some((cells) => cells.get(key)?.published && cells.get(key)!.value === value);
  const all = vintages.flatMap((cells, v) => [...cells.values()].map((cell) => ({ v, cell })));
  for (const [i, { v, cell: a }] of all.entries()) {
    for (const { v: w, cell: b } of all.slice(i + 1)) {
      if (!a.published || !b.published || series(a) !== series(b) || a.value === b.value) continue;
      if (isOld(w, b) && (v < w || isOld(v, a))) continue;
      if (differing(a, b) < 3) found.push(`${v} ${a.key} > ${w} ${b.key}`);
    }
  }
  return found;
}

/** A sum of the counts that no other count is the sum of, each in one vintage: `v` and the key, by coefficient. */
type Sum = Map<string, number>;

const leavesOf = ({ key }: Cell, v: number, cells: Map<string, Cell>, sign = 1): Sum => {
  const [area, period, kind] = key.split(" ");
  const sum: Sum = new Map();
  for (const a of area === "9" ? townships : [area]) {
    for (const k of kind === "all" ? kinds : [kind]) {
      // What is absent is a zero that everyone knows.
      if (cells.has(`${a} ${period} ${k}`)) sum.set(`${v} ${a} ${period} ${k}`, sign);
    }
  }
  return sum;
};

const plus = (a: Sum, b: Sum): Sum => {
  const sum = new Map(a);
  for (const [leaf, n] of b) sum.set(leaf, (sum.get(leaf) ?? 0) + n);
  return sum;
};

/**
 * What a reader of all vintages works out by adding and subtracting who also guesses that a cell is the same in two
 * vintages wherever it is: small counts, and changes of a count between two vintages that fewer than `changes`
 * households make. By elimination over the counts of single places, whatever tables were published.
 */
export function workedOut(vintages: Map<string, Cell>[], contributors: number, changes: number): string[] {
  const told: Sum[] = [];
  const secret: [string, Sum][] = [];
  for (const [v, cells] of vintages.entries()) {
    for (const cell of cells.values()) {
      if (cell.published) told.push(leavesOf(cell, v, cells));
      else if (cell.value < contributors) secret.push([`${v} ${cell.key}`, leavesOf(cell, v, cells)]);
      for (let w = v + 1; w < vintages.length; w++) {
        const later = vintages[w]!.get(cell.key);
        if (!later) continue;
        const change = plus(leavesOf(later, w, vintages[w]!), leavesOf(cell, v, cells, -1));
        if (later.value === cell.value) told.push(change);
        else if (differing(cell, later) < changes) secret.push([`${v} > ${w} ${cell.key}`, change]);
      }
    }
  }
  const basis = new Map<string, Sum>();
  const reduce = (sum: Sum): Sum => {
    let left = sum;
    for (const [pivot, row] of basis) {
      const n = left.get(pivot) ?? 0;
      if (Math.abs(n) > 1e-9) left = plus(left, new Map([...row].map(([leaf, x]) => [leaf, -n * x])));
    }
    return new Map([...left].filter(([, n]) => Math.abs(n) > 1e-9));
  };
  for (const sum of told) {
    const left = reduce(sum);
    const [first] = left;
    if (!first) continue;
    const row: Sum = new Map([...left].map(([leaf, n]) => [leaf, n / first[1]]));
    for (const [pivot, other] of basis) {
      const n = other.get(first[0]) ?? 0;
      if (n !== 0) basis.set(pivot, plus(other, new Map([...row].map(([leaf, x]) => [leaf, -n * x]))));
    }
    basis.set(first[0], row);
  }
  return secret.filter(([, sum]) => reduce(sum).size === 0).map(([name]) => name);
}
