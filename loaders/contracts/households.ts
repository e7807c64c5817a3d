import { area, count, household, period, persons } from "./common.ts";
import { type Column, contract } from "./contract.ts";

const assured = (en: string, zh: string) =>
  ({
    type: "boolean",
    label: { en, zh },
    aliases: [zh],
  }) as const satisfies Column;

/** The register of rural households: the denominators, and the dimensions of multidimensional poverty. */
export const households = contract({
  dataset: "households",
  title: { en: "Household register", zh: "农户台账" },
  grain: { en: "One row per household and year", zh: "每户每年一行" },
  population: { en: "Rural households on the register", zh: "台账在册农户" },
  frequency: "year",
  dueDays: 45,
  key: ["household"],
  compare: { within: 0.3, totals: ["persons"], atLeast: 30 },
  columns: {
    household,
    area: area(),
    period,
    persons,
    labour: count("persons", "Members able to work", "劳动力人数", ["劳动力"]),
    standing: {
      type: "code",
      codes: "standing",
      label: { en: "Standing on the register", zh: "户类型" },
      aliases: ["户类型", "household_type", "农户属性"],
      required: true,
    },
    education: assured("Compulsory education assured", "义务教育有保障"),
    medical: assured("Basic medical care assured", "基本医疗有保障"),
    housing: assured("Safe housing assured", "住房安全有保障"),
    water: assured("Safe drinking water assured", "饮水安全有保障"),
  },
  checks: [
    {
      id: "labour_exceeds_persons",
      label: { en: "More members able to work than persons", zh: "劳动力人数大于家庭人口" },
      sql: "labour <= persons",
      severity: "reject_row",
    },
  ],
  identifying: "drop",
});
