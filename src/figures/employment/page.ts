import type { Scene } from "../../components/figure/scene.js";
import type { PageSpec, Tile } from "../../components/figure/spec.js";
import { tileOf } from "../../components/headline/tile.js";
import { figureList, listFilter } from "../reported/lists.js";
import { reportedTiles } from "../reported/page.js";
import { reportedSeries } from "../reported/series.js";
import { jobs, planned } from "./enterprises.js";
import { changes, industries, matrix } from "./industries.js";
import { quality, wages } from "./quality.js";
import { places, trend } from "./work.js";

/** Who works where: market work apart from public-welfare posts, wages, and job quality as it is reported. */
export const employmentPage: PageSpec = {
  slug: "employment",
  filter: "employment",
  tables: ["employment", "employment_place", "wages", "job_quality", "enterprise_jobs", "figures"],
  headline: (scene) => (scene.has("employment") ? headline(scene) : reportedTiles(scene, published)),
  blocks: { published: figureList("employment"), filter: listFilter("employment") },
  figures: [
    ...[trend, industries, changes, places, wages, quality, matrix, jobs, planned],
    ...reportedSeries.employment!,
  ],
};

const published = [
  "cn_migrant_workers",
  "cn_migrant_worker_monthly_income",
  "xj_employed_total",
  "cn_lifted_labour_employed_away",
];

function headline(scene: Scene): Tile[] {
  return [
    tileOf(
      scene,
      "employment",
      "workers",
      { industry: "all", kind: "market" },
      scene.t("employment.tile.market"),
    ),
    tileOf(
      scene,
      "employment",
      "workers",
      { industry: "all", kind: "public_post" },
      scene.t("employment.tile.posts"),
    ),
    ...(scene.has("wages")
      ? [tileOf(scene, "wages", "median", { industry: "all" }, scene.t("employment.tile.wage"))]
      : []),
    ...(scene.has("job_quality")
      ? [
          tileOf(
            scene,
            "job_quality",
            "reported",
            { element: "contract" },
            scene.t("employment.tile.contract"),
          ),
        ]
      : []),
  ];
}
