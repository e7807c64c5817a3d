import { expect, expectTypeOf, test } from "vitest";
import { contract, type RowOf } from "../../../loaders/contracts/contract.ts";
import { contracts } from "../../../loaders/contracts/index.ts";
import type { monitoring, monitoringReturn } from "../../../loaders/contracts/monitoring.ts";

test("the type of a dataset's rows follows from its contract", () => {
  expectTypeOf<RowOf<typeof monitoringReturn>>().toEqualTypeOf<{
    area: string;
    period: string;
    category: string;
    opening: number;
    identified: number;
    eliminated: number;
    other_exits: number;
    closing: number;
  }>();
  expectTypeOf<RowOf<typeof monitoring>["returned"]>().toEqualTypeOf<boolean | null>();
  expectTypeOf<RowOf<typeof monitoring>["persons"]>().toEqualTypeOf<number>();
  expectTypeOf<keyof RowOf<typeof monitoring>>().toEqualTypeOf<keyof typeof monitoring.columns>();
});

test("a mistake in a declaration is found when it is made", () => {
  const text = { en: "x", zh: "x" };
  const rest = { dataset: "x", title: text, grain: text, population: text, frequency: "none" } as const;
  const columns = { a: { type: "code", label: text } } as const;
  expect(() => contract({ ...rest, key: ["b"], columns })).toThrow("key column b is not a column");
  expect(() => contract({ ...rest, key: ["a"], columns })).toThrow("a needs a code list");
});

test("every severity of a check is used by a contract that ships", () => {
  const used = contracts.flatMap((c) => (c.checks ?? []).map((check) => check.severity));
  expect(new Set(used)).toEqual(new Set(["reject_row", "reject_snapshot", "warn"]));
});
