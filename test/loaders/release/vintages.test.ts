import { describe, expect, test } from "vitest";
import { type Cell, differing, type Household, publishVintages } from "./vintage-county.ts";

/** Synthetic households: so many in each township and kind in a month. */
function county(period: string, counts: Record<string, number>): Household[] {
  return Object.entries(counts).flatMap(([place, n]) => {
    const [area, kind] = place.split(" ") as [string, string];
    return Array.from({ length: n }, (_, i) => ({ unit: `${place} ${i}`, area, kind, period }));
  });
}

const counts = {
  "901 crops": 40,
  "901 trade": 30,
  "902 crops": 25,
  "902 trade": 35,
  "903 crops": 50,
  "903 trade": 20,
};
const rules = "{ contributors: 10, changes: 3 }";
const shown = (cells: Map<string, Cell>) => [...cells.values()].filter((c) => c.published).map((c) => c.key);

/** Every pair of a value of one vintage and one of another that a reader would subtract, with who stands between. */
function* differences(vintages: Map<string, Cell>[]): Generator<{ pair: string; by: number }> {
  for (const [i, earlier] of vintages.entries()) {
    for (const later of vintages.slice(i + 1)) {
      for (const a of earlier.values()) {
        for (const b of later.values()) {
          const [[area, , kind], [there, , other]] = [a.key.split(" "), b.key.split(" ")];
          if (!a.published || !b.published || area !== there || kind !== other) continue;
          if (a.value !== b.value)
            yield { pair: `vintage ${i + 1} ${a.key}, later ${b.key}`, by: differing(a, b) };
        }
      }
    }
  }
}

const tooSmall = (vintages: Map<string, Cell>[]) => [...differences(vintages)].filter(({ by }) => by < 3);

describe("two vintages", () => {
  test("that are the same show the same", async () => {
    const households = county("2021-01", { ...counts, "901 trade": 4 });
    const { vintages, said } = await publishVintages([households, households], rules);
    expect(shown(vintages[1]!)).toEqual(shown(vintages[0]!));
    expect(shown(vintages[0]!).length).toBeLessThan(vintages[0]!.size);
    expect(said.join()).not.toContain("Warning");
  });

  test.each([1, 2])(
    "never tell of %i households that joined one township in between, not in any cell that counts them",
    async (n) => {
      const before = county("2021-01", counts);
      const after = county("2021-01", { ...counts, "901 crops": 40 + n });
      const { vintages } = await publishVintages([before, after], rules);
      expect(shown(vintages[0]!)).toHaveLength(12);
      expect(shown(vintages[1]!)).toEqual(
        ["902 crops", "902 trade", "902 all", "903 crops", "903 trade", "903 all", "901 trade", "9 trade"]
          .map((k) => `${k.split(" ")[0]} 2021-01 ${k.split(" ")[1]}`)
          .sort((a, b) => shown(vintages[0]!).indexOf(a) - shown(vintages[0]!).indexOf(b)),
      );
    },
  );

  test("tell of three", async () => {
    const { vintages } = await publishVintages(
      [county("2021-01", counts), county("2021-01", { ...counts, "901 crops": 43 })],
      rules,
    );
    expect(shown(vintages[1]!)).toHaveLength(12);
  });

  test("never tell that one household was dropped, or moved to another township", async () => {
    const before = county("2021-01", counts);
    for (const after of [
      before.slice(1),
      [{ ...before[0]!, area: "903" }, ...before.slice(1)],
      [{ ...before[0]!, kind: "trade" }, ...before.slice(1)],
    ]) {
      const { vintages } = await publishVintages([before, after], rules);
      expect(tooSmall(vintages)).toEqual([]);
      expect(shown(vintages[1]!).length).toBeLessThan(12);
    }
  });

  test("never tell of one who left while another joined, though more than two values changed", async () => {
    const before = county("2021-01", counts);
    const joined = { unit: "another", area: "902", kind: "trade", period: "2021-01" };
    const { vintages } = await publishVintages([before, [...before.slice(1), joined]], rules);
    expect(tooSmall(vintages)).toEqual([]);
  });

  test("never tell of a correction of an old month, neither in it nor beside the months that follow", async () => {
    const months = (n: number) => [
      ...county("2021-01", counts),
      ...county("2021-02", { ...counts, "901 crops": n, "902 trade": 60 }),
      ...county("2021-03", { ...counts, "901 crops": 44, "902 trade": 60 }),
    ];
    // What is true of February is told late, and with it what had looked like four who joined in March.
    const { vintages } = await publishVintages([months(40), months(43)], rules);
    expect(shown(vintages[0]!)).toContain("901 2021-03 crops");
    expect(tooSmall(vintages)).toEqual([]);
  });

  test("never tell of one household by a new month beside a month that was corrected", async () => {
    const january = (n: number) => county("2021-01", { ...counts, "901 crops": n });
    const { vintages } = await publishVintages(
      [january(40), [...january(46), ...county("2021-02", { ...counts, "901 crops": 41 })]],
      rules,
    );
    expect(shown(vintages[1]!)).toContain("901 2021-01 crops");
    expect(shown(vintages[1]!)).not.toContain("901 2021-02 crops");
    expect(tooSmall(vintages)).toEqual([]);
  });

  test("keep secret what the first withheld, also where it is no longer small", async () => {
    const { vintages, said } = await publishVintages(
      [
        county("2021-01", { ...counts, "901 trade": 4, "902 trade": 35 }),
        county("2021-01", { ...counts, "901 trade": 40, "902 trade": 35 }),
      ],
      rules,
    );
    const [before, after] = vintages as [Map<string, Cell>, Map<string, Cell>];
    expect(before.get("901 2021-01 trade")!.published).toBe(false);
    // One of the values that hid the four had not changed; shown now, it would give them away.
    const told = (key: string) =>
      before.get(key)!.published || after.get(key)!.value !== before.get(key)!.value;
    const row = ["901 2021-01 crops", "901 2021-01 all"];
    const column = ["902 2021-01 trade", "903 2021-01 trade", "9 2021-01 trade"];
    for (const line of [row, column])
      expect(line.every((k) => before.get(k)!.published || (told(k) ? false : after.get(k)!.published))).toBe(
        false,
      );
    expect(said.join()).not.toContain("Warning");
  });

  test("of which only the published values are left change nothing that had been withheld or has changed", async () => {
    const before = county("2021-01", { ...counts, "901 trade": 4 });
    const after = county("2021-01", { ...counts, "901 trade": 4, "903 trade": 60 });
    const { vintages } = await publishVintages([before, after], rules, ["lost"]);
    for (const [key, cell] of vintages[1]!) {
      const old = vintages[0]!.get(key)!;
      expect(cell.published, key).toBe(old.published && old.value === cell.value);
    }
  });

  test("that contradict a stricter rule: what was published is withheld from now on, and the office is told", async () => {
    const households = county("2021-01", { ...counts, "901 trade": 4 });
    const first = await publishVintages([households], "{ contributors: 2, changes: 3 }");
    expect(shown(first.vintages[0]!)).toHaveLength(12);
  });
});

describe("a first publication", () => {
  test("is protected as it stands", async () => {
    const { vintages } = await publishVintages([county("2021-01", counts)], rules);
    expect(shown(vintages[0]!)).toHaveLength(12);
  });
});
