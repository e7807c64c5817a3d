import { readFileSync } from "node:fs";
import { parseHTML } from "linkedom";
import { SaxesParser } from "saxes";
import { describe, expect, test } from "vitest";
import { finish } from "../../../../src/components/draw/finish.ts";
import { palette } from "../../../../src/components/figure/palette.ts";
import { sheetOf } from "../../../../src/components/figure/sheet.ts";
import type { FigureState } from "../../../../src/components/figure/spec.ts";
import { pages } from "../../../../src/figures/index.ts";
import { releaseOf, sceneIn } from "../../release.ts";
import { tables } from "../../tables.ts";

const document = parseHTML("<html><body></body></html>").document as unknown as Document;
const spec = pages.employment!.figures.find(({ id }) => id === "employment-industries")!;

function sheet(lang: "en" | "zh", over: Partial<FigureState> = {}) {
  const scene = sceneIn(releaseOf(tables), { lang });
  const state = { ...spec.state(scene), ...over };
  const drawing = finish(spec.chart(state, scene, { width: 580, document }), {
    alt: state.alt,
    mark: "MARK",
  });
  return { text: sheetOf(state, scene, drawing), state };
}

/** What an XML parser reads: the texts, and every attribute's value. A fault in the text is thrown. */
function read(text: string) {
  const [texts, values]: [string[], string[]] = [[], []];
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("text", (words) => texts.push(words));
  parser.on("opentag", ({ attributes }) =>
    values.push(...Object.values(attributes).map((one) => (typeof one === "string" ? one : one.value))),
  );
  parser.write(text).close();
  return { words: texts.join(" ").replace(/\s+/g, " "), values };
}

describe("a figure's SVG", () => {
  test.each(["en", "zh"] as const)("is whole XML that says all that the frame says, in %s", (lang) => {
    const { text, state } = sheet(lang);
    const { words, values } = read(text);
    const bare = (said: string) => said.replace(/\s/g, "");
    for (const said of [state.title, state.alt, state.population, state.unit, state.area, state.period])
      expect(bare(words)).toContain(bare(said));
    expect(bare(words)).toContain(bare(state.source));
    expect(words).toContain(lang === "en" ? "SYNTHETIC" : "合成数据");
    expect(words).toContain(lang === "en" ? "Tier: Synthetic · Qualifier: " : "数据性质：合成数据");
    for (const note of state.notes) expect(bare(words)).toContain(bare(note));
    expect(values.filter((value) => /var\(|currentColor|javascript|http/.test(value))).toEqual([
      "http://www.w3.org/2000/svg",
    ]);
    expect(text).not.toMatch(/<(style|script|foreignObject|image)|\son\w+=/);
  });

  test("turns no text of the data into markup, and leaves out signs that XML cannot hold", () => {
    const attack = `<script>alert("1")</script> & \u0000\u0008]]>`;
    const { text } = sheet("en", { title: attack, source: attack, alt: attack, notes: [attack] });
    expect(read(text).words).toContain(`<script>alert("1")</script> & ]]>`);
    expect(text).not.toContain("<script");
  });

  test("breaks long texts so that no line is wider than the sheet", () => {
    const long = {
      en: "A source with a name that goes on and on ".repeat(9),
      zh: "很长的来源名称、".repeat(30),
    };
    for (const lang of ["en", "zh"] as const) {
      const { text } = sheet(lang, { source: long[lang] });
      const lines = [...text.matchAll(/<text [^>]*font-size="12"[^>]*>([^<]*)</g)].map(([, line]) => line!);
      expect(lines.length).toBeGreaterThan(7);
      const widest = Math.max(...lines.map((line) => (lang === "zh" ? line.length * 12 : line.length * 5)));
      expect(widest).toBeLessThanOrEqual(600);
    }
  });

  test("without a row says why there is no drawing", () => {
    const scene = sceneIn(releaseOf(tables));
    const { words } = read(sheetOf({ ...spec.state(scene), rows: [] }, scene, undefined));
    expect(words).toContain("No figure to show: the release has no row for this choice");
  });

  test("has the light colours of the style sheet", () => {
    const css = readFileSync("src/style.css", "utf8");
    const light = css.slice(css.indexOf(":root"), css.indexOf("}"));
    const found = [...light.matchAll(/--([\w-]+): (#\w+);/g)].map(([, name, colour]) => [name!, colour!]);
    expect(palette).toEqual(Object.fromEntries(found));
  });
});
