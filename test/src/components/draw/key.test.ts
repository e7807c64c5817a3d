import fc from "fast-check";
import { expect, test } from "vitest";
import { folded, textWidth } from "../../../../src/components/draw/key.ts";

test("a label folds between words, and Chinese between signs but never before a closing one", () => {
  expect(folded("Sudden severe difficulty", 90)).toEqual(["Sudden severe", "difficulty"]);
  expect(folded("农村贫困发生率（国家标准）", 84)).toEqual(["农村贫困发生率", "（国家标准）"]);
  expect(folded("每天8.30美元，以下", 84)).toEqual(["每天8.30美", "元，以下"]);
  expect(folded("Short", 90)).toEqual(["Short"]);
});

test("it keeps every sign of the label, and no line of Chinese is wider than asked by more than a closing sign", () => {
  const signs = fc.array(fc.constantFrom(..."农村贫困发生率，。（）"), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(signs, fc.integer({ min: 24, max: 200 }), (letters, width) => {
      const text = letters.join("");
      const lines = folded(text, width);
      expect(lines.join("")).toBe(text);
      for (const line of lines) {
        const closing = /[，。）]*$/.exec(line)![0].length;
        expect(textWidth(line)).toBeLessThanOrEqual(Math.max(width, 12 * (1 + closing)) + 12 * closing);
      }
    }),
  );
});
