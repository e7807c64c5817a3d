import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { literal, pathLiteral, withDuckDB } from "../../../loaders/db.ts";
import { createLake } from "../../../loaders/marts/catalog.ts";
import { loadExact } from "../../../loaders/release/cells.ts";
import { readContributions } from "../../../loaders/release/contributions.ts";
import { parsePolicy } from "../../../loaders/release/policy.ts";
import {
  areasSql,
  county,
  declareSample,
  type Household,
  kinds,
  publishVintages,
  tooSmall,
  townships,
} from "./vintage-county.ts";
import { months, noFewTellMonthsApart } from "./vintage-properties.ts";

const rules = "{ contributors: 10, changes: 3 }";

/** Households of one township and kind of work, by the months in which they are there. */
const present = (name: string, n: number, from: number, to = months.length): Household[] =>
  Array.from({ length: n }, (_, i) =>
    months.slice(from, to).map((period) => ({ unit: `${name} ${i}`, area: "901", kind: "crops", period })),
  ).flat();

describe("two months of one release", () => {
  const elsewhere = months.flatMap((period) =>
    county(period, { "901 trade": 30, "902 crops": 25, "902 trade": 35, "903 crops": 50, "903 trade": 20 }),
  );
  const isShown = async (households: Household[]) => {
    const [cells] = (await publishVintages([[...elsewhere, ...households]], rules)).vintages;
    expect(tooSmall([cells!])).toEqual([]);
    return months.map((m) => cells!.get(`901 ${m} crops`)!.published);
  };

  test("never tell of one household, even where both differ much from every month between", async () => {
    // Ten join in the third month and nine of them leave in the fifth: only the first and the fifth differ by one.
    const stays = [...present("stays", 40, 0), ...present("the tenth", 1, 2)];
    expect(await isShown([...stays, ...present("comes and goes", 9, 2, 4)])).toEqual([
      ...[true, true, true, true, false, false],
    ]);
  });

  test("tell of three who stayed", async () => {
    const stays = [...present("stays", 40, 0), ...present("three", 3, 2)];
    expect(await isShown([...stays, ...present("comes and goes", 9, 2, 4)])).not.toContain(false);
  });

  test("are told apart by who is there, not by how many: of ten who left and ten who came, twenty tell", async () => {
    const stays = present("stays", 40, 0);
    expect(
      await isShown([...stays, ...present("leaves", 10, 0, 3), ...present("comes", 10, 3)]),
    ).not.toContain(false);
    expect(await isShown([...stays, ...present("leaves", 1, 0, 3), ...present("comes", 1, 3)])).toEqual([
      ...[true, true, true, false, false, false],
    ]);
  });
});

test("no two published values of random households over random months are told apart by fewer than three", async () => {
  await fc.assert(noFewTellMonthsApart, { numRuns: 8, seed: 20210601 });
});

/** What a household earns of one kind of work in one township and month. */
interface Income {
  unit: number;
  area: string;
  kind: string;
  period: string;
  yuan: number;
}

const declaration = declareSample(
  `
  - { name: yuan, label: { en: Income, zh: 收入 }, unit: yuan, kind: sum, contributors: n, adds_over: [area, kind] }
  - { name: middle, label: { en: Middle, zh: 中位数 }, unit: yuan, kind: quantile, q: 0.5, contributors: n, rests_on: [] }`,
  "select unit, area, period, kind, yuan from incomes",
);

/** Pairs of months, by series, that fewer contributors tell apart than asked, as found in all rows at once. */
async function closeMonths(incomes: Income[], changes: number) {
  const folder = await mkdtemp(join(tmpdir(), "foothold-months-"));
  try {
    return await withDuckDB(folder, async (db) => {
      await createLake(db, {
        areas: areasSql,
      });
      const values = incomes.map((i) => `(${i.unit}, ${[i.area, i.kind, i.period].map(literal)}, ${i.yuan})`);
      await db.run(
        `create table incomes as select * from (values ${values.join(", ")}) t(unit, area, kind, period, yuan)`,
      );
      const file = join(folder, "sample.parquet");
      await db.run(`copy (
        with placed as (select unit, period, unnest([area, '9']) as area, kind, yuan from incomes),
        summed as (select unit, period, area, unnest([kind, 'all']) as kind, yuan from placed)
        select area, period, kind, sum(yuan) as yuan, median(yuan) as middle, count(distinct unit) as n
        from summed group by area, period, kind) to ${pathLiteral(file)} (format parquet)`);
      const policy = parsePolicy(`changes: ${changes}`, [declaration]);
      const exact = await loadExact(db, { declaration, file });
      const { close, periods, series, seriesOf, time } = await readContributions(db, exact, policy);
      if (!close) return [];
      const keys = (
        await db.runAndReadAll("select area || ' ' || kind from exact_sample order by \"row\"")
      ).getRows();
      const found: string[] = [];
      for (let s = 0; s < series; s++) {
        const key = String(keys[seriesOf.indexOf(s)]![0]);
        for (const t of new Set(time.filter((_, row) => seriesOf[row] === s)))
          for (const u of close.get("yuan")!.of(s, t))
            if (u < t) found.push(`${key} ${periods[u]} ${periods[t]}`);
        expect(close.get("middle")!.of(s, 0)).toEqual(close.get("yuan")!.of(s, 0));
      }
      return found.sort();
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The same, one household after another. */
function closeByHand(incomes: Income[], changes: number): string[] {
  const cells = new Map<string, Map<string, Map<number, number>>>();
  for (const { unit, area, kind, period, yuan } of incomes) {
    for (const key of [`${area} ${kind}`, `9 ${kind}`, `${area} all`, "9 all"]) {
      const months = cells.get(key) ?? new Map<string, Map<number, number>>();
      cells.set(key, months);
      const units = months.get(period) ?? new Map<number, number>();
      months.set(period, units);
      units.set(unit, Math.round(((units.get(unit) ?? 0) + yuan) * 100) / 100);
    }
  }
  return [...cells]
    .flatMap(([key, months]) =>
      [...months].flatMap(([later, a]) =>
        [...months].flatMap(([earlier, b]) => {
          const units = [...new Set([...a.keys(), ...b.keys()])];
          const differ = units.filter((u) => (a.get(u) ?? 0) !== (b.get(u) ?? 0)).length;
          return earlier < later && differ > 0 && differ < changes ? [`${key} ${earlier} ${later}`] : [];
        }),
      ),
    )
    .sort();
}

test("contributors in buckets tell the same months apart as contributors one by one, down to a cent and losses with it", async () => {
  const income = fc
    .tuple(
      fc.nat({ max: 30 }),
      fc.constantFrom(...townships),
      fc.constantFrom(...kinds),
      fc.constantFrom(...months),
      fc.constantFrom(-100.25, 0.01, 100.25, 100.26, 5e6),
    )
    .map(([unit, area, kind, period, yuan]): Income => ({ unit, area, kind, period, yuan }));
  await fc.assert(
    fc.asyncProperty(
      fc.array(income, { minLength: 1, maxLength: 120 }),
      fc.integer({ min: 2, max: 12 }),
      async (incomes, changes) => {
        expect(await closeMonths(incomes, changes)).toEqual(closeByHand(incomes, changes));
      },
    ),
    { numRuns: 12, seed: 20210601 },
  );
});
