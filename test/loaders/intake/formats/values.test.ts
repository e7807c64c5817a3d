import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { literal, rows, withDuckDB } from "../../../../loaders/db.ts";
import { headerUnit } from "../../../../loaders/intake/formats/units.ts";
import * as values from "../../../../loaders/intake/formats/values.ts";

const understand = (sql: (text: string) => string, texts: string[]) =>
  withDuckDB(tmpdir(), async (db) => {
    const list = texts.map((t, i) => `(${i}, ${literal(t)})`).join(", ");
    const found = await rows(db, `select ${sql("x")} as y from (values ${list}) t(i, x) order by i`);
    return found.map((r) => r.y);
  });

type Case = [string, (text: string) => string, Record<string, unknown>];
const cases: Case[] = [
  [
    "decimals",
    (x) => values.decimalSql(x),
    {
      "1,234.5": 1234.5,
      "１２３．５": 123.5,
      "1.005万元": 10050,
      "3亿": 3e8,
      "12%": 0.12,
      "2公顷": null,
      "－5": -5,
      nan: null,
      "1,2,3": null,
      "1 2": null,
      约3: null,
      "(1,234.5)": -1234.5,
      "（５）": -5,
      "(-5)": null,
      "(5": null,
    },
  ],
  [
    "yuan under 万元",
    (x) => values.decimalSql(x, 10000, "yuan"),
    { "1.005": 10050, "5元": 5, "3万元": 30000, "5吨": null, "3头": null, "2%": null },
  ],
  ["mu", (x) => values.decimalSql(x, 1, "mu"), { "2公顷": 30, "3亩": 3, "3元": null }],
  ["hectares", (x) => values.decimalSql(x, 1, "hectares"), { "2公顷": 2, "3亩": 0.2 }],
  ["percent", (x) => values.decimalSql(x, 1, "percent"), { "12%": 12, "12": 12 }],
  ["persons", (x) => values.integerSql(x, "persons"), { "3人": "3", "3个": "3", "3头": null, "3户": null }],
  [
    "marks for what nobody reported",
    values.reportedSql,
    { "-": null, "—": null, "/": null, 无: null, 空: null, "N/A": null, "-1": "-1", "0": "0" },
  ],
  [
    "integers",
    values.integerSql,
    {
      "1.6": null,
      "2.0": "2",
      "3头": "3",
      "1.5万": "15000",
      "９": "9",
      "9223372036854775807": "9223372036854775807",
    },
  ],
  ["answers", values.booleanSql, { 是: true, 无: false, Y: true, "0": false, maybe: null }],
  [
    "dates",
    values.dateSql,
    {
      "2021/6/1": "2021-06-01",
      "2021年6月1日": "2021-06-01",
      "44348": "2021-06-01",
      "2021-02-30": null,
      "6/1/2021": null,
    },
  ],
  [
    "periods",
    values.periodSql,
    {
      "2021年6月": "2021-06",
      "202106": "2021-06",
      "2021年第二季度": "2021-Q2",
      "2021Q3": "2021-Q3",
      "2021年": "2021",
      "2021.1": null,
      "2021-13": null,
      "2021-06-01": "2021-06",
    },
  ],
  [
    "what was converted in a number",
    (x) => values.conversionSql({ type: "decimal", unit: "yuan" }, x, values.decimalSql(x, 1, "yuan"))!,
    {
      "12": null,
      "1.50": null,
      "1,200": "thousands_mark",
      "１２": "full_width",
      "0.3万": "unit",
      "3000元": "number_words",
      x: null,
    },
  ],
  [
    "what was converted under a header in 万元",
    (x) =>
      values.conversionSql({ type: "decimal", unit: "yuan" }, x, values.decimalSql(x, 1e4, "yuan"), 1e4)!,
    { "12": "unit", "1,200": "unit", "5元": "number_words" },
  ],
  [
    "what was converted in a date",
    (x) => values.conversionSql({ type: "date" }, x, values.dateSql(x))!,
    { "2021-06-01": null, "2021年6月1日": "written_date", soon: null },
  ],
  [
    "what was converted in a yes or no",
    (x) => values.conversionSql({ type: "boolean" }, x, values.booleanSql(x))!,
    { true: null, TRUE: null, 是: "yes_no", "0": "yes_no", perhaps: null },
  ],
];

test.each(cases)(
  "%s are understood as offices write them, and nothing is guessed",
  async (_, sql, expected) => {
    expect(await understand(sql, Object.keys(expected))).toEqual(Object.values(expected));
  },
);

test.each([
  ["资产原值（万元）", "yuan", { name: "资产原值", factor: 10000 }],
  ["面积(公顷)", "mu", { name: "面积", factor: 15 }],
  ["面积（公顷）", "hectares", { name: "面积", factor: 1 }],
  ["面积（亩）", "hectares", { name: "面积", factor: 1 / 15 }],
  ["月均工资（元/月）", "yuan_month", { name: "月均工资", factor: 1 }],
  ["产量（吨）", "yuan", { name: "产量（吨）", factor: 1 }],
  ["就业人数（含灵活就业）", "persons", { name: "就业人数（含灵活就业）", factor: 1 }],
])("the header %s in %s states its unit, or none of its kind", (header, unit, expected) => {
  expect(headerUnit(header, unit)).toEqual(expected);
});
