import { expect, test } from "vitest";
import type { Collection, Manifest } from "../../../../loaders/release/manifest.ts";
import { sourceLine } from "../../../../src/components/notebook/source.ts";

const text = (en: string) => ({ en, zh: en });
const collection: Collection = {
  title: text("Made-up county"),
  tier: "synthetic",
  synthetic: true,
  root: "999901",
  origins: {
    income: {
      title: text("Income"),
      producer: text("A made-up office"),
      licence: "CC0-1.0",
      tier: "synthetic",
      date: "2022-02-08",
      files: 2,
      sha256: "",
    },
  },
  tables: {
    income: {
      title: text("Income"),
      grain: text("area and quarter"),
      population: text("Persons on a made-up register"),
      datasets: ["income"],
      frequency: "quarter",
      periods: ["2021-Q1", "2021-Q2"],
      dimensions: [],
      measures: [
        {
          name: "median",
          label: text("Median income"),
          unit: "yuan_person_year",
          decimals: 0,
          kind: "quantile",
          qualifier: "rounded",
          tier: "synthetic",
        },
      ],
      rows: 2,
      cells: { published: 2, withheld_size: 0, withheld_others: 0, not_reported: 0 },
      files: {} as Collection["tables"][string]["files"],
    },
  },
};
const manifest: Manifest = { release: "abc", foothold: "0.1.0", collections: { demo: collection } };
const entry = (code: string, en: string) => ({ code, en, zh: "", status: "", source: "" });
const codes = { unit: [entry("yuan_person_year", "yuan per person and year")] };

test("a chart's line names unit, qualifier, population, periods, producer, tier and release, and says synthetic first", () => {
  expect(sourceLine({ manifest, codes }, { collection: "demo", table: "income", measure: "median" })).toBe(
    "SYNTHETIC: a fictional county, not a finding about any place · Median income, in yuan per person and year " +
      "(rounded) · Persons on a made-up register · 2021-Q1 to 2021-Q2 · Source: A made-up office · synthetic · release abc",
  );
});
