import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pathLiteral, type Row, rows, withDuckDB } from "../../../loaders/db.ts";
import { createLake } from "../../../loaders/marts/catalog.ts";
import { type Declaration, parseDeclaration } from "../../../loaders/marts/declaration.ts";
import { parsePolicy } from "../../../loaders/release/policy.ts";
import { publishedSql } from "../../../loaders/release/protect.ts";
import { protectMarts } from "../../../loaders/release/tables.ts";

/** A mart of one area and one count `n` by period, tied to others as the links say. */
const mart = (name: string, links = "[]"): Declaration =>
  parseDeclaration(
    `
mart: ${name}
title: { en: Sample, zh: 样本 }
grain: { en: One row per area and period, zh: 每地区每时期一行 }
population: { en: Synthetic households, zh: 合成农户 }
inputs: [income]
dimensions: [{ name: area }, { name: period }]
measures:
  - { name: n, label: { en: Households, zh: 户数 }, unit: households, kind: count, contributors: n, adds_over: [area], links: ${links} }
keys: [area, period]
example: { given: {}, expect: [{ area: a }] }
`,
    `${name}.yml`,
  );

type Values = Record<string, number>;

/** What is published of each mart, by period; undefined where it is withheld. */
async function publish(
  marts: [Declaration, Values][],
): Promise<Record<string, Record<string, number | undefined>>> {
  const folder = await mkdtemp(join(tmpdir(), "foothold-periods-"));
  try {
    return await withDuckDB(folder, async (db) => {
      await createLake(db, { areas: "select '9' as code, null::varchar as parent, 'county' as level" });
      const built = [];
      for (const [declaration, values] of marts) {
        const file = join(folder, `${declaration.mart}.parquet`);
        const given = Object.entries(values).map(([period, n]) => `('9', '${period}', ${n})`);
        await db.run(
          `copy (select * from (values ${given.join(", ")}) v(area, period, n)) to ${pathLiteral(file)} (format parquet)`,
        );
        built.push({ declaration, file, rows: given.length, built: true });
      }
      const policy = parsePolicy(
        "",
        marts.map(([d]) => d),
      );
      const found: Awaited<ReturnType<typeof publish>> = {};
      for (const { exact } of await protectMarts(db, built, policy, () => {})) {
        const told = await rows<Row>(db, publishedSql(exact, policy));
        found[exact.declaration.mart] = Object.fromEntries(
          told.map((r) => [r.period, r.n === null ? undefined : Number(r.n)]),
        );
      }
      return found;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const months = Array.from({ length: 12 }, (_, i) => `2021-${String(i + 1).padStart(2, "0")}`);

describe("a year and its months", () => {
  const small = Object.fromEntries(months.map((m, i) => [m, i === 4 ? 5 : 20 + i]));
  const year = { "2021": Object.values(small).reduce((a, b) => a + b, 0) };
  const attack = async (links: string) => {
    const { monthly, yearly } = await publish([
      [mart("monthly"), small],
      [mart("yearly", links), year],
    ]);
    expect(monthly!["2021-05"]).toBeUndefined();
    const others = months.filter((m) => m !== "2021-05").map((m) => monthly![m]!);
    return yearly!["2021"]! - others.reduce((a, b) => a + b, 0);
  };

  test("give a withheld month away where nobody says that they add up", async () => {
    expect(await attack("[]")).toBe(5);
  });

  test("do not where the year is declared the sum of its months: the months stay, the year goes", async () => {
    expect(await attack("[{ table: monthly, measure: n, periods: within }]")).toBeNaN();
  });

  test("must add up where they are said to", async () => {
    const wrong = publish([
      [mart("monthly"), small],
      [mart("yearly", "[{ table: monthly, measure: n, periods: within }]"), { "2021": 1000 }],
    ]);
    await expect(wrong).rejects.toThrow(
      /yearly: n does not add up with monthly.n .* in period 2021: 1000 against/,
    );
  });
});

describe("a stock and its flows", () => {
  const account =
    "[{ table: stock, measure: n, periods: before, and: [{ table: came, measure: n }, { table: went, measure: n, weight: -1 }] }]";

  const series = (first: number, came: number[], went: number[]) => {
    const stock = [first];
    for (let t = 1; t < came.length; t++) stock.push(stock[t - 1]! + came[t]! - went[t]!);
    const named = (values: number[]) => Object.fromEntries(values.map((v, t) => [months[t]!, v]));
    return { stock: named(stock), came: named(came), went: named(went) };
  };

  const publishAll = ({ stock, came, went }: ReturnType<typeof series>, links: string) =>
    publish([
      [mart("stock", links), stock],
      [mart("came"), came],
      [mart("went"), went],
    ]);

  test("give a withheld flow away where nobody says how they follow from each other", async () => {
    const { stock, came, went } = await publishAll(series(100, [10, 20, 30], [10, 5, 12]), "[]");
    expect(went!["2021-02"]).toBeUndefined();
    expect(stock!["2021-01"]! + came!["2021-02"]! - stock!["2021-02"]!).toBe(5);
  });

  test("give no withheld flow away, not over any number of months", async () => {
    const flow = fc.integer({ min: 0, max: 25 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(flow, flow), { minLength: 2, maxLength: 6 }), async (flows) => {
        const exact = series(
          150,
          flows.map(([c]) => c),
          flows.map(([, w]) => w),
        );
        const told = await publishAll(exact, account);
        // A withheld value is known if the unknown terms of some sum of accounts are that value alone.
        const unknown = Object.entries(told).flatMap(([table, by]) =>
          Object.keys(by)
            .filter((p) => by[p] === undefined)
            .map((p) => `${table} ${p}`),
        );
        const accounts = months.slice(1, flows.length).map((now, t) => {
          const terms = [`stock ${now}`, `stock ${months[t]!}`, `came ${now}`, `went ${now}`];
          return unknown.map((u) => [1, -1, -1, 1][terms.indexOf(u)] ?? 0);
        });
        const alone = reduced(accounts).filter((row) => row.filter((v) => Math.abs(v) > 1e-9).length === 1);
        const known = alone.map((row) => unknown[row.findIndex((v) => Math.abs(v) > 1e-9)]!);
        const small = known.filter((name) => {
          const [table, period] = name.split(" ") as [keyof typeof exact, string];
          return exact[table][period]! > 0 && exact[table][period]! < 10;
        });
        expect(small).toEqual([]);
      }),
      { numRuns: 25, seed: 5 },
    );
  });
});

/** Reduced row echelon form. */
function reduced(matrix: number[][]): number[][] {
  const a = matrix.map((row) => [...row]);
  let at = 0;
  for (let c = 0; c < (a[0]?.length ?? 0) && at < a.length; c++) {
    const pivot = a.findIndex((row, r) => r >= at && Math.abs(row[c]!) > 1e-9);
    if (pivot < 0) continue;
    [a[at], a[pivot]] = [a[pivot]!, a[at]!];
    const lead = a[at]!;
    const scale = lead[c]!;
    a[at] = lead.map((v) => v / scale);
    a.forEach((row, r) => {
      if (r === at) return;
      const factor = row[c]!;
      a[r] = row.map((v, k) => v - factor * a[at]![k]!);
    });
    at++;
  }
  return a;
}
