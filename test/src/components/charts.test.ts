import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { barChart } from "../../../src/components/bars/chart.ts";
import { finish } from "../../../src/components/draw/finish.ts";
import { textWidth } from "../../../src/components/draw/key.ts";
import { lineChart } from "../../../src/components/line/chart.ts";
import { matrixChart, quintiles } from "../../../src/components/matrix/chart.ts";
import { rangeChart } from "../../../src/components/range/chart.ts";
import { shareChart } from "../../../src/components/shares/chart.ts";

const document = parseHTML("<html><body></body></html>").document as unknown as Document;
const size = { width: 340, document };
const number = (value: number) => String(Math.round(value));
const percent = (ratio: number) => `${Math.round(ratio * 100)}%`;

const months = ["2021-01", "2021-02", "2021-03", "2021-04"];
const drawings: Record<string, Element> = {
  line: lineChart(
    {
      series: [
        {
          name: "Market",
          tone: "var(--main)",
          points: months.map((period, at) => ({ period, value: [10, 12, null, 14][at]! })),
        },
      ],
      rules: [{ value: 6, label: "line" }],
      number,
      chosen: "2021-04",
    },
    size,
  ),
  bars: barChart(
    {
      bars: [
        { label: "First", value: 30, before: 20 },
        { label: "Second", value: null, before: 5, missing: "Withheld" },
        { label: "Third", value: 10, before: 25, text: "10 of 25", hollow: true },
      ],
      number,
      key: [{ text: "now", tone: "var(--main)", shape: "box" }],
    },
    size,
  ),
  shares: shareChart(
    {
      parts: [
        { name: "unknown", tone: "var(--ink-2)", unknown: true },
        { name: "yes", tone: "var(--hue-1)" },
      ],
      bars: [
        { label: "First", values: { unknown: 3, yes: 1 } },
        { label: "Second", values: { unknown: 0, yes: 0 }, missing: "Withheld" },
      ],
      percent,
    },
    size,
  ),
  range: rangeChart(
    {
      ranges: [
        { label: "First", low: 10, middle: 20, high: 40 },
        { label: "Second", low: null, middle: null, high: null, missing: "Withheld" },
      ],
      number,
    },
    size,
  ),
  matrix: matrixChart(
    {
      cells: [
        { row: "r1", column: "c1", value: 0.5, framed: true },
        { row: "r1", column: "c2", value: null },
      ],
      rows: ["r1"],
      columns: ["c1", "c2"],
      number: percent,
      steps: quintiles([0.5]),
    },
    size,
  ),
};

describe("a drawing", () => {
  test.each(Object.keys(drawings))("is the one that was looked at: %s", async (name) => {
    const svg = finish(drawings[name]!, { alt: `A ${name}`, mark: "SYNTHETIC" }).outerHTML;
    expect(svg).not.toMatch(/NaN|\d\.\d{3}/);
    await expect(svg.replaceAll("><", ">\n<")).toMatchFileSnapshot(`charts/${name}.svg`);
  });

  test("a line has a gap and a mark where a value is missing", () => {
    const paths = [...drawings.line!.querySelectorAll("g[stroke='var(--main)'] path")].map(
      (path) => path.getAttribute("d")!,
    );
    expect(paths.find((d) => d.split("M").length === 3)).toBeDefined();
    expect(
      drawings.line!.querySelectorAll("g[fill=none] path[stroke='var(--main)'][transform]").length,
    ).toBeGreaterThan(0);
  });

  test("a bar without a value is a word, not a bar", () => {
    expect(drawings.bars!.querySelectorAll("rect")).toHaveLength(2);
    expect(drawings.bars!.textContent).toContain("Withheld");
  });

  test("a name that would take too much of a wide drawing stands whole above its bar", () => {
    const label = "What others in the same township have said about it once";
    const drawn = (name: string) =>
      barChart({ bars: [{ label: name, value: 3 }], number }, { width: 580, document });
    const place = (svg: Element, name: string) => {
      const text = [...svg.querySelectorAll("text")].find(({ textContent }) => textContent === name)!;
      return text.closest("[text-anchor]")!.getAttribute("text-anchor");
    };
    expect(place(drawn(label), label)).toBe("start");
    expect(place(drawn("Short"), "Short")).toBe("end");
  });

  test("a word in a bar's place stands behind the tick of an earlier value", () => {
    const ticks = [...drawings.bars!.querySelectorAll("g[stroke='var(--before)'] line")];
    const word = [...drawings.bars!.querySelectorAll("text")].find(
      (text) => text.textContent === "Withheld",
    )!;
    const [, x] = /translate\(([\d.]+)/.exec(word.getAttribute("transform")!)!;
    expect(Number(x)).toBeCloseTo(Number(ticks[1]!.getAttribute("x1")), 0);
  });

  test("a value stands at its bar's end, also where an earlier value lies far beyond it", () => {
    const [now, part] = [drawings.bars!, "10 of 25"];
    const [, x] = /translate\(([\d.]+)/.exec(
      [...now.querySelectorAll("text")]
        .find(({ textContent }) => textContent === part)!
        .getAttribute("transform")!,
    )!;
    const [, third] = [...now.querySelectorAll("rect")].map(
      (bar) => Number(bar.getAttribute("x")) + Number(bar.getAttribute("width")),
    );
    expect(Number(x)).toBeCloseTo(third!, 0);
  });

  test("names at the ends of lines break where they do not fit, Chinese ones too, and do not meet", () => {
    const names = [
      "每天8.30美元（2021年购买力平价）以下人口比重",
      "每天4.20美元（2021年购买力平价）以下人口比重",
    ];
    const series = names.map((name, at) => ({
      name,
      tone: "black",
      points: [{ period: "2021", value: at }],
    }));
    const svg = lineChart({ series, number }, { width: 580, document });
    const labels = [...svg.querySelectorAll("g[font-weight='600'] text")];
    const lines = labels.map((text) => [...text.querySelectorAll("tspan")].map((one) => one.textContent!));
    expect(lines.map((own) => own.join("")).sort()).toEqual([...names].sort());
    for (const line of lines.flat()) expect(textWidth(line), line).toBeLessThan(580 * 0.34);
    const tops = labels.map((text) =>
      Number(/,([\d.]+)\)/.exec(text.closest("[font-weight]")!.getAttribute("transform")!)![1]),
    );
    expect(Math.abs(tops[0]! - tops[1]!)).toBeGreaterThanOrEqual(14 * lines[0]!.length);
  });

  test("a bar that is part of a whole says of how much", () => {
    expect(drawings.bars!.textContent).toContain("10 of 25");
  });

  test("a framed cell keeps its value and has a frame that is no colour of a step", () => {
    const frames = drawings.matrix!.querySelectorAll("g[fill=none][stroke='var(--apart)'] rect");
    expect(frames).toHaveLength(1);
  });

  test("the part about which nothing is known is drawn hollow", () => {
    const hollow = drawings.shares!.querySelector("g[fill='var(--paper)']");
    expect(hollow?.querySelectorAll("rect")).toHaveLength(1);
    expect(hollow?.getAttribute("stroke-dasharray")).toBe("4 3");
  });
});
