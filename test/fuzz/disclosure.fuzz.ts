import fc from "fast-check";
import { expect, test } from "vitest";
import {
  excess,
  noIntervalIsTooNarrow,
  nothingIsKnown,
  nothingIsWithheldInVain,
  nothingPublishedTellsTooMuch,
} from "../loaders/disclosure/properties.ts";

const numRuns = Number(process.env.FUZZ_RUNS ?? 300);
const seed = Number(process.env.FUZZ_SEED ?? 20210601);
const timeout = 100 * Math.max(600, numRuns);

test("no primary cell is known", () => fc.assert(nothingIsKnown, { numRuns, seed }), timeout);
test("every withheld cell is needed", () => fc.assert(nothingIsWithheldInVain, { numRuns, seed }), timeout);
test("no interval is too narrow", () => fc.assert(noIntervalIsTooNarrow, { numRuns, seed }), timeout);
test(
  "what the auditor lets pass, no table of whole numbers narrows further",
  () => fc.assert(nothingPublishedTellsTooMuch, { numRuns, seed }),
  timeout,
);
test(
  "few more cells are withheld than must be",
  () => {
    const { withheld, fewest } = excess(numRuns, seed);
    process.stdout.write(`withheld ${withheld}, fewest possible ${fewest}\n`);
    expect(withheld / fewest).toBeLessThan(1.15);
  },
  timeout,
);
