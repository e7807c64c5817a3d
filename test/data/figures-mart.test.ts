import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { rows } from "../../loaders/db.ts";
import { createLake, createRef, refFiles } from "../../loaders/marts/catalog.ts";
import { readMarts } from "../../loaders/marts/declaration.ts";
import { computeMart } from "../../loaders/marts/run.ts";
import { parsePolicy } from "../../loaders/release/policy.ts";
import { publishedSql } from "../../loaders/release/protect.ts";
import { csvSql, file } from "./csv.ts";

const db = await (await DuckDBInstance.create(":memory:")).connect();
const mart = (await readMarts()).find((m) => m.declaration.mart === "figures")!;
await createRef(db, await refFiles(file("data")));
await createLake(db, {
  areas: `select * from ${csvSql("data/reported/areas/areas.csv")}`,
  figures: `
    select * replace (
      try_cast(date_start as date) as date_start, cast(date_end as date) as date_end,
      cast(value as double) as value, nullif(area, '') as area, nullif(conflict, '') as conflict)
    from ${csvSql("data/reported/figures/figures.csv")}`,
});

test("every published figure passes through the mart and its identities hold on the real data", async () => {
  await computeMart(db, mart);
  const values = (table: string) => rows(db, `select id, value, unit, conflict from (${table}) order by id`);
  const kept = await values("select * from mart");
  expect(kept).toHaveLength(262);
  expect(kept).toEqual(
    await values("select * replace (coalesce(conflict, '') as conflict) from lake.figures"),
  );
});

test("rural income of Xinjiang is drawn as two lines, the second from 2014", async () => {
  await computeMart(db, mart);
  expect(
    await rows(
      db,
      "select segment::int as segment, min(period) as first, max(period) as last from mart where series = 'xj_rural_income' group by segment order by segment",
    ),
  ).toEqual([
    { segment: 1, first: "2010", last: "2010" },
    { segment: 2, first: "2014", last: "2022" },
  ]);
});

test("a figure's place on the time axis lies in the year its days end in", async () => {
  await computeMart(db, mart);
  expect(
    await rows(
      db,
      "select id from mart where year(date_start) = year(date_end) and floor(mart.year) <> year(date_end)",
    ),
  ).toEqual([]);
});

test("a released figure has every digit that its source gives", async () => {
  await computeMart(db, mart);
  await db.run(`create temp table exact as select *, row_number() over () as "row" from mart`);
  await db.run(`create temp table withheld (mart varchar, measure varchar, "row" integer, why integer)`);
  const { declaration } = mart;
  const released = await rows(
    db,
    `select id, value, value_status from (${publishedSql({ declaration, name: "exact" }, parsePolicy("", [declaration]))}) order by id`,
  );
  expect(released).toEqual(
    await rows(db, "select id, value, '' as value_status from lake.figures order by id"),
  );
});
