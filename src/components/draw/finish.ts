export interface Size {
  width: number;
  /** How far the scale from zero has to go at least, for drawings that are compared. */
  reach?: number;
  document: Document;
}

const longNumber = /-?\d+\.\d{3,}(?:e-?\d+)?/g;

/**
 * Makes a Plot drawing fit to be baked: type and layout come from the style sheet (a strict
 * content-security policy forbids inline styles), coordinates have two decimals, the drawing says in words
 * what it shows, and a mark such as "Synthetic" stands in the picture itself.
 */
export function finish(svg: Element, { alt, mark }: { alt: string; mark: string }): Element {
  for (const style of [...svg.querySelectorAll("style")]) style.remove();
  for (const element of [svg, ...svg.querySelectorAll("*")]) {
    element.removeAttribute("style");
    if (element !== svg) element.removeAttribute("aria-label");
    for (const name of element.getAttributeNames()) {
      const value = element.getAttribute(name)!;
      if (!value.includes(".")) continue;
      const short = value.replace(longNumber, (text) => String(Math.round(Number(text) * 100) / 100));
      if (short !== value) element.setAttribute(name, short);
    }
  }
  const box = (svg.getAttribute("viewBox") ?? "0 0 0 0").split(" ");
  svg.removeAttribute("font-family");
  svg.setAttribute("font-size", "12");
  svg.setAttribute("class", "plot");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", alt);
  if (mark !== "") {
    const text = svg.ownerDocument.createElementNS("http://www.w3.org/2000/svg", "text");
    for (const [name, value] of Object.entries({
      class: "mark",
      x: box[2]!,
      y: "11",
      "text-anchor": "end",
    })) {
      text.setAttribute(name, value);
    }
    text.textContent = mark;
    svg.append(text);
  }
  return svg;
}
