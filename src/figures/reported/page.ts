import type { Scene } from "../../components/figure/scene.js";
import { type PageSpec, reason, type Tile } from "../../components/figure/spec.js";
import { published } from "./figures.js";
import { conflicts, figureList, listFilter } from "./lists.js";
import { besideRegister } from "./register.js";
import { reportedSeries } from "./series.js";

/** Every published figure, with its source, tier and qualifier; those that disagree stand side by side. */
export const reportedPage: PageSpec = {
  slug: "figures",
  filter: "figures",
  tables: ["figures", "reconciliation", "register_check"],
  headline: reportedTiles,
  blocks: { conflicts, register: besideRegister, list: figureList(), filter: listFilter() },
  figures: Object.values(reportedSeries).flat(),
};

const headlined = [
  "cn_rural_poverty_incidence_national_line",
  "cn_poverty_headcount_intl_8_30",
  "xj_rural_income",
  "xj_monitored_persons_cum",
];

/** The latest figure of some series, beside the one of the year before where both have one definition. */
export function reportedTiles(scene: Scene, names: readonly string[] = headlined): Tile[] {
  return names.flatMap((series) => {
    const own = published(scene, { series });
    const last = own.at(-1);
    if (!last) return [];
    const year = String(Number(last.end.slice(0, 4)) - 1);
    const earlier = scene.period(year);
    const before = own.findLast(({ end }) => end.startsWith(year));
    const why = (words: string) => scene.t("compare.none", { reason: words });
    const compare = () => {
      if (!before) return why(scene.t("compare.none.period", { period: earlier }));
      if (before.segment !== last.segment) return why(scene.t("reported.basis.changed", { period: earlier }));
      if (last.unit === "percent") {
        const points = scene.number(Math.abs(last.value - before.value), 1);
        return scene.t(last.value > before.value ? "compare.points.more" : "compare.points.less", {
          points,
          count: Number(points),
          period: earlier,
        });
      }
      const ratio = last.value / before.value - 1;
      return scene.t(ratio > 0 ? "compare.more" : "compare.less", {
        percent: scene.percent(Math.abs(ratio), 1),
        period: earlier,
      });
    };
    return {
      label: last.title,
      value: Number.isFinite(last.value) ? scene.number(last.value, 4) : reason(scene, "not_reported"),
      unit: scene.unit(last.unit),
      period: scene.t("reported.tile.period", {
        area: last.area,
        period: last.when,
        tier: scene.label("tier", last.tier),
        qualifier: scene.label("qualifier", last.qualifier),
      }),
      comparison: compare(),
      missing: false,
    };
  });
}
