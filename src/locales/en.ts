import { employment } from "./en/employment.js";
import { figure } from "./en/figure.js";
import { income } from "./en/income.js";
import { livestock } from "./en/livestock.js";
import { overview } from "./en/overview.js";
import { quality } from "./en/quality.js";
import { reported } from "./en/reported.js";

/** Every word that a component shows, in English. A key names the place, then the thing. */
export const en = {
  ...figure,
  ...overview,
  ...employment,
  ...livestock,
  ...income,
  ...reported,
  ...quality,
} as const;
