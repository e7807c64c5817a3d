import { h } from "../../src/components/draw/dom.ts";
import type { Scene } from "../../src/components/figure/scene.ts";

/** Paper has no address bar: what the reader chose stands in the one that is printed. */
const tellAddress = `addEventListener("beforeprint", () => {
  document.querySelector(".printed [data-address]").textContent = location.href;
});`;

/**
 * What a page says of itself on paper: at its end its title, collection, address and release, and in the margin
 * of each sheet its title, whether it is synthetic, and the number of the sheet.
 */
export function addPrinted(document: Document, path: string, release: string, scene: Scene): void {
  const main = document.querySelector("main");
  if (!main) return;
  const title = document.title.replace(/ \| [^|]*$/, "").trim();
  const address = path.endsWith("/index") ? path.slice(0, -"index".length) : `${path}.html`;
  const collection = scene.collection.title[scene.lang];
  const code = (text: string, attributes = {}) => h(document, "code", attributes, text);
  main.append(
    h(
      document,
      "p",
      { class: "printed" },
      `${title} · ${collection} · ${scene.t("shell.printed.address")} `,
      code(address, { "data-address": true }),
      ` · ${scene.t("shell.printed.release")} `,
      code(release),
    ),
  );
  const script = document.createElement("script");
  script.textContent = tellAddress;
  main.append(script);
  const style = document.createElement("style");
  style.textContent = sheets(
    [scene.collection.synthetic && scene.t("mark.synthetic"), `${title} · ${collection}`]
      .filter(Boolean)
      .join(" · "),
  );
  document.head.append(style);
}

/** Margin boxes of the printed sheet; a browser without them leaves its margins empty. */
export const sheets = (words: string): string =>
  `@page { @bottom-left { content: ${JSON.stringify(words).replaceAll("<", "\\3c ")}; font: 8pt sans-serif; color: #444 } ` +
  `@bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #444 } }`;
