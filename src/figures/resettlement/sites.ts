import type { Row } from "../../components/data/rows.js";
import type { Scene } from "../../components/figure/scene.js";
import type { Column } from "../../components/figure/spec.js";

export const table = "resettlement";

/** The sites that a reader looks at: the one chosen, or every one, in administrative order. */
export function sitesOf(scene: Scene): string[] {
  const { root } = scene.collection;
  const settled = new Set(
    scene.rows(table, { period: scene.at(table), origin: "all" }).map(({ area }) => area),
  );
  const sites = scene.below(root).filter((code) => settled.has(code));
  return sites.includes(scene.view.area) ? [scene.view.area] : sites;
}

/** Townships that the households of the chosen area came from, in administrative order, the unknown last. */
export function originsOf(scene: Scene): string[] {
  const rows = scene.rows(table, { area: scene.view.area, period: scene.at(table) });
  return rows.map(({ origin }) => String(origin)).filter((origin) => origin !== "all");
}

export const originName = (scene: Scene, origin: string): string => {
  if (origin === "all") return scene.t("resettlement.origin.all");
  return origin === "unknown" ? scene.t("resettlement.origin.unknown") : scene.area(origin);
};

export const originColumn = (scene: Scene): Column => ({
  name: "origin",
  label: scene.t("resettlement.origin"),
  kind: "text",
  names: (code) => originName(scene, code),
});

/** The row with one number divided by another, as `name`, or the reason why that cannot be said. */
export function divided(row: Row, name: string, part: string, whole: string): Row {
  const [above, below] = [row[part], row[whole]];
  const known = typeof above === "number" && typeof below === "number" && below > 0;
  const status = row[`${part}_status`] || row[`${whole}_status`] || "not_applicable";
  return { ...row, [name]: known ? above / below : null, [`${name}_status`]: known ? "" : status };
}
