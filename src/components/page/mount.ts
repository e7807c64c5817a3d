import { filterTableRows } from "../filters/table-filter.js";
import type { Live } from "./live.js";

let page: Promise<Live> | undefined;
let listening = false;

/**
 * Makes a dashboard page answer its reader. A built page is complete as it is, so nothing is loaded until
 * the reader chooses another area, period or series, or the address asks for one, or a second area beside it. In the preview, where nothing is
 * built in, the page is drawn at once, and again when the release changes. `manifest` is the attached
 * manifest of the release.
 */
export function mount(manifest: { href: string }): void {
  const { root } = document.documentElement.dataset;
  const base = new URL(root ?? new URL("./", manifest.href), location.href).href;
  const live = () => {
    page ??= import("./live.js").then(({ open }) => open(base, window));
    return page;
  };
  page = undefined;
  const asks = () => /[?&](area|period|compare|series)=/.test(location.search);
  openTables();
  clearForm();
  if (root === undefined || asks()) void live().then(({ draw }) => draw());
  else if (chosenBefore()) void live().then(({ choose }) => choose());
  if (listening) return;
  listening = true;
  addEventListener("popstate", () => {
    openTables();
    // A way to another place of a page as it was built needs nothing new.
    if (page || asks()) void live().then(({ follow }) => follow());
  });
  // Whatever else the reader does, a page that plays stops.
  for (const input of ["pointerdown", "keydown", "change", "popstate"])
    addEventListener(input, (event) => {
      const own = event.target instanceof Element && event.target.closest("[data-play]");
      const pressed = event instanceof KeyboardEvent ? ["Enter", " "].includes(event.key) : true;
      if (page && !(own && pressed)) void page.then(({ stop }) => stop());
    });
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest("form[data-filters] button");
    if (!button) return;
    const by = Number(button.getAttribute("data-step"));
    if (by !== 0) void live().then(({ step }) => step(by));
    else if (button.matches("[data-play]")) void live().then(({ play }) => play());
  });
  document.addEventListener("click", ({ target }) => {
    const series = target instanceof Element && target.closest<HTMLElement>("figure [data-series]");
    if (series) void live().then(({ toggle }) => toggle(series));
  });
  document.addEventListener("click", ({ target }) => {
    const control = target instanceof Element && target.closest<HTMLElement>("figure [data-act]");
    if (control) void import("../figure/actions.js").then(({ act }) => act(control));
  });
  document.addEventListener("change", ({ target }) => {
    if (target instanceof Element && target.closest("form[data-filters]"))
      void live().then(({ choose }) => choose());
  });
  document.addEventListener("input", ({ target }) => {
    const form = target instanceof Element && target.closest<HTMLFormElement>("form[data-table-filter]");
    if (form) filterTableRows(form);
  });
}

/** Keeps what the page scrolls to clear of the form that stays on top, which is as high as its words and the window ask. */
function clearForm(): void {
  const form = document.querySelector<HTMLElement>("main form.filters");
  if (!form) return;
  const { style } = document.documentElement;
  new ResizeObserver(() => {
    const stays = getComputedStyle(form).position === "sticky";
    style.scrollPaddingTop = stays ? `${form.offsetHeight + 8}px` : "";
  }).observe(form);
}

/** Whether the reader has chosen something before this script came, on a poor line. */
function chosenBefore(): boolean {
  const options = document.querySelectorAll<HTMLOptionElement>("form[data-filters] option");
  return [...options].some(({ selected, defaultSelected }) => selected && !defaultSelected);
}

/** An address with `view=table` shows the table of the figure that it points to, or of every figure. */
function openTables(): void {
  if (new URLSearchParams(location.search).get("view") !== "table") return;
  const one = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  for (const table of (one ?? document).querySelectorAll<HTMLDetailsElement>(".actions > details"))
    table.open = true;
}
