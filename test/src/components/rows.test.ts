import { table } from "arquero";
import fc from "fast-check";
import { expect, test } from "vitest";
import { rows } from "../../../src/components/data/rows.ts";
import { inTurn } from "../../../src/components/page/in-turn.ts";

const code = fc.constantFrom("a", "b", "c");
const cube = fc.array(fc.record({ area: code, period: code, kind: code, workers: fc.nat(9) }), {
  maxLength: 60,
});
const asked = fc.record(
  { area: code, period: fc.array(code, { maxLength: 3 }), kind: fc.constantFrom("a", "none") },
  { requiredKeys: [] },
);

test("what an index finds is what looking at every row finds, in the table's order", () => {
  fc.assert(
    fc.property(cube, fc.array(asked, { minLength: 1, maxLength: 4 }), (given, questions) => {
      const names = ["area", "period", "kind", "workers"] as const;
      const held = table(Object.fromEntries(names.map((name) => [name, given.map((row) => row[name])])));
      for (const where of questions) {
        const fits = (row: Record<string, unknown>) =>
          Object.entries(where).every(([name, wanted]) => ([wanted].flat() as unknown[]).includes(row[name]));
        expect(rows(held, where)).toEqual(given.filter(fits));
      }
    }),
  );
});

test("a column that a table lacks is named", () => {
  expect(() => rows(table({ area: ["a"] }), { period: "2021" })).toThrow("no column period");
});

test("work in turn is done in its order, work that comes from work too, and the end comes last and once", async () => {
  const done: string[] = [];
  const { later, end } = inTurn();
  await new Promise<void>((resolve) => {
    later(() => {
      done.push("one");
      later(() => done.push("three"));
    });
    later(() => done.push("two"));
    end(() => {
      done.push("end");
      resolve();
    });
  });
  expect(done).toEqual(["one", "two", "three", "end"]);
});

test("work that was stopped is left undone, and what came after it is done", async () => {
  const done: string[] = [];
  const first = inTurn();
  first.later(() => done.push("first"));
  first.end(() => done.push("first end"));
  first.stop();
  await new Promise<void>((resolve) => inTurn().end(resolve));
  expect(done).toEqual([]);
});
