import { languages } from "../data/languages.js";
import { folded } from "../draw/key.js";
import { palette } from "./palette.js";
import type { Scene } from "./scene.js";
import type { FigureState } from "./spec.js";

const margin = 28;
/** Pixels that the sheet is wide wherever it is opened at its own size. */
const shownWidth = 1200;
const fonts =
  "'Noto Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', system-ui, sans-serif";

interface Type {
  size: number;
  tone: string;
  weight?: number;
}
/** How much wider letters are than those by which texts are measured. */
const scaleOf = ({ size, weight }: Type): number => (size / 12) * (weight ? 1.1 : 1.04);
const title: Type = { size: 18, tone: "ink", weight: 700 };
const small: Type = { size: 12, tone: "ink-2" };
const plain: Type = { size: 12, tone: "ink" };

/**
 * A figure as one SVG document that stands alone: title, unit, area, period, the drawing, notes, population,
 * source, tier, qualifier and the synthetic mark. Needs no script, style sheet or font of its own, is light, and
 * has its text as text. `drawing` is a finished drawing of the state, left as it is; without one the sheet says
 * why there is nothing to see.
 */
export function sheetOf(state: FigureState, scene: Scene, drawing: Element | undefined): string {
  const [, , across = 580, down = 0] = (drawing?.getAttribute("viewBox") ?? "").split(" ").map(Number);
  const inner = drawing ? across : 580;
  const parts: string[] = [];
  let y = margin;
  const write = (text: string, type: Type, gap = 0) => {
    y += gap;
    for (const line of folded(text, inner / scaleOf(type))) {
      y += type.size * 1.4;
      parts.push(words(line, margin, y - type.size * 0.4, type));
    }
  };
  if (state.synthetic)
    parts.push(
      words(
        scene.t("mark.synthetic"),
        margin + inner,
        margin + small.size,
        { ...small, tone: "synthetic", weight: 700 },
        "end",
      ),
    );
  write(state.collection, { ...small, weight: 600 });
  write(state.title, title, 4);
  write([state.unit, state.area, state.period].filter(Boolean).join(" · "), small, 4);
  if (drawing) {
    const { width: _, height: __, ...rest } = attributesOf(drawing);
    const place = { ...rest, x: margin, y: y + 14, width: across, height: down };
    parts.push(element("svg", place, [...drawing.childNodes].map(xml).join("")));
    y += 14 + down;
  } else write(scene.t("figure.none", { reason: scene.t("figure.none.rows") }), plain, 14);
  y += 8;
  for (const note of state.notes) write(note, plain, 2);
  y += 6;
  write(scene.t("figure.population", { population: state.population }), small);
  write(scene.t("figure.source", { source: state.source }), small);
  const list = (codes: readonly string[], of: string) =>
    scene.list(codes.map((code) => scene.label(of, code)));
  const tier = scene.t("figure.tier", { tier: list(state.tiers, "tier") });
  const qualifier = scene.t("figure.qualifier", { qualifier: list(state.qualifiers, "qualifier") });
  write(`${tier} · ${qualifier}`, small);

  const width = inner + 2 * margin;
  const height = Math.ceil(y + margin);
  const sheet = element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      "xml:lang": languages[scene.lang].tag,
      role: "img",
      width: shownWidth,
      height: Math.round((shownWidth * height) / width),
      viewBox: `0 0 ${width} ${height}`,
      "font-family": fonts,
    },
    element("title", {}, escaped(state.title)) +
      element("desc", {}, escaped(state.alt)) +
      element("rect", { width, height, fill: palette.paper! }, "") +
      parts.join("\n"),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${sheet}\n`;
}

function words(text: string, x: number, y: number, { size, tone, weight }: Type, anchor = "start"): string {
  const at = { x, y: Math.round(y * 10) / 10, "text-anchor": anchor };
  const type = { "font-size": size, fill: palette[tone]!, ...(weight && { "font-weight": weight }) };
  return element("text", { ...at, ...type }, escaped(text));
}

/** A node of a drawing as XML, its colours as they are on paper, without what only the page needs. */
function xml(node: Node): string {
  if (node.nodeType === 3) return escaped(node.nodeValue ?? "");
  if (node.nodeType !== 1) return "";
  const one = node as Element;
  return element(one.localName, attributesOf(one), [...one.childNodes].map(xml).join(""));
}

function attributesOf(one: Element): Record<string, string | number> {
  const found: Record<string, string | number> = {};
  for (const { name, value } of one.attributes)
    if (!/^(class|role|tabindex|xmlns.*|aria-.*|data-.*)$/.test(name)) found[name] = onPaper(value);
  if (one.classList.contains("mark"))
    Object.assign(found, { fill: palette.synthetic!, "font-size": 10, "font-weight": 700 });
  if (one.classList.contains("key")) found.fill ??= palette.ink!;
  return found;
}

const onPaper = (value: string): string =>
  value
    .replace(/var\(--([\w-]+)\)/g, (_, name: string) => palette[name] ?? palette.ink!)
    .replace("currentColor", palette.ink!);

const element = (name: string, attributes: Record<string, string | number>, content: string): string => {
  const said = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  return content === "" ? `<${name}${said.join("")}/>` : `<${name}${said.join("")}>${content}</${name}>`;
};

/** Text as XML holds it; signs that XML cannot hold are left out. */
const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that XML forbids
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
