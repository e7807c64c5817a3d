import type { Scene } from "../../components/figure/scene.js";
import type { PageSpec } from "../../components/figure/spec.js";
import { topFindings } from "../attention/lists.js";
import { trend } from "../employment/work.js";
import { headcount } from "../maps/map.js";
import { conflicts } from "../reported/lists.js";
import { reportedTiles } from "../reported/page.js";
import { reportedSeries } from "../reported/series.js";
import { herds, incomes, monitored } from "./figures.js";
import { changes, headline } from "./headlines.js";

const registers = ["employment", "livestock", "income"];

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
    "reconciliation",
  ],
  headline: (scene) => (registers.some(scene.has) ? headline(scene) : reportedTiles(scene)),
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
    headcount,
    ...Object.values(reportedSeries).flatMap((figures) => figures.slice(0, 1)),
  ],
};

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
