export type Child = Node | string | null | undefined | false;
export type Attributes = Record<string, string | number | boolean | null | undefined>;

/**
 * Makes an HTML element in the given document. Text children become text nodes, so nothing that comes from
 * data can turn into markup. Attributes that are null, undefined or false are left out; true is empty.
 */
export function h(
  document: Document,
  tag: string,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) {
    if (child === null || child === undefined || child === false || child === "") continue;
    element.append(typeof child === "string" ? document.createTextNode(child) : child);
  }
  return element;
}
