import { expect, test } from "vitest";
import { connect, martNamed, type Row, rowsOf } from "./example.ts";

const connection = await connect();
await connection.run("drop table ref.deprivation_weights");
await connection.run(`create table ref.deprivation_weights as
  select 'four' as scheme, d as dimension, case d when 'water' then 0.0 else 0.25 end as weight, cutoff
  from (values ('income'), ('education'), ('medical'), ('housing'), ('water')) as t(d),
    (values (0.5)) as c(cutoff)`);

const { given } = martNamed("multidimensional").declaration.example;

test("gives H = 1/2, A = 3/4 and M0 = 3/8 for the worked example of Alkire and Foster (2011)", async () => {
  const [row] = await rowsOf(connection, martNamed("multidimensional"), given);
  expect(row).toMatchObject({ headcount: 0.5, intensity: 0.75, adjusted: 0.375 });
});

test("censors the one deprivation of the person who is not poor, and no other", async () => {
  const all = await rowsOf(connection, martNamed("deprivation"), given);
  const rows = all.filter(({ area }) => area === "9");
  const at = (name: string): Row => rows.find(({ dimension }) => dimension === name)!;
  expect(at("education")).toMatchObject({ uncensored: 0.75, censored: 0.5 });
  for (const name of ["income", "medical", "housing"])
    expect(at(name).censored, name).toBe(at(name).uncensored);
  const adjusted = rows.reduce(
    (sum, { dimension, censored }) => sum + (dimension === "water" ? 0 : 0.25) * Number(censored),
    0,
  );
  expect(adjusted).toBeCloseTo(0.375, 12);
});
