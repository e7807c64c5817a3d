import { UserError } from "../errors.ts";

/** What to generate. Everything not given follows from the rest in the proportions of the full county. */
export interface DemoOptions {
  /** Folder that receives one folder per dataset. It is replaced as a whole. */
  out: string;
  /** The same seed gives the same bytes. */
  seed?: number;
  /** Townships, without the resettlement site. */
  townships?: number;
  /** Villages, the three of the site among them. */
  villages?: number;
  /** Households on the register, those of the site among them. */
  households?: number;
  /** Households in the monitored stock at the end of the last month. */
  monitored?: number;
  /** Months up to and including `end`. */
  months?: number;
  /** Last month, such as 2021-12. */
  end?: string;
  /** Threads for DuckDB; the bytes do not depend on it. */
  threads?: number;
}

/** The county in full: sizes that the published reports of a real place suggest, in a place that is none. */
export const fullCounty = {
  seed: 1,
  townships: 36,
  villages: 580,
  households: 60_000,
  siteHouseholds: 1_915,
  monitored: 5_728,
  monitoredPersons: 25_586,
  months: 36,
  end: "2021-12",
  site: { cattle: 2_000, sheep: 35_000, camels: 3_000, chickenOfftake: 36_000 },
  enterprises: 120,
  assets: 420,
} as const;

/** Numbers that the SQL reads with `getvariable`, one per name. */
export type DemoVariables = Record<string, number | string>;

const whole = (name: string, value: number, low: number, high: number): number => {
  if (!Number.isInteger(value) || value < low || value > high) {
    throw new UserError(
      `The demo county's ${name} is ${value}; give a whole number from ${low} to ${high.toLocaleString("en")}.`,
    );
  }
  return value;
};

/**
 * Completes and checks the options.
 * @returns sizes in persons, households and head, dates as ISO text, named as the SQL names them
 * @throws UserError when a size is out of range or the sizes do not fit each other
 */
export function resolveOptions(options: DemoOptions): DemoVariables {
  const full = fullCounty;
  const townships = whole("number of townships", options.townships ?? full.townships, 3, 200);
  const villages = whole(
    "number of villages",
    options.villages ?? full.villages,
    townships + 3,
    townships * 100,
  );
  const households = whole(
    "number of households",
    options.households ?? full.households,
    villages,
    2_000_000,
  );
  const scale = households / full.households;
  const siteHouseholds = Math.max(3, Math.round(full.siteHouseholds * scale));
  const monitored = whole(
    "number of monitored households",
    options.monitored ?? Math.round(full.monitored * scale),
    1,
    Math.floor(households / 2),
  );
  // Five months always hold a whole quarter.
  const months = whole("number of months", options.months ?? full.months, 5, 600);
  const end = options.end ?? full.end;
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(end)) {
    throw new UserError(`The demo county's last month is "${end}"; give a month such as ${full.end}.`);
  }
  const last = new Date(`${end}-01T00:00:00Z`);
  const first = new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth() - (months - 1), 1));
  const share = (value: number) => Math.round((value * siteHouseholds) / full.siteHouseholds);
  return {
    seed: whole("seed", options.seed ?? full.seed, 0, Number.MAX_SAFE_INTEGER),
    townships,
    villages,
    households,
    site_households: siteHouseholds,
    monitored,
    monitored_persons: Math.round((monitored * full.monitoredPersons) / full.monitored),
    formerly_monitored: Math.floor(monitored * 0.7),
    months,
    first_month: first.toISOString().slice(0, 10),
    start_t: first.getUTCFullYear() - 2019 + first.getUTCMonth() / 12,
    final_month: `${end}-01`,
    site_cattle: share(full.site.cattle),
    site_sheep: share(full.site.sheep),
    site_camels: share(full.site.camels),
    site_chicken_offtake: share(full.site.chickenOfftake),
    enterprises: Math.max(8, Math.round(full.enterprises * scale)),
    assets: Math.max(10, Math.round(full.assets * scale)),
  };
}
