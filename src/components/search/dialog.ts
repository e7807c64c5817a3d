import { h } from "../draw/dom.js";
import { find, type SearchIndex } from "./find.js";

let opened: Promise<HTMLDialogElement> | undefined;

/** Opens the search of a site; its index is asked for when the reader first does so. `root` ends in a slash. */
export async function search(root: string, lang: string): Promise<void> {
  opened ??= makeDialog(root, lang);
  try {
    (await opened).showModal();
  } catch (error) {
    opened = undefined;
    throw error;
  }
}

async function makeDialog(root: string, lang: string): Promise<HTMLDialogElement> {
  const answer = await fetch(new URL(`search/${lang}.json`, root), { cache: "no-cache" });
  if (!answer.ok) throw new Error(`search/${lang}.json: ${answer.status}`);
  const index = (await answer.json()) as SearchIndex;
  const { label, none, close } = index.words;
  const input = h(document, "input", {
    type: "search",
    "aria-label": label,
    placeholder: label,
    autofocus: true,
  });
  const list = h(document, "ol");
  const status = h(document, "p", { role: "status" });
  const form = h(
    document,
    "form",
    { method: "dialog" },
    input,
    h(document, "button", { type: "button" }, close),
  );
  const dialog = h(document, "dialog", { class: "search", "aria-label": label }, form, status, list);

  const links = () => [...list.querySelectorAll("a")];
  input.addEventListener("input", () => {
    const query = (input as HTMLInputElement).value;
    const hits = find(index, query);
    status.textContent = query.trim() !== "" && hits.length === 0 ? none : "";
    list.replaceChildren(
      ...hits.map(({ href, text, where }) =>
        h(
          document,
          "li",
          {},
          h(document, "a", { href: new URL(href, root).href }, text),
          h(document, "span", {}, where),
        ),
      ),
    );
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    links()[0]?.click();
  });
  form.querySelector("button")!.addEventListener("click", () => (dialog as HTMLDialogElement).close());
  list.addEventListener("click", ({ target }) => {
    if (target instanceof HTMLAnchorElement) (dialog as HTMLDialogElement).close();
  });
  dialog.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const stops: HTMLElement[] = [input, ...links()];
    const next = stops.indexOf(document.activeElement as HTMLElement) + step;
    stops[Math.max(0, Math.min(stops.length - 1, next))]?.focus();
    event.preventDefault();
  });
  document.body.append(dialog);
  return dialog as HTMLDialogElement;
}
