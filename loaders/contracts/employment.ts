import { area, count, household, period, yuan } from "./common.ts";
import { contract } from "./contract.ts";

/**
 * Employment of registered households. Job quality is part of the record, each element allowed to be
 * "not reported"; what the counts cannot say (whether work was freely chosen) is said on the page.
 */
export const employment = contract({
  dataset: "employment",
  title: { en: "Employment", zh: "就业" },
  grain: {
    en: "One row per household, industry, kind of work, place of work and month",
    zh: "每户、行业、就业类型、就业地点、月份一行",
  },
  population: { en: "Working members of rural households on the register", zh: "台账在册农户中的就业人员" },
  frequency: "month",
  dueDays: 15,
  key: ["household", "industry", "kind", "place"],
  compare: { within: 0.3, totals: ["workers"], atLeast: 30 },
  columns: {
    household,
    area: area(),
    period,
    industry: {
      type: "code",
      codes: "industry",
      label: { en: "Industry", zh: "行业" },
      aliases: ["行业", "产业", "从业行业"],
      required: true,
    },
    kind: {
      type: "code",
      codes: "work_kind",
      label: { en: "Kind of work", zh: "就业类型" },
      aliases: ["就业类型", "就业形式"],
      required: true,
    },
    place: {
      type: "code",
      codes: "work_place",
      label: { en: "Place of work", zh: "就业地点" },
      aliases: ["就业地点", "务工地点"],
      required: true,
    },
    workers: count("persons", "Persons working", "就业人数", ["workers_count", "务工人数"], {
      required: true,
      min: 1,
      max: 20,
    }),
    wage: yuan("Mean wage per worker and month", "月均工资", ["月工资", "monthly_wage"], {
      min: 0,
      max: 100000,
    }),
    contract: count("persons", "Workers with a written contract", "签订劳动合同人数", ["签合同人数"]),
    insured: count("persons", "Workers with social insurance", "参加社会保险人数", ["参保人数"]),
    over_48h: count("persons", "Workers above 48 hours a week", "每周工作超过48小时人数", ["超时工作人数"]),
    below_minimum: count("persons", "Workers below the minimum wage", "低于最低工资人数"),
  },
  checks: [
    {
      id: "quality_exceeds_workers",
      label: {
        en: "A job-quality count is larger than the number of workers",
        zh: "就业质量人数大于就业人数",
      },
      sql: "greatest(coalesce(contract, 0), coalesce(insured, 0), coalesce(over_48h, 0), coalesce(below_minimum, 0)) <= workers",
      severity: "reject_row",
    },
  ],
  identifying: "drop",
});
