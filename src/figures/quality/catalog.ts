import type { Table } from "../../components/data/release.js";
import { h } from "../../components/draw/dom.js";
import type { Scene } from "../../components/figure/scene.js";

const columns = ["table", "published", "size", "others", "missing", "narrowest", "files"] as const;
const formats = ["csv", "parquet", "arrow"] as const;

/** Every table of the release: how many of its values are published, how many are withheld and why, and its files. */
export function catalog(scene: Scene, document: Document): HTMLElement {
  const tables = Object.values(scene.collection.tables);
  const all = tables.reduce((sum, { cells }) => sum + cells.published + withheld(cells), 0);
  const hidden = tables.reduce((sum, { cells }) => sum + withheld(cells), 0);
  const caption = scene.t(hidden > 0 ? "quality.catalog.caption" : "quality.catalog.open", {
    tables: scene.number(tables.length),
    values: scene.number(all),
    withheld: scene.number(hidden),
    share: scene.percent(hidden / all),
  });
  const cell = (words: string) => h(document, "td", { class: "number" }, words);
  return h(
    document,
    "div",
    { class: "scroll tall", tabindex: 0, role: "region", "aria-label": caption },
    h(
      document,
      "table",
      {},
      h(document, "caption", {}, caption),
      h(
        document,
        "thead",
        {},
        h(
          document,
          "tr",
          {},
          ...columns.map((name) => h(document, "th", { scope: "col" }, scene.t(`quality.catalog.${name}`))),
        ),
      ),
      h(
        document,
        "tbody",
        {},
        ...tables.map((table) =>
          h(
            document,
            "tr",
            {},
            h(
              document,
              "th",
              { scope: "row" },
              table.title[scene.lang],
              h(document, "div", { class: "unit" }, table.grain[scene.lang]),
            ),
            ...[
              table.cells.published,
              table.cells.withheld_size,
              table.cells.withheld_others,
              table.cells.not_reported,
            ].map((count) => cell(scene.exact(count))),
            cell(narrowest(scene, table)),
            h(document, "td", {}, ...downloads(document, table, scene)),
          ),
        ),
      ),
    ),
  );
}

const withheld = ({ withheld_size, withheld_others }: Table["cells"]) => withheld_size + withheld_others;

/** How closely the audit could compute the least protected of a table's withheld values. */
function narrowest(scene: Scene, { cells, measures }: Table): string {
  if (withheld(cells) === 0) return scene.t("quality.catalog.nothing");
  if (!cells.narrowest) return scene.t("quality.catalog.unasked");
  if (cells.narrowest === "as_required") return scene.t("quality.catalog.asked");
  const { measure, width, of_required } = cells.narrowest;
  const { unit, label } = measures.find(({ name }) => name === measure)!;
  return scene.t("quality.catalog.width", {
    width: scene.cell(width, unit),
    unit: scene.unit(unit),
    measure: label[scene.lang],
    times: scene.exact(of_required, 1),
  });
}

/** Links to the table's files; in the preview, which has no such files, their names. */
function downloads(document: Document, { files, title }: Table, scene: Scene): (Node | string)[] {
  const root = document.documentElement.getAttribute("data-root");
  return formats.flatMap((format, at) => {
    const { path, bytes } = files[format];
    const name = format === "csv" ? "CSV" : format[0]!.toUpperCase() + format.slice(1);
    const label = scene.t("quality.catalog.file", {
      table: title[scene.lang],
      format: name,
      size: scene.exact(Math.ceil(bytes / 1000)),
    });
    const link =
      root === null
        ? name
        : h(document, "a", { href: `${root}${path}`, download: true, "aria-label": label }, name);
    return at === 0 ? [link] : [" ", link];
  });
}
