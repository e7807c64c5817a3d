import { area } from "./en/area.js";
import { assets } from "./en/assets.js";
import { attention } from "./en/attention.js";
import { brief } from "./en/brief.js";
import { employment } from "./en/employment.js";
import { exchange } from "./en/exchange.js";
import { figure } from "./en/figure.js";
import { filters } from "./en/filters.js";
import { income } from "./en/income.js";
import { intake } from "./en/intake.js";
import { livestock } from "./en/livestock.js";
import { map } from "./en/map.js";
import { measures } from "./en/measures.js";
import { monitoring } from "./en/monitoring.js";
import { overview } from "./en/overview.js";
import { quality } from "./en/quality.js";
import { reported } from "./en/reported.js";
import { resettlement } from "./en/resettlement.js";
import { shell } from "./en/shell.js";
import { unit } from "./en/unit.js";

/** Every word that a component shows, in English. A key names the place, then the thing; one topic a line. */
export const en = {
  ...attention,
  ...assets,
  ...brief,
  ...employment,
  ...exchange,
  ...figure,
  ...area,
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
} as const;
