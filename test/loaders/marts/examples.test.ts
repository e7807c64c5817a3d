import { describe, expect, test } from "vitest";
import { connect, martNamed, martNames, type Row, rowsOf } from "./example.ts";

const connection = await connect();

/** The part of a row that an expectation names, numbers to nine places. */
const seen = (row: Row, wanted: Row) =>
  Object.fromEntries(
    Object.keys(wanted).map((k) => [k, typeof row[k] === "number" ? Number(row[k].toFixed(9)) : row[k]]),
  );

describe("every mart gives the figures worked by hand in its example", () => {
  test.each(martNames)("%s", async (name) => {
    const mart = martNamed(name);
    const { given, expect: wanted } = mart.declaration.example;
    const { keys } = mart.declaration;
    const rows = await rowsOf(connection, mart, given);
    const keyOf = (row: Row) => keys.map((k) => row[k]).join(" ");
    const found = new Map(rows.map((row) => [keyOf(row), row]));
    for (const row of wanted) expect(seen(found.get(keyOf(row)) ?? {}, row)).toEqual(row);
    expect([...found.keys()].sort(), "no rows beyond those expected").toEqual(wanted.map(keyOf).sort());
  });
});
