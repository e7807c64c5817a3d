import { describe, expect, test } from "vitest";
import { income } from "../../../loaders/contracts/income.ts";
import { findHeader } from "../../../loaders/intake/formats/header.ts";
import { unitsAbove } from "../../../loaders/intake/formats/units.ts";
import { knownHeader, mapHeaders } from "../../../loaders/intake/headers.ts";

const names = [
  ...["户编号", "行政区划代码", "时期", "家庭人口数"],
  ...["工资性收入", "经营净收入", "财产净收入", "转移净收入", "家庭纯收入"],
];
const row = "S1,999901001001,2021-Q1,3,0.8,0.4,0.02,0.18,1.4".split(",");
const blank = names.map(() => "");
const at = (index: number, text: string) => blank.map((_, i) => (i === index ? text : ""));

/** The multiplier of each number of a table given by its first rows. */
function factors(...table: string[][]) {
  const { headers, above } = findHeader(table, knownHeader(income))!;
  const { mapped } = mapHeaders(income, headers, "income.csv", [], above);
  const of = Object.fromEntries(mapped.map((m) => [m.column, m.factor]));
  return [of.persons, of.wage, of.operating, of.total];
}

describe("a unit that the sheet states once holds for the columns that state none", () => {
  const wan = [1, 1e4, 1e4, 1e4];
  test.each<[string, string[][], number[]]>([
    ["nowhere", [names, row], [1, 1, 1, 1]],
    ["in a note above", [at(0, "农户收入统计表"), at(8, "单位：万元"), names, row], wan],
    ["in a title", [at(0, "农户收入统计表（单位：人、万元）"), names, row], wan],
    ["in English", [at(0, "Unit: 万元"), names, row], wan],
    ["in a row below the names", [names, ["", "", "", "人", ...Array(5).fill("万元")], row], wan],
    ["in such a row in brackets", [names, ["", "", "", "（人）", ...Array(5).fill("(万元)")], row], wan],
    ["in a cell merged over several names", [at(4, "收入（万元）"), names, row], wan],
    [
      "in a merged cell, the other names merged down",
      [
        [...names.slice(0, 4), "收入（万元）", "", "", "", ""],
        [...blank.slice(0, 4), ...names.slice(4)],
        row,
      ],
      wan,
    ],
    [
      "and one column states its own",
      [at(0, "单位：万元"), [...names.slice(0, 8), "家庭纯收入（元）"], row],
      [1, 1e4, 1e4, 1],
    ],
    ["where 单位 is an office", [at(0, "填报单位：合成县统计局"), names, row], [1, 1, 1, 1]],
    ["of another kind", [at(0, "单位：亩"), names, row], [1, 1, 1, 1]],
  ])("%s", (_, table, expected) => {
    expect(factors(...table)).toEqual(expected);
  });

  test("is asked for where the note names two of a kind", () => {
    expect(() => factors(at(0, "单位：元、万元"), names, row)).toThrow(
      /the note above the table names several units that `工资性收入` may be in/,
    );
  });

  test.each<[string, string, number[]]>([
    ["单位：人民币万元", "yuan", [1e4]],
    ["（金额单位：元）", "yuan", [1]],
    ["计量单位：公顷", "mu", [15]],
    ["单位：万元/年", "yuan", [1e4]],
    ["报送单位：财政局　　单位：万元", "yuan", [1e4]],
  ])("%s in %s", (text, unit, expected) => {
    expect(unitsAbove([text], unit)).toEqual(expected);
  });
});
