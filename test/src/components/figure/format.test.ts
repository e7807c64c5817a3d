import { expect, test } from "vitest";
import { formats } from "../../../../src/components/figure/format.ts";

test("a headline of nine digits is said in millions, one of eight is written out", () => {
  const { value } = formats("en", {});
  expect(value(207_742_200, "yuan")).toBe("207.7 million");
  expect(value(20_774_220, "yuan")).toBe("20,774,220");
  expect(formats("zh", {}).value(207_742_200, "yuan")).toBe("2.08亿");
});
