import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { finish } from "../../../src/components/draw/finish.ts";
import { textWidth } from "../../../src/components/draw/key.ts";
import { type Place, type TilesOptions, tilesChart } from "../../../src/components/tiles/chart.ts";
import { layout } from "../../../src/components/tiles/layout.ts";
import { wrap } from "../../../src/components/tiles/words.ts";

const document = parseHTML("<html><body></body></html>").document as unknown as Document;
const places: Place[] = [
  { code: "901", name: "Green Spring", value: 0.1 },
  { code: "902", name: "Overlongmeadow Ford", value: null, missing: "Withheld", withheld: true },
  { code: "903", name: "一渡镇", value: 0.3 },
  { code: "904", name: "Quiet Well", value: null, missing: "Not reported" },
];
const options: TilesOptions = {
  id: "test",
  places,
  number: (value) => `${Math.round(value * 100)}%`,
  words: { withheld: "withheld", none: "no figure" },
  steps: [0.2],
  chosen: "903",
};
const draw = (more: Partial<TilesOptions> = {}) =>
  finish(tilesChart({ ...options, ...more }, { width: 340, document }), { alt: "Tiles", mark: "SYNTHETIC" });
const square = (x: number) => ({
  path: `M${x},0L${x + 500},0L${x + 500},500L${x},500Z`,
  at: [x + 250, 250] as [number, number],
  room: 500,
});
const outlines = {
  width: 1000,
  height: 1000,
  areas: Object.fromEntries(["901", "902", "903", "904"].map((code, at) => [code, square(at * 100)])),
};

describe("a map of areas", () => {
  test.each([
    ["tiles", draw({ map: { tiles: { "901": [0, 1], "902": [1, 0], "903": [1, 1], "904": [2, 1] } } })],
    ["outlines", draw({ map: { outlines } })],
  ])("is the one that was looked at: %s", async (name, svg) => {
    expect(svg.outerHTML).not.toMatch(/NaN|undefined/);
    await expect(svg.outerHTML.replaceAll("><", ">\n<")).toMatchFileSnapshot(`charts/${name}.svg`);
  });

  test("tells a value kept back from one that nobody has, by shape and by word", () => {
    const [, withheld, , silent] = [...draw().querySelectorAll("g > g")];
    expect(withheld!.querySelector("path")).not.toBeNull();
    expect(withheld!.textContent).toContain("withheld");
    expect(silent!.querySelector("path")).toBeNull();
    expect(silent!.querySelector("rect")!.getAttribute("stroke-dasharray")).toBe("3 3");
    expect(silent!.textContent).toContain("no figure");
  });

  test("names every place and its value or reason for a pointer and a screen reader", () => {
    for (const svg of [draw(), draw({ map: { outlines } })]) {
      const titles = new Set([...svg.querySelectorAll("title")].map(({ textContent }) => textContent));
      expect(titles).toEqual(
        new Set([
          "Green Spring: 10%",
          "Overlongmeadow Ford: Withheld",
          "一渡镇: 30%",
          "Quiet Well: Not reported",
        ]),
      );
    }
  });

  test("draws tiles where a boundary is missing", () => {
    const { "904": _, ...areas } = outlines.areas;
    expect(draw({ map: { outlines: { ...outlines, areas } } }).outerHTML).toBe(draw().outerHTML);
  });
});

describe("tiles", () => {
  test("stand where they are placed, moved to the corner", () => {
    const { spots, columns, rows, automatic } = layout(["a", "b"], { a: [4, 7], b: [5, 9] });
    expect([...spots.values()]).toEqual([
      [0, 0],
      [1, 2],
    ]);
    expect([columns, rows, automatic]).toEqual([2, 3, false]);
  });

  test("stand in order in a near-square grid where one has no place, no two on one spot", () => {
    for (let count = 1; count < 60; count++) {
      const codes = Array.from({ length: count }, (_, at) => String(at));
      const { spots, columns, rows, automatic } = layout(codes, { "1": [0, 0] });
      expect(automatic).toBe(true);
      expect(new Set([...spots.values()].map(String)).size).toBe(count);
      expect(columns - rows).toBeLessThanOrEqual(1);
      expect(rows).toBeLessThanOrEqual(columns);
    }
  });

  test("carry names that stay in their width and lose no letter unless they say so", () => {
    for (const name of [
      "Green Spring",
      "Overlongmeadow Ford",
      "Dawnfield Resettlement Site",
      "一二三四五六七八",
    ])
      for (let width = 40; width < 200; width += 7) {
        const lines = wrap(name, width, 9);
        expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(width);
        expect(lines.join("").replaceAll(/[- ]/g, "")).toBe(name.replaceAll(" ", ""));
        const short = wrap(name, width, 1);
        expect(short).toHaveLength(1);
        expect(short[0] === name || short[0]!.endsWith("…")).toBe(true);
      }
  });
});
