import type { Column } from "./contract.ts";

/** Columns that many datasets share, so that their aliases are written once. */

export const area = (label = { en: "Area", zh: "行政区划" }) =>
  ({
    type: "area",
    label,
    aliases: ["area_code", "village_code", "行政区划代码", "区划代码", "村代码", "所在村", "地区代码"],
    required: true,
  }) as const satisfies Column;

export const period = {
  type: "period",
  label: { en: "Period", zh: "时期" },
  aliases: ["month", "reporting_period", "报告期", "统计月份", "月份", "统计期", "年月"],
  required: true,
} as const satisfies Column;

export const household = {
  type: "key",
  label: { en: "Household key", zh: "户编号" },
  aliases: ["household_id", "hh_id", "户编号", "户编码", "家庭编号"],
  required: true,
} as const satisfies Column;

export const persons = {
  type: "integer",
  label: { en: "Persons in the household", zh: "家庭人口数" },
  aliases: ["household_size", "members", "家庭人口", "人口数", "家庭人数"],
  unit: "persons",
  required: true,
  min: 1,
  max: 30,
} as const satisfies Column;

/** Money over the period the contract names, in yuan. */
export const yuan = <const More extends Partial<Column>>(
  en: string,
  zh: string,
  aliases: string[] = [],
  extra?: More,
) => ({
  type: "decimal" as const,
  label: { en, zh },
  aliases: [zh, ...aliases],
  unit: "yuan",
  ...(extra as More),
});

/** A count in the unit named. */
export const count = <const More extends Partial<Column>>(
  unit: string,
  en: string,
  zh: string,
  aliases: string[] = [],
  extra?: More,
) => ({
  type: "integer" as const,
  label: { en, zh },
  aliases: [zh, ...aliases],
  unit,
  min: 0,
  ...(extra as More),
});
