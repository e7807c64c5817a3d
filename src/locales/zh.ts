import type { en } from "./en.js";
import type { Translation } from "./translation.js";
import { area } from "./zh/area.js";
import { assets } from "./zh/assets.js";
import { attention } from "./zh/attention.js";
import { brief } from "./zh/brief.js";
import { employment } from "./zh/employment.js";
import { exchange } from "./zh/exchange.js";
import { figure } from "./zh/figure.js";
import { filters } from "./zh/filters.js";
import { income } from "./zh/income.js";
import { intake } from "./zh/intake.js";
import { livestock } from "./zh/livestock.js";
import { map } from "./zh/map.js";
import { measures } from "./zh/measures.js";
import { monitoring } from "./zh/monitoring.js";
import { overview } from "./zh/overview.js";
import { quality } from "./zh/quality.js";
import { reported } from "./zh/reported.js";
import { resettlement } from "./zh/resettlement.js";
import { shell } from "./zh/shell.js";
import { unit } from "./zh/unit.js";

/** Every word that a component shows, in Simplified Chinese; one topic a line, in the order of the alphabet. */
export const zh: Translation<typeof en> = {
  ...attention,
  ...assets,
  ...brief,
  ...employment,
  ...exchange,
  ...area,
  ...figure,
  ...filters,
  ...income,
  ...intake,
  ...livestock,
  ...map,
  ...measures,
  ...monitoring,
  ...overview,
  ...quality,
  ...reported,
  ...resettlement,
  ...shell,
  ...unit,
};
