import fc from "fast-check";
import { test } from "vitest";
import { noFewTellMonthsApart, nothingIsWorkedOut } from "../loaders/release/vintage-properties.ts";

const numRuns = Number(process.env.FUZZ_RUNS ?? 300);
const seed = Number(process.env.FUZZ_SEED ?? 20210601);

test(
  "nobody who adds and subtracts what random vintages show finds a small count or a change of a few",
  () => fc.assert(nothingIsWorkedOut, { numRuns, seed }),
  5000 * Math.max(60, numRuns),
);

test(
  "no two published values of random households over random months are told apart by fewer than three",
  () => fc.assert(noFewTellMonthsApart, { numRuns, seed }),
  5000 * Math.max(60, numRuns),
);
