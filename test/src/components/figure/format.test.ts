import { expect, test } from "vitest";
import { formats } from "../../../../src/components/figure/format.ts";

test("a headline of nine digits is said in millions, one of eight is written out", () => {
  const { value } = formats("en", {});
  expect(value(207_742_200, "yuan")).toBe("207.7 million");
  expect(value(20_774_220, "yuan")).toBe("20,774,220");
  expect(formats("zh", {}).value(207_742_200, "yuan")).toBe("2.08亿");
});

test("a unit follows its number: one feed, two feeds, one household; without a number it is the plural", () => {
  const codes = {
    unit: [{ code: "feeds", en: "feeds", zh: "个数据项", status: "defined", source: "Foothold" }],
  };
  const { unit } = formats("en", codes);
  expect([unit("feeds", 1), unit("feeds", 0), unit("feeds", 2), unit("feeds", 1.5), unit("feeds")]).toEqual([
    "feed",
    "feeds",
    "feeds",
    "feeds",
    "feeds",
  ]);
  expect([unit("households", 1), formats("zh", codes).unit("feeds", 1)]).toEqual(["household", "个数据项"]);
});
