import fc from "fast-check";
import { expect } from "vitest";
import { type Household, kinds, publishVintages, tooSmall, townships, workedOut } from "./vintage-county.ts";

/** A household of the random county: where it is and what it does. */
const household = fc.tuple(fc.constantFrom(...townships), fc.constantFrom(...kinds));

/** What happens to some households before the next vintage: gone, or somewhere else, or newly there. */
const change = fc.tuple(fc.nat({ max: 60 }), fc.option(household));

const vintages = fc
  .tuple(
    fc.array(household, { minLength: 8, maxLength: 45 }),
    fc.array(fc.array(change, { maxLength: 5 }), { minLength: 1, maxLength: 2 }),
  )
  .map(([first, later]) => {
    const all: Household[][] = [];
    let now = new Map(first.map((place, i) => [i, place]));
    for (const changes of [[], ...later]) {
      now = new Map(now);
      for (const [i, place] of changes) {
        if (place) now.set(i, place);
        else now.delete(i);
      }
      all.push(
        [...now].map(([i, [area, kind]]) => ({ unit: `household ${i}`, area, kind, period: "2021-01" })),
      );
    }
    return all;
  })
  .filter((all) => all.every((v) => v.length > 0));

/** Counts below four are small, and so are changes by fewer than three. What cannot be helped any more is warned of. */
export const nothingIsWorkedOut = fc.asyncProperty(vintages, async (all) => {
  const { vintages: published, warnings } = await publishVintages(all, "{ contributors: 4, changes: 3 }");
  if (warnings.length === 0) expect(workedOut(published, 4, 3)).toEqual([]);
});

export const months = ["2021-01", "2021-02", "2021-03", "2021-04", "2021-05", "2021-06"];

/** A household of the random county over time: where it is, from which month, and for how many more. */
const stay = fc
  .tuple(household, fc.nat({ max: 4 }), fc.nat({ max: 4 }))
  .map(([[area, kind], from, more]) =>
    months.slice(from, from + more + 1).map((period) => ({ area, kind, period })),
  );

const overMonths = fc
  .array(stay, { minLength: 20, maxLength: 60 })
  .map((all) => all.flatMap((stays, i) => stays.map((at): Household => ({ unit: `household ${i}`, ...at }))));

/** No two published values of a series, of any two months and vintages, differ by fewer than three households. */
export const noFewTellMonthsApart = fc.asyncProperty(
  fc.array(overMonths, { minLength: 1, maxLength: 2 }),
  async (vintages) => {
    const told = await publishVintages(vintages, "{ contributors: 2, changes: 3 }");
    expect(tooSmall(told.vintages)).toEqual([]);
  },
);
