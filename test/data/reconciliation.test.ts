import { beforeAll, describe, expect, test } from "vitest";
import { connect, martNamed, type Row, rowsOf } from "../loaders/marts/example.ts";
import { csvSql, query } from "./csv.ts";

const connection = await connect();
type Text = Record<string, string>;
let published: Row[];

/** What the rules find among figures, as rule, verdict and the figures of each disagreement. */
async function found(figures: Row[]): Promise<string[]> {
  const rows = await rowsOf(connection, martNamed("reconciliation"), {
    areas: await areas(),
    figures,
  });
  const groups = new Map<string, string[]>();
  for (const { rule, verdict, conflict, figure } of rows) {
    const key = `${rule} ${conflict} ${verdict}`;
    groups.set(key, [...(groups.get(key) ?? []), String(figure)]);
  }
  return [...groups]
    .map(([key, ids]) => `${key.split(" ")[0]} ${key.split(" ")[2]}: ${ids.sort().join(" ")}`)
    .sort();
}

const areas = async () =>
  (await query<Text>(`select code, parent, level from ${csvSql("data/reported/areas/areas.csv")}`)).map(
    ({ code, parent, level }) => ({ code: code!, parent: parent || null, level: level! }),
  );

beforeAll(async () => {
  const rows = await query<Text>(`select * from ${csvSql("data/reported/figures/figures.csv")}`);
  published = rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([k, v]) => [k, v === "" ? null : k === "value" ? Number(v) : v!]),
    ),
  );
});

/** The published figures with some values changed. */
const changed = (values: Record<string, number>) =>
  published.map((row) => ({ ...row, value: values[String(row.id)] ?? row.value! }));

describe("among the published figures the rules find, by themselves,", () => {
  test("every known disagreement and no other", async () => {
    expect(await found(published)).toEqual([
      // 1,746 yuan more than 13,052 is 13.4 percent, not 12.08.
      "change_not_given contradiction: N02 P122 P123",
      // From 14,056 to 15,575 is 10.8 percent, not 9.5.
      "change_not_given contradiction: N03 P118 P119",
      // From 8,452 to 9,377 is 925 yuan, not 894.
      "change_not_given contradiction: N06 P083 P084",
      // From 2,310,000 to 2,923,200 persons lifted to date is 613,200 in the year, not 645,000.
      "change_not_given contradiction: P134 P136 P137",
      // 118,337 employed among 25,586 persons.
      "part_exceeds_whole contradiction: S08 S21",
      "two_values bound: P138 P139",
      "two_values definitions: N01 P142",
      "two_values definitions: N04 N05",
      "two_values definitions: P141 P144",
    ]);
  });

  test("contradictions of which no published figure is a rate", () => {
    const calculated = published.filter(({ tier }) => tier === "derived");
    expect(calculated.length).toBeGreaterThan(0);
    for (const { id, source, note, population } of calculated)
      expect(`${source} ${note} ${population}`, String(id)).not.toMatch(/\bS(08|21)\b/);
    expect(published.map(({ value }) => value)).not.toContain(4.63);
  });

  test("nothing where a part is as large as its whole", async () => {
    const lines = await found(changed({ S21: 25_586 }));
    expect(lines.filter((line) => line.startsWith("part"))).toEqual([]);
    const over = await found(changed({ S21: 25_588 }));
    expect(over).toContain("part_exceeds_whole contradiction: S08 S21");
  });

  test("nothing where two values are one, rounded", async () => {
    const lines = await found(changed({ P144: 11.6, P139: 3_100_000 }));
    expect(lines.filter((line) => /P144|P139/.test(line))).toEqual([]);
  });

  test("nothing where the amounts give the stated change once rounded", async () => {
    const lines = await found(changed({ N02: 13.38, N03: 10.8, N06: 925, P134: 613_000 }));
    expect(lines.filter((line) => line.startsWith("change"))).toEqual([]);
    expect(lines.join(" ")).not.toMatch(/N07|N08/);
  });
});

test("no population is named that the list of parts does not know, and no part is its own whole", async () => {
  const codes = (await query<Text>(`select code from ${csvSql("data/codes/population_set.csv")}`)).map(
    (c) => c.code,
  );
  const parts = await query<Text>(`select * from ${csvSql("data/schemes/population_parts.csv")}`);
  for (const { part, whole: of } of parts) {
    expect(codes).toEqual(expect.arrayContaining([part, of]));
    expect(part).not.toBe(of);
  }
});
