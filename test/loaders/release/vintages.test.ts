import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Cell, county, publishVintages, tooSmall, workedOut } from "./vintage-county.ts";
import { nothingIsWorkedOut } from "./vintage-properties.ts";

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
const january = (also: Record<string, number> = {}) => county("2021-01", { ...counts, ...also });

/** Publishes the vintages, each without a thought to the others, and together. */
async function bothWays(...vintages: Parameters<typeof publishVintages>[0]) {
  const heedless = await publishVintages(vintages, rules, "nothing");
  return { heedless: heedless.vintages, ...(await publishVintages(vintages, rules)) };
}

describe("two vintages", () => {
  test("that are the same show the same", async () => {
    const { vintages, warnings } = await publishVintages(
      [january({ "901 trade": 4 }), january({ "901 trade": 4 })],
      rules,
    );
    expect(shown(vintages[1]!)).toEqual(shown(vintages[0]!));
    expect(shown(vintages[0]!).length).toBeLessThan(vintages[0]!.size);
    expect(warnings).toEqual([]);
  });

  test("never tell that a household joined one township, in no cell that counts it", async () => {
    const { heedless, vintages } = await bothWays(january(), january({ "901 crops": 41 }));
    expect(tooSmall(heedless)).toHaveLength(4);
    const lost = shown(vintages[0]!).filter((key) => !shown(vintages[1]!).includes(key));
    expect(lost).toEqual(["9 2021-01 all", "9 2021-01 crops", "901 2021-01 all", "901 2021-01 crops"]);
  });

  test("tell of three who joined", async () => {
    const { vintages } = await publishVintages([january(), january({ "901 crops": 43 })], rules);
    expect(shown(vintages[1]!)).toHaveLength(12);
  });

  test.each([
    ["was dropped", []],
    ["moved to another township", [{ area: "903" }]],
    ["took up another kind of work", [{ kind: "trade" }]],
  ])("never tell of one household that %s", async (_, [now]) => {
    const [one, ...others] = january();
    const { heedless, vintages } = await bothWays(
      [one!, ...others],
      now ? [{ ...one!, ...now }, ...others] : others,
    );
    expect(tooSmall(heedless)).not.toEqual([]);
    expect(tooSmall(vintages)).toEqual([]);
    expect(workedOut(vintages, 10, 3)).toEqual([]);
  });

  test("never tell of one household by a correction of an old month beside the month after", async () => {
    const months = (february: number) => [
      ...january(),
      ...county("2021-02", { ...counts, "901 crops": february }),
      ...county("2021-03", { ...counts, "901 crops": 44 }),
    ];
    const { heedless, vintages } = await bothWays(months(40), months(43));
    expect(tooSmall(heedless)).not.toEqual([]);
    expect(shown(vintages[0]!)).toContain("901 2021-03 crops");
    expect(tooSmall(vintages)).toEqual([]);
  });

  test("never tell of one household by a new month beside a month as it was before its correction", async () => {
    const { heedless, vintages } = await bothWays(january(), [
      ...january({ "901 crops": 46 }),
      ...county("2021-02", { ...counts, "901 crops": 41 }),
    ]);
    expect(tooSmall(heedless)).not.toEqual([]);
    expect(shown(vintages[1]!)).toContain("901 2021-01 crops");
    expect(tooSmall(vintages)).toEqual([]);
  });

  test("keep secret what the first withheld, also where it is no longer small", async () => {
    const { heedless, vintages, warnings } = await bothWays(
      january({ "901 trade": 4 }),
      january({ "901 trade": 40 }),
    );
    // The values that hid the four are the same in the second: shown there, they would give them away.
    expect(workedOut(heedless, 10, 3)).toContain("0 901 2021-01 trade");
    expect(workedOut(vintages, 10, 3)).toEqual([]);
    expect(shown(vintages[1]!).length).toBeGreaterThan(6);
    expect(warnings).toEqual([]);
  });

  test("show nothing new of what had been withheld or has changed, if only the published values are left of the first", async () => {
    const { vintages } = await publishVintages(
      [january({ "901 trade": 4 }), january({ "901 trade": 4, "903 trade": 60 })],
      rules,
      "published",
    );
    const [before, after] = vintages as [Map<string, Cell>, Map<string, Cell>];
    for (const [key, { published, value }] of before)
      expect(after.get(key)!.published, key).toBe(published && after.get(key)!.value === value);
  });

  test("under a stricter rule withhold what the first has shown, and the office is told that it stays known", async () => {
    const { vintages, warnings } = await publishVintages(
      [january({ "901 trade": 4 }), january({ "901 trade": 4 })],
      ["{ contributors: 2, changes: 3 }", rules],
    );
    expect(shown(vintages[0]!)).toHaveLength(12);
    expect(shown(vintages[1]!)).toHaveLength(11);
    expect(warnings).toEqual([
      expect.stringMatching(/1 small values of sample\.households can be read from releases/),
    ]);
  });
});

test("a first publication is protected as it stands", async () => {
  const { vintages } = await publishVintages([january()], rules);
  expect(shown(vintages[0]!)).toHaveLength(12);
});

test("nobody who adds and subtracts what random vintages show finds a small count or a change of a few", async () => {
  await fc.assert(nothingIsWorkedOut, { numRuns: 6, seed: 20210601 });
});
