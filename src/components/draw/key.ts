export interface KeyItem {
  text: string;
  /** A CSS colour, usually one of the style sheet's variables. */
  tone: string;
  /** A filled box, a hollow box, one with a dot or a cross in it, a line or a dot. */
  shape: "box" | "hollow" | "marked" | "crossed" | "line" | "dot";
}

const glyphs = { box: "■", hollow: "□", marked: "▣", crossed: "☒", line: "┃", dot: "●" };
const lineHeight = 16;

/** Width in pixels that a text of 12-pixel type takes, near enough to lay labels out; Chinese is wider. */
export function textWidth(text: string): number {
  let width = 0;
  for (const letter of text) width += letter > "\u2e80" ? 12 : 6.4;
  return width;
}

/** Marks that may not begin a line of Chinese. */
const closing = "，。、；：！？）》」』”’·";

/**
 * A label in as many lines as a width asks for: words of letters stay whole, Chinese breaks between any two signs of
 * which the second may begin a line.
 */
export function folded(text: string, width: number): string[] {
  const pieces = [...text.matchAll(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+|\s+/g)].map(([piece]) => piece);
  const lines = [""];
  for (const [at, piece] of pieces.entries()) {
    const line = lines.at(-1)!;
    const next = pieces[at + 1] ?? "";
    const tail = closing.includes(next) ? next : "";
    if (line === "" || textWidth(`${line}${piece}${tail}`) <= width || closing.includes(piece))
      lines[lines.length - 1] = line + piece;
    else lines.push(piece.trimStart());
  }
  return lines.map((line) => line.trim());
}

/** Lines of key items that fit the width; the first line leaves room for a mark at its right end. */
function laid(items: KeyItem[], width: number): KeyItem[][] {
  const lines: KeyItem[][] = [[]];
  let used = 90;
  for (const item of items) {
    const needed = textWidth(item.text) + 32;
    if (used + needed > width && lines.at(-1)!.length > 0) {
      lines.push([]);
      used = 0;
    }
    lines.at(-1)!.push(item);
    used += needed;
  }
  return lines;
}

/** Pixels that a key takes at the top of a drawing. */
export function keyHeight(items: KeyItem[], width: number): number {
  return items.length === 0 ? 18 : laid(items, width).length * lineHeight + 6;
}

/** Writes the key into the top left of a drawing, in words beside their sign. */
export function addKey(svg: Element, items: KeyItem[], width: number): Element {
  const document = svg.ownerDocument;
  const make = (tag: string, attributes: Record<string, string>, text = "") => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.textContent = text;
    return element;
  };
  laid(items, width).forEach((line, index) => {
    if (line.length === 0) return;
    const text = make("text", {
      class: "key",
      x: "0",
      y: String(11 + index * lineHeight),
      "text-anchor": "start",
    });
    line.forEach(({ text: words, tone, shape }, at) => {
      text.append(make("tspan", { fill: tone, dx: at === 0 ? "0" : "14" }, glyphs[shape]));
      text.append(make("tspan", { dx: "4" }, words));
    });
    svg.append(text);
  });
  return svg;
}
