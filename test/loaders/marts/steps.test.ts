import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { createSteps } from "../../../loaders/marts/steps.ts";

const connect = async () => (await DuckDBInstance.create()).connect();

test("a step stands after the one that it reads, whatever their names", async () => {
  const db = await connect();
  await createSteps(db, [
    { name: "a", sql: "select n + 1 as n from step.b" },
    { name: "b", sql: "select 1 as n" },
  ]);
  expect((await db.runAndReadAll("select n from step.a")).getRows()).toEqual([[2]]);
});

test("a step that reads one that is not there is named, with the file that is missing", async () => {
  const steps = [{ name: "a", sql: "select * from step.absent" }];
  await expect(createSteps(await connect(), steps)).rejects.toThrow(
    "Step a reads step.absent, but there is no steps/absent.sql.",
  );
});
