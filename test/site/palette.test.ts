import { readFileSync } from "node:fs";
import { join } from "node:path";
import { lab, rgb } from "d3";
import { expect, test } from "vitest";

/** The colours of the style sheet, by theme; the dark one changes what the light one says. */
const css = readFileSync(join(import.meta.dirname, "../../src/style.css"), "utf8");
const named = (block: string) =>
  Object.fromEntries(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{3,6});/g)].map(([, name, value]) => [name!, value!]),
  );
const light = named(/:root \{(.*?)\n\}/s.exec(css)![1]!);
const dark = { ...light, ...named(/prefers-color-scheme: dark\) \{(.*?)\n\}/s.exec(css)![1]!) };
const themes = [
  ["light", light],
  ["dark", dark],
] as const;

const linear = (channel: number) =>
  channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
const channels = (colour: string) => {
  const { r, g, b } = rgb(colour);
  return [r, g, b].map((channel) => linear(channel / 255));
};
/** Relative luminance and contrast as WCAG 2.2 defines them. */
const luminance = (colour: string) =>
  channels(colour).reduce((sum, channel, at) => sum + channel * [0.2126, 0.7152, 0.0722][at]!, 0);
const contrast = (a: string, b: string) => {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high! + 0.05) / (low! + 0.05);
};

/** Full colour blindness of three kinds, in linear RGB: Machado, Oliveira and Fernandes 2009, severity 1. */
const sights = {
  "full colour": [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};
const seen = (colour: string, matrix: number[]) => {
  const own = channels(colour);
  const [r, g, b] = [0, 3, 6].map((at) => {
    const value = own.reduce((sum, channel, k) => sum + channel * matrix[at + k]!, 0);
    const clipped = Math.min(1, Math.max(0, value));
    return 255 * (clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * clipped ** (1 / 2.4) - 0.055);
  });
  return lab(rgb(r!, g!, b!).formatHex());
};
const apart = (a: string, b: string, matrix: number[]) => {
  const [x, y] = [seen(a, matrix), seen(b, matrix)];
  return Math.hypot(x.l - y.l, x.a - y.a, x.b - y.b);
};

test.each(themes)("text stands out from its ground by 4.5 to 1 and marks by 3 to 1, in %s", (_, tones) => {
  for (const ground of ["paper", "panel"])
    for (const ink of ["ink", "ink-2", "main", "limit", "apart", "synthetic"])
      expect([ink, ground, contrast(tones[ink]!, tones[ground]!) >= 4.5]).toEqual([ink, ground, true]);
  for (const mark of Object.keys(tones).filter((name) => /^hue-|^before$|^step-5$/.test(name)))
    expect([mark, contrast(tones[mark]!, tones.paper!) >= 3]).toEqual([mark, true]);
  for (const hue of Object.keys(tones).filter((name) => name.startsWith("hue-")))
    expect([hue, contrast(tones[hue]!, tones["on-tone"]!) >= 4.5]).toEqual([hue, true]);
});

/** Pairs that are told apart by colour in one drawing, and words stand beside each. */
const together = [
  ["main", "apart"],
  ["main", "limit"],
  ["hue-1", "hue-2"],
  ["hue-1", "hue-4"],
  ["hue-2", "hue-4"],
] as const;

for (const [sight, matrix] of Object.entries(sights))
  test.each(themes)(
    `what one drawing tells apart by colour differs to readers with ${sight}, in %s`,
    (_, tones) => {
      for (const [a, b] of together)
        expect([a, b, Math.round(apart(tones[a]!, tones[b]!, matrix)) >= 11]).toEqual([a, b, true]);
    },
  );
