import { yearBefore } from "../../components/data/view.js";
import { compared } from "../../components/figure/compare.js";
import type { Scene } from "../../components/figure/scene.js";
import type { PageSpec, Tile } from "../../components/figure/spec.js";
import { tileOf } from "../../components/headline/tile.js";
import { topFindings } from "../attention/lists.js";
import { trend } from "../employment/work.js";
import { conflicts } from "../reported/lists.js";
import { reportedTiles } from "../reported/page.js";
import { reportedSeries } from "../reported/series.js";
import { herds, incomes, monitored } from "./figures.js";

/** The state in ten seconds: headline figures, what changed, what needs attention, four courses over time. */
export const overviewPage: PageSpec = {
  slug: "index",
  filter: "employment",
  tables: [
    "employment",
    "income",
    "livestock_units",
    "monitoring_stock",
    "job_quality",
    "quality",
    "attention",
    "attention_rules",
    "figures",
  ],
  headline: (scene) => (scene.has("figures") ? reportedTiles(scene) : headline(scene)),
  texts: { changes },
  blocks: {
    attention: (scene, document) => topFindings(scene, document, limits(scene)),
    conflicts,
  },
  figures: [
    trend,
    incomes,
    herds,
    monitored,
    ...Object.values(reportedSeries).flatMap((figures) => figures.slice(0, 1)),
  ],
};

/** The headline measures: table, measure, the row of it, and the key of its name. */
const headlines = [
  ["monitoring_stock", "persons", { category: "all" }, "monitored"],
  ["income", "median", {}, "income"],
  ["income", "headcount", {}, "below"],
  ["employment", "workers", { industry: "all", kind: "market" }, "work"],
  ["livestock_units", "units", { scheme: "sheep_unit", owner: "all" }, "herds"],
] as const;

function headline(scene: Scene): Tile[] {
  return headlines.flatMap(([table, measure, where, name]) =>
    scene.has(table)
      ? [tileOf(scene, table, measure, where, scene.t(`overview.tile.${name}`), unitOf(scene, name))]
      : [],
  );
}

/** The unit of a measure that has one for each scheme. */
const unitOf = (scene: Scene, name: string) => (name === "herds" ? scene.unit("sheep_units") : undefined);

/** What changed against the same period a year earlier, a sentence a measure. */
function changes(scene: Scene): string[] {
  return headlines.flatMap(([table, measure, where, name]) => {
    if (!scene.has(table)) return [];
    const unit = scene.meta(table).measures.find((entry) => entry.name === measure)?.unit ?? "";
    const period = scene.at(table);
    const at = (when: string) => scene.rows(table, { area: scene.view.area, period: when, ...where })[0];
    const now = at(period);
    const value = now?.[measure];
    if (typeof value !== "number") return [];
    return scene.t("overview.change", {
      what: scene.t(`overview.tile.${name}`),
      value: scene.value(value, unit),
      unit: unit === "ratio" ? "" : ` ${unitOf(scene, name) ?? scene.unit(unit)}`,
      period: scene.period(period),
      comparison: compared(scene, measure, now, at(yearBefore(period)), yearBefore(period), unit),
    });
  });
}

/** What a reader must know before relying on the page: rows kept out, late files, silence on job quality. */
function limits(scene: Scene): string[] {
  const found: string[] = [];
  if (scene.has("quality")) {
    const rows = scene.rows("quality");
    const sum = (name: string) => rows.reduce((total, row) => total + Number(row[name] ?? 0), 0);
    const late = rows.filter((row) => Number(row.days_late ?? 0) > 0).length;
    const [received, quarantined] = [sum("received"), sum("quarantined")];
    if (quarantined > 0)
      found.push(
        scene.t("overview.attention.quarantined", {
          quarantined: scene.number(quarantined),
          received: scene.number(received),
        }),
      );
    if (late > 0)
      found.push(
        scene.t("overview.attention.late", {
          count: late,
          number: scene.number(late),
          files: scene.number(rows.filter((row) => row.period !== "").length),
        }),
      );
  }
  if (scene.has("job_quality")) {
    const period = scene.at("job_quality");
    const silent = scene
      .rows("job_quality", { area: scene.view.area, period })
      .filter((row) => typeof row.reported === "number" && Number(row.reported) * 2 < Number(row.workers));
    if (silent.length > 0)
      found.push(
        scene.t("overview.attention.silence", {
          elements: scene.list(silent.map((row) => scene.label("quality_element", String(row.element)))),
          period: scene.period(period),
        }),
      );
  }
  return found;
}
