import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readCodes } from "../../../loaders/codes.ts";
import { employment } from "../../../loaders/contracts/employment.ts";
import { literal, rows, withDuckDB } from "../../../loaders/db.ts";
import { mapHeaders } from "../../../loaders/intake/headers.ts";
import { typedSql } from "../../../loaders/intake/typing.ts";
import { knowAreas, prepare } from "../../../loaders/intake/workers.ts";

const headers = ["household", "area", "industry", "kind", "place", "workers", "wage（万元）", "insured"];
const taken = (workers: string, wage: string, insured: string) =>
  withDuckDB(tmpdir(), async (db) => {
    const codes = await readCodes(join(import.meta.dirname, "../../../data/codes"));
    await prepare({ db }, { codes, key: Buffer.alloc(32, 7) });
    await knowAreas(db, "select '999901001001' as code");
    const texts = ["H1", "999901001001", "crops", "wage", "county", workers, wage, insured];
    await db.run(
      `create table raw as select 2 as "row", ${texts.map((t, i) => `${literal(t)} as c${i}`).join(", ")}`,
    );
    const mapping = mapHeaders(employment, headers, "a.csv", ["period"]);
    const [row] = await rows(db, typedSql(employment, mapping, "2021-06"));
    return [row!.workers, row!.wage, row!.insured, row!.reasons];
  });

test("a lone dash is a value that nobody reported, and is no mistake", async () => {
  expect(await taken("2", "—", "1")).toEqual(["2", null, "1", []]);
  expect(await taken("-", "0.3", "/")).toEqual([null, 3000, null, ["missing_required:workers"]]);
});

test("a number in a unit of another kind is no number of the column", async () => {
  expect(await taken("2人", "3000元", "1")).toEqual(["2", 3000, "1", []]);
  expect(await taken("2头", "5吨", "1")).toEqual([
    ...[null, null, "1"],
    ["not_a_number:workers", "not_a_number:wage"],
  ]);
});
