import { area, household, period, persons, yuan } from "./common.ts";
import { contract } from "./contract.ts";

/**
 * Household net income on the registry's accounting (纯收入), over the twelve months that end with the
 * quarter. It is not the survey's disposable income (可支配收入) and is never drawn in one line with it.
 */
export const income = contract({
  dataset: "income",
  title: { en: "Income", zh: "收入" },
  grain: {
    en: "One row per household and quarter, over the twelve months ended",
    zh: "每户每季一行，为截至季末的十二个月收入",
  },
  population: { en: "Persons in rural households on the register", zh: "台账在册农户家庭成员" },
  frequency: "quarter",
  dueDays: 30,
  key: ["household"],
  compare: { within: 0.3, totals: ["persons", "total"], atLeast: 30 },
  columns: {
    household,
    area: area(),
    period,
    persons,
    wage: yuan("Wage income of the household", "工资性收入", ["wages"], { required: true, min: 0 }),
    operating: yuan("Net operating income of the household", "经营净收入", ["经营性净收入"], {
      required: true,
    }),
    property: yuan("Net property income of the household", "财产净收入", ["财产性净收入"], {
      required: true,
    }),
    transfer: yuan("Net transfer income of the household", "转移净收入", ["转移性净收入"], {
      required: true,
    }),
    total: yuan("Net income of the household", "家庭纯收入", ["纯收入", "年纯收入", "总收入"], {
      required: true,
    }),
  },
  checks: [
    {
      id: "components_do_not_add_up",
      label: { en: "The four components do not add up to the total", zh: "四项收入之和不等于总收入" },
      sql: "abs(wage + operating + property + transfer - total) <= 1",
      severity: "reject_row",
    },
  ],
  identifying: "drop",
});
