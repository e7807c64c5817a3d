import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { pathLiteral, rows } from "../../../loaders/db.ts";
import { createLake, createRef, refFiles } from "../../../loaders/marts/catalog.ts";
import { createSteps, readSteps } from "../../../loaders/marts/steps.ts";
import type { Table } from "../../../loaders/release/manifest.ts";
import { writeRegisterCheck } from "../../../loaders/release/register.ts";
import { connect, source } from "../marts/example.ts";

const folder = await mkdtemp(join(tmpdir(), "foothold-register-"));
afterAll(() => rm(folder, { recursive: true, force: true }));
const db = await connect();

/** One published figure of persons on the list of the county, at the end of December 2021. */
const said = (id: string, over: Record<string, string | number>) => ({
  ...{ id, series: id, area: "9", area_label: "County", date_end: "2021-12-31", unit: "persons", basis: "x" },
  ...{ measure: "stock", qualifier: "exact", population_set: "monitored_persons" },
  ...over,
});

/** Compares figures with a register that publishes 1,040 persons for the county and withholds the township's. */
async function compared(figures: ReturnType<typeof said>[], rounded_to?: number) {
  await createRef(db, await refFiles("data"));
  await createLake(db, { figures: source("figures", figures) });
  await createSteps(db, await readSteps());
  await mkdir(join(folder, "own"), { recursive: true });
  const path = "own/monitoring_stock.parquet";
  await db.run(`copy (select * from (values
      ('9', '2021-12', 'all', 1040, ''), ('9', '2021-12', 'unstable_lifted', 700, ''), ('9', '2021-11', 'all', 990, ''),
      ('901', '2021-12', 'all', null, 'withheld'))
    as t(area, period, category, persons, persons_status)) to ${pathLiteral(join(folder, path))}`);
  const files = { parquet: { path, bytes: 0, sha256: "" } };
  const register = {
    frequency: "month",
    datasets: ["monitoring"],
    measures: [{ name: "persons", rounded_to }],
    files,
  };
  const tables = { figures: { files }, monitoring_stock: register } as unknown as Record<string, Table>;
  const made = await writeRegisterCheck(db, {
    name: "own",
    folder,
    root: "9",
    tier: "administrative",
    tables,
  });
  const file = made.register_check?.files.parquet.path;
  return file
    ? rows<Record<string, string>>(
        db,
        `select figure, verdict, area, period, cast(value as integer) as value, value_status as status
         from read_parquet(${pathLiteral(join(folder, file))}) order by figure`,
      )
    : [];
}
const verdicts = async (figures: ReturnType<typeof said>[], rounded_to?: number) =>
  Object.fromEntries((await compared(figures, rounded_to)).map(({ figure, verdict }) => [figure, verdict]));

test("a figure agrees with the register within what it is rounded to, and differs beyond it", async () => {
  const found = await verdicts([
    said("same", { value: 1040 }),
    said("one_more", { value: 1041 }),
    said("rounded", { value: 1000, qualifier: "rounded" }),
    said("rounded_off", { value: 1100, qualifier: "rounded" }),
    said("at_least", { value: 900, qualifier: "at_least" }),
    said("at_least_more", { value: 1500, qualifier: "at_least" }),
    said("claimed", { value: 4810, qualifier: "claimed" }),
  ]);
  expect(found).toEqual({
    same: "agrees",
    one_more: "differs",
    rounded: "agrees",
    rounded_off: "differs",
    at_least: "agrees",
    at_least_more: "differs",
    claimed: "differs",
  });
});

test("a register value that is published rounded contradicts nothing within its own rounding", async () => {
  expect(await verdicts([said("near", { value: 1042 })], 5)).toEqual({ near: "agrees" });
  expect(await verdicts([said("far", { value: 1044 })], 5)).toEqual({ far: "differs" });
});

test("a withheld value is compared with nothing, and is not shown", async () => {
  expect(await compared([said("small", { area: "901", value: 12 })])).toEqual([
    {
      figure: "small",
      verdict: "not_compared",
      area: "901",
      period: "2021-12",
      value: null,
      status: "withheld",
    },
  ]);
});

test("a figure stands beside the month in which its last day lies, in one row", async () => {
  const [row, ...more] = await compared([said("november", { value: 990, date_end: "2021-11-15" })]);
  expect(more).toEqual([]);
  expect(row).toMatchObject({ verdict: "agrees", period: "2021-11", value: 990 });
});

test("a plan, a flow, another unit, another population, an area or month without a register are not compared", async () => {
  const found = await compared([
    said("plan", { value: 9, qualifier: "planned" }),
    said("flow", { value: 9, measure: "flow" }),
    said("unit", { value: 9, unit: "households" }),
    said("others", { value: 9, population_set: "monitored_ever" }),
    said("elsewhere", { value: 9, area: "902" }),
    said("later", { value: 9, date_end: "2022-01-31" }),
  ]);
  expect(found).toEqual([]);
});
