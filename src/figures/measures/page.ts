import { yearBefore } from "../../components/data/view.js";
import { compared } from "../../components/figure/compare.js";
import type { Scene } from "../../components/figure/scene.js";
import { type PageSpec, reason, type Tile } from "../../components/figure/spec.js";
import { tileOf } from "../../components/headline/tile.js";
import { figureList, listFilter } from "../reported/lists.js";
import { reportedTiles } from "../reported/page.js";
import { singleFigure } from "../reported/single.js";
import { answers, course, supply } from "./answers.js";
import { matrix } from "./matrix.js";
import { coverage, covered, unmet } from "./places.js";
import { terms } from "./terms.js";

/** Is what is lacking being supplied? Needs against measures. */
export const measuresPage: PageSpec = {
  slug: "measures",
  filter: "measures_need",
  tables: [
    "measures_need",
    "measures_coverage",
    "measures_matrix",
    "measure_match",
    "measures_term",
    "figures",
  ],
  headline: (scene) => (scene.has("measures_need") ? headline(scene) : reportedTiles(scene, published)),
  texts: { answer },
  blocks: { published: figureList("measures"), filter: listFilter("measures") },
  figures: [
    ...[answers, course, covered, matrix, coverage, unmet, terms],
    singleFigure("measures-said-types", ["assistance_measure_types"]),
    singleFigure("measures-said-carried-out", ["xj_assistance_measures_implemented"]),
  ],
};

const published = ["assistance_measure_types", "xj_assistance_measures_implemented"];

/** The page's question, answered in words before any chart. */
function answer(scene: Scene): string[] {
  const period = scene.at("measures_need");
  const { area } = scene.view;
  const all = supply(scene, area, period);
  const said = { area: scene.area(area), period: scene.period(period) };
  if (!all) return [scene.t("measures.answer.unknown", said)];
  const least = scene
    .codes("risk")
    .flatMap((risk) => {
      const found = supply(scene, area, period, risk);
      return found ? [{ risk, ...found }] : [];
    })
    .sort((a, b) => a.share - b.share)
    .slice(0, 2)
    .map(({ risk, share }) =>
      scene.t("measures.answer.least", { risk: scene.label("risk", risk), share: scene.percent(share) }),
    );
  return [
    scene.t("measures.answer.short", {
      ...said,
      matched: scene.number(all.matched),
      all: scene.number(all.all),
      share: scene.percent(all.share),
      unmet: scene.number(all.unmet),
    }),
    ...(least.length > 0 ? [scene.t("measures.answer.fewest", { risks: scene.list(least) })] : []),
  ];
}

function headline(scene: Scene): Tile[] {
  return [
    share(scene),
    ...(["other_only", "unanswered"] as const).map((code) =>
      tileOf(
        scene,
        "measures_need",
        "needs",
        { risk: "all", answer: code },
        scene.t(`measures.tile.${code}`),
      ),
    ),
    ...(scene.has("measures_coverage")
      ? [
          tileOf(
            scene,
            "measures_coverage",
            "households",
            { coverage: "none" },
            scene.t("measures.tile.none"),
          ),
        ]
      : []),
    ...(scene.has("measures_term")
      ? [
          tileOf(
            scene,
            "measures_term",
            "running",
            { measure: "all", term: "over" },
            scene.t("measures.tile.over"),
          ),
        ]
      : []),
  ];
}

/** The share of needs with a matching measure, which no table holds ready. */
function share(scene: Scene): Tile {
  const period = scene.at("measures_need");
  const earlier = yearBefore(period);
  const at = (when: string) => {
    const found = supply(scene, scene.view.area, when);
    return found && { share: found.share };
  };
  const now = at(period);
  const gap = scene.rows("measures_need", {
    area: scene.view.area,
    period,
    risk: "all",
    answer: ["all", "matched"],
  });
  const words = reason(
    scene,
    gap.map((row) => row.needs_status).find((status) => status !== ""),
  );
  return {
    label: scene.t("measures.tile.share"),
    value: now ? scene.percent(now.share, 1) : words.charAt(0).toUpperCase() + words.slice(1),
    unit: "",
    period: scene.period(period),
    comparison: now
      ? compared(scene, "share", now, at(earlier), earlier, "ratio")
      : scene.t("compare.none", { reason: scene.t("compare.none.now") }),
    missing: !now,
  };
}
