import type { PageSpec } from "../components/figure/spec.js";
import { employmentPage } from "./employment/page.js";

/** What each dashboard page shows, by slug. */
export const pages: Record<string, PageSpec> = Object.fromEntries(
  [employmentPage].map((page) => [page.slug, page]),
);
