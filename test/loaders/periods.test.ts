import { describe, expect, test } from "vitest";
import { between, dueDate, periodInName, periodsIn, shift } from "../../loaders/periods.ts";

describe("periods", () => {
  test.each([
    ["employment-2021-06", "2021-06"],
    ["employment_202106", "2021-06"],
    ["就业2021年6月", "2021-06"],
    ["livestock-2021-Q3", "2021-Q3"],
    ["livestock-2021q3", "2021-Q3"],
    ["收入2021年第二季度", "2021-Q2"],
    ["households-2021", "2021"],
    ["台账2021年", "2021"],
    ["999901-2021-06", "2021-06"],
    ["就业2021.6", "2021-06"],
    ["employment_2021_06", "2021-06"],
    ["employment-2021-6", "2021-06"],
    ["employment-20210630", "2021-06"],
    ["employment-2021-06-30", "2021-06"],
    ["收入2021第二季度", "2021-Q2"],
    ["收入2021年Q2", "2021-Q2"],
    ["就业2021年1-6月", "2021"],
    ["areas", undefined],
    ["count-20212", undefined],
    ["code-999901", undefined],
  ])("the file name %s states %s", (name, period) => {
    expect(periodInName(name)).toBe(period);
  });

  test("of one frequency lie within a longer one, or around a shorter", () => {
    expect(periodsIn("2021", "quarter")).toEqual(["2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4"]);
    expect(periodsIn("2021-Q4", "month")).toEqual(["2021-10", "2021-11", "2021-12"]);
    expect(periodsIn("2021-06", "quarter")).toEqual(["2021-Q2"]);
    expect(periodsIn("2021-Q2", "year")).toEqual(["2021"]);
  });

  test("step over the ends of years in their own frequency", () => {
    expect(shift("2021-12", 1)).toBe("2022-01");
    expect(shift("2021-01", -12)).toBe("2020-01");
    expect(shift("2021-Q1", -1)).toBe("2020-Q4");
    expect(shift("2021", 1)).toBe("2022");
    expect(between("2020-Q3", "2021-Q2")).toEqual(["2020-Q3", "2020-Q4", "2021-Q1", "2021-Q2"]);
  });

  test("are due a number of days after their last day, leap years included", () => {
    expect(dueDate("2021-06", 15)).toBe("2021-07-15");
    expect(dueDate("2020-02", 0)).toBe("2020-02-29");
    expect(dueDate("2021-Q4", 20)).toBe("2022-01-20");
    expect(dueDate("2021", 45)).toBe("2022-02-14");
  });
});
