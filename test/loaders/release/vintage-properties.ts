import fc from "fast-check";
import { expect } from "vitest";
import { type Household, kinds, publishVintages, townships, workedOut } from "./vintage-county.ts";

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
