/**
 * Names what a notebook draws for those who do not see it: a drawing of Plot becomes one picture that `name`
 * describes, and a table of Inputs loses the header that heads nothing. Gives back what it was given.
 */
export function readable<T extends Element>(drawn: T, name: string): T {
  for (const svg of drawn.tagName.toLowerCase() === "svg" ? [drawn] : drawn.querySelectorAll("svg")) {
    for (const part of svg.querySelectorAll("g[aria-label]")) part.removeAttribute("aria-label");
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", name);
  }
  for (const head of drawn.querySelectorAll("th")) {
    if (head.textContent?.trim() === "") head.replaceWith(head.ownerDocument.createElement("td"));
  }
  for (const table of drawn.querySelectorAll("table")) table.setAttribute("aria-label", name);
  return drawn;
}
