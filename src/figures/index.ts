import type { PageSpec } from "../components/figure/spec.js";
import { areaPage } from "./area/page.js";
import { assetsPage } from "./assets/page.js";
import { attentionPage } from "./attention/page.js";
import { employmentPage } from "./employment/page.js";
import { exchangePage } from "./exchange/page.js";
import { incomePage } from "./income/page.js";
import { livestockPage } from "./livestock/page.js";
import { measuresPage } from "./measures/page.js";
import { monitoringPage } from "./monitoring/page.js";
import { overviewPage } from "./overview/page.js";
import { qualityPage } from "./quality/page.js";
import { reportedPage } from "./reported/page.js";
import { resettlementPage } from "./resettlement/page.js";

/** What each dashboard page shows, by slug. */
export const pages: Record<string, PageSpec> = Object.fromEntries(
  [
    overviewPage,
    attentionPage,
    employmentPage,
    livestockPage,
    incomePage,
    monitoringPage,
    measuresPage,
    resettlementPage,
    assetsPage,
    exchangePage,
    reportedPage,
    qualityPage,
    areaPage,
  ].map((page) => [page.slug, page]),
);
