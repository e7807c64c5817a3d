import { type Key, translate } from "../../locales/catalog.js";
import { firstLanguage, languages } from "../data/languages.js";
import type { Lang } from "../data/view.js";
import { h } from "../draw/dom.js";

/** Does what a control of a figure's frame is for: `data-act` says which. Loaded when the first one is used. */
export async function act(control: HTMLElement): Promise<void> {
  const figure = control.closest<HTMLElement>("figure[data-figure]")!;
  const say = (key: Key) => figure.querySelector(".actions [role=status]")?.replaceChildren(word(key));
  const kind = control.dataset.act;
  if (kind === "png") return savePicture(figure).catch(() => say("figure.png.failed"));
  if (kind === "embed") return showCode(figure, control);
  if (kind === "link") return say((await copy(linkTo(figure))) ? "figure.link.copied" : "figure.link.shown");
  const code = figure.querySelector<HTMLTextAreaElement>(".embedding textarea")!;
  const copied = await copy(code.value);
  if (!copied) code.select();
  return say(copied ? "figure.embed.copied" : "figure.embed.selected");
}

function word(key: Key): string {
  const tag = document.documentElement.lang;
  const found = Object.entries(languages).find(([, language]) => language.tag === tag);
  return translate((found?.[0] ?? firstLanguage) as Lang, key);
}

/** The address of the figure as it is shown, which is then the page's own: its table stays open if it is. */
function linkTo(figure: HTMLElement): string {
  const url = new URL(location.href);
  if (figure.querySelector("details")?.open) url.searchParams.set("view", "table");
  else url.searchParams.delete("view");
  url.hash = figure.id;
  history.replaceState(history.state, "", url);
  return url.href;
}

/** Whether the text is on the clipboard; a page that came over plain HTTP has none. */
const copy = (text: string): Promise<boolean> =>
  navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  ) ?? Promise.resolve(false);

/** Saves the figure's SVG sheet as pixels, two for each of its own. */
async function savePicture(figure: HTMLElement): Promise<void> {
  const sheet = figure.querySelector<HTMLAnchorElement>("a.svg")!;
  const picture = new Image();
  picture.src = sheet.href;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = picture.naturalWidth * 2;
  canvas.height = picture.naturalHeight * 2;
  canvas.getContext("2d")!.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (!blob) throw new Error("The canvas gave no picture");
  const url = URL.createObjectURL(blob);
  const link = h(document, "a", { href: url, download: sheet.download.replace(/svg$/, "png") });
  link.click();
  // The download has its own hold on the picture by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Shows, or takes away, the code with which another site shows this figure as it is shown here. */
function showCode(figure: HTMLElement, control: HTMLElement): void {
  const actions = figure.querySelector(".actions")!;
  const open = control.getAttribute("aria-expanded") === "true";
  control.setAttribute("aria-expanded", String(!open));
  if (open) {
    actions.querySelector(".embedding")?.remove();
    return;
  }
  const page = new URL(figure.querySelector<HTMLAnchorElement>("a.alone")!.href);
  for (const [name, value] of new URLSearchParams(location.search)) page.searchParams.set(name, value);
  const frame = h(document, "iframe", {
    src: page.href,
    title: figure.querySelector("h3")!.textContent,
    width: "100%",
    height: String(Math.ceil(figure.getBoundingClientRect().height) + 140),
    loading: "lazy",
  });
  const code = h(document, "textarea", { readonly: true, rows: "4", spellcheck: "false" }, frame.outerHTML);
  const panel = h(
    document,
    "div",
    { class: "embedding" },
    h(document, "label", {}, word("figure.embed.code"), code),
    h(document, "button", { type: "button", "data-act": "copy" }, word("figure.embed.copy")),
    h(document, "a", { href: page.href }, word("figure.alone")),
  );
  actions.append(panel);
}
