/** Makes an SVG element in the given document; text children become text nodes. */
export function s(
  document: Document,
  tag: string,
  attributes: Record<string, string | number | undefined> = {},
  ...children: (Element | string)[]
): Element {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined) element.setAttribute(name, String(value));
  for (const child of children)
    element.append(typeof child === "string" ? document.createTextNode(child) : child);
  return element;
}
