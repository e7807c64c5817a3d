import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { parseRules, type Rule, type Share } from "../../../loaders/attention/rules.ts";
import { martNamed } from "../marts/example.ts";
import { areas, type Given, judge } from "./published.ts";

/** The rules of `attention.yml`, each over a table made for it: a case just beyond its limit, and one just within. */

interface Cell {
  values: Record<string, number>;
  area?: string;
  period?: string;
  at?: Record<string, string>;
}

const now = "2021-01";
const townships = Array.from({ length: 10 }, (_, at) => String(901 + at));
const source = readFileSync("attention.yml", "utf8");
const written = parse(source).rules as Record<string, unknown>;

/** The table of a rule with the given rows; a measure that is not given is 0. */
function tableOf(rule: Rule, area: string, cells: Cell[]): Given {
  const { dimensions, measures } = martNamed(rule.table).declaration;
  const names = measures.map(({ name }) => name);
  return {
    frequency: "month",
    dimensions: dimensions.map(({ name, total }) => ({ name, ...(total ? { total } : {}) })),
    measures: names,
    rows: cells.map((cell) => [
      ...dimensions.map(({ name }) =>
        name === "area"
          ? (cell.area ?? area)
          : name === "period"
            ? (cell.period ?? now)
            : (cell.at?.[name] ?? rule.where[name] ?? "item"),
      ),
      ...names.map((name) => cell.values[name] ?? 0),
    ]),
  };
}

function shareCells(share: Share, value: number, period = now): Cell[] {
  if (!("measure" in share)) return [{ period, values: { [share.part]: value * 1000, [share.whole]: 1000 } }];
  return [
    { period, at: share.part, values: { [share.measure]: value * 1000 } },
    { period, at: share.whole, values: { [share.measure]: 1000 } },
  ];
}

/** Rows in which the rule must find something, or must just not. */
function cellsOf(rule: Rule, planted: boolean): Cell[] {
  const beyond = planted ? 1 : -1;
  switch (rule.kind) {
    case "threshold": {
      const limit = rule.above ?? rule.below!;
      const side = rule.above === undefined ? -1 : 1;
      return [{ values: { [rule.measure]: limit + (planted ? side * 0.001 : 0) } }];
    }
    case "coverage":
      return shareCells(rule.share, rule.below - (planted ? 0.001 : 0));
    case "identity": {
      const [[first, weight], ...others] = Object.entries(rule.sum) as [
        [string, number],
        ...[string, number][],
      ];
      const rest = others.reduce((sum, [, w]) => sum + 5 * w, 0);
      const values = Object.fromEntries(others.map(([name]) => [name, 5]));
      return [{ values: { ...values, [first]: -rest / weight + (planted ? 1 : 0) } }];
    }
    case "overdue":
      return [{ values: { [rule.late!]: rule.days + (planted ? 1 : 0) } }];
    case "change":
    case "change_year": {
      const earlier = rule.kind === "change" ? "2020-12" : "2020-01";
      const base = rule.share ? 0.4 : 10_000;
      const by = (rule.rise ?? -rule.fall!) * (rule.points ? 1 : base);
      const value = base + by + Math.sign(by) * beyond * (rule.share ? 0.001 : 1);
      return rule.share
        ? [...shareCells(rule.share, base, earlier), ...shareCells(rule.share, value)]
        : [{ period: earlier, values: { [rule.measure!]: base } }, { values: { [rule.measure!]: value } }];
    }
    case "running": {
      const periods = ["2020-10", "2020-11", "2020-12", now].slice(-rule.rising - 1);
      return periods.map((period, at) => ({
        period,
        values: { [rule.measure]: at === rule.rising && !planted ? 10 + at - 1 : 10 + at },
      }));
    }
    case "outlier": {
      // Nine places from 0.05 to 0.09 and a tenth far above: the median is 0.0725, the median distance 0.0125.
      const far = 0.0725 + rule.deviations * 1.4826 * 0.0125 + beyond * 0.001;
      return townships.flatMap((area, at) => {
        const change = at === 9 ? far : 0.05 + at * 0.005;
        return rule.growth
          ? [
              { area, period: "2020-01", values: { [rule.measure]: 1000 } },
              { area, values: { [rule.measure]: 1000 * (1 + change) } },
            ]
          : [{ area, values: { [rule.measure]: change } }];
      });
    }
  }
}

const found = (rule: Rule, planted: boolean, out?: "attention_rules") => {
  const area = rule.levels?.includes("township") ? "901" : "9";
  const tables = { areas: areas(townships), [rule.table]: tableOf(rule, area, cellsOf(rule, planted)) };
  return judge(`  ${rule.id}: ${JSON.stringify(written[rule.id])}\n`, tables, out);
};

describe.each(parseRules(source))("the rule $id of attention.yml", (rule) => {
  test("finds a case planted just beyond its limit, once, and counts that it began", async () => {
    const findings = await found(rule, true);
    expect(findings.map(({ period, since, certainty }) => [period, since, certainty])).toEqual([
      [now, now, ["identity", "overdue"].includes(rule.kind) ? "recorded" : "first"],
    ]);
    const [history] = await found(rule, true, "attention_rules");
    expect([Number(history!.began), Number(history!.cleared)]).toEqual([1, 0]);
  });

  test("leaves a near miss alone", async () => {
    expect(await found(rule, false)).toEqual([]);
  });
});
