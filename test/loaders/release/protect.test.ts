import { tmpdir } from "node:os";
import { describe, expect, test } from "vitest";
import { type Row, rows, withDuckDB } from "../../../loaders/db.ts";
import { parseDeclaration } from "../../../loaders/marts/declaration.ts";
import { protectedSql } from "../../../loaders/release/protect.ts";

const declaration = parseDeclaration(
  `
mart: sample
title: { en: Sample, zh: 样本 }
grain: { en: One row per area, zh: 每地区一行 }
population: { en: Synthetic households, zh: 合成农户 }
inputs: [income]
dimensions: [{ name: area }]
measures:
  - { name: workers, label: { en: Workers, zh: 人数 }, unit: persons, kind: count, contributors: n }
  - { name: mean, label: { en: Mean, zh: 平均 }, unit: yuan_person_year, kind: mean, contributors: n }
  - { name: line, label: { en: Line, zh: 标准 }, unit: yuan_person_year, kind: other }
keys: [area]
example: { given: {}, expect: [{ area: a }] }
`,
  "sample.yml",
);

const publish = (values: string): Promise<Row[]> =>
  withDuckDB(tmpdir(), (db) =>
    rows(db, protectedSql(declaration, `select * from (values ${values}) v(area, workers, mean, line, n)`)),
  );

describe("a cell", () => {
  test("with 1 to 9 contributors is withheld, whatever its value, and one with 10 is published", async () => {
    const published = await publish(
      Array.from(
        { length: 11 },
        (_, i) => `('a${String(i + 1).padStart(2, "0")}', 500, 7000.4, 6000, ${i + 1})`,
      ).join(),
    );
    for (const row of published.slice(0, 9)) {
      expect(row).toMatchObject({
        workers: null,
        workers_status: "withheld",
        mean: null,
        mean_status: "withheld",
      });
    }
    for (const row of published.slice(9)) {
      expect(row).toMatchObject({ workers: "500", workers_status: "", mean: "7000", mean_status: "" });
    }
  });

  test("without contributors is a true zero for a count and has no meaning for a mean", async () => {
    const [row] = await publish("('a', 0, null::double, 6000, 0)");
    expect(row).toMatchObject({
      workers: "0",
      workers_status: "",
      mean: null,
      mean_status: "not_applicable",
    });
  });

  test("that nobody reported says so", async () => {
    const [row] = await publish("('a', null::bigint, null::double, null::double, 30)");
    expect(row).toMatchObject({
      workers_status: "not_reported",
      mean_status: "not_reported",
      line_status: "not_reported",
    });
  });

  test("shows no number of contributors", async () => {
    const [row] = await publish("('a', 12, 1.0, 6000, 12)");
    expect(Object.keys(row!)).toEqual([
      "area",
      "workers",
      "workers_status",
      "mean",
      "mean_status",
      "line",
      "line_status",
    ]);
  });
});
