import { area, count, household, period, persons } from "./common.ts";
import { type Column, contract } from "./contract.ts";

const date = (en: string, zh: string) =>
  ({ type: "date", label: { en, zh }, aliases: [zh] }) as const satisfies Column;

const category = {
  type: "code",
  codes: "category",
  label: { en: "Category", zh: "监测对象类别" },
  aliases: ["监测对象类别", "监测类别", "三类户类型"],
  required: true,
} as const satisfies Column;

/** The monitored households of a month: everyone in the stock at its end, and everyone who left during it. */
export const monitoring = contract({
  dataset: "monitoring",
  title: { en: "Monitoring", zh: "监测对象" },
  grain: { en: "One row per monitored household and month", zh: "每个监测户每月一行" },
  population: { en: "Households in the three monitored categories", zh: "三类监测户" },
  frequency: "month",
  dueDays: 10,
  key: ["household"],
  compare: { within: 0.3, totals: ["persons"], atLeast: 30 },
  columns: {
    household,
    area: area(),
    period,
    persons,
    category,
    risk: {
      type: "code",
      codes: "risk",
      label: { en: "Primary risk", zh: "主要致贫返贫风险" },
      aliases: ["主要风险", "致贫返贫风险"],
      required: true,
    },
    other_risks: {
      type: "codes",
      codes: "risk",
      label: { en: "Other risks", zh: "其他风险" },
      aliases: ["其他风险"],
    },
    found_by: {
      type: "code",
      codes: "found_by",
      label: { en: "How the household was found", zh: "发现方式" },
      aliases: ["发现方式", "线索来源"],
    },
    lead_date: date("Date of the lead", "线索日期"),
    registered_date: date("Date of registration", "识别认定日期"),
    measure_date: date("Date of the first measure", "首次帮扶日期"),
    status: {
      type: "code",
      codes: "status",
      label: { en: "Status", zh: "状态" },
      aliases: ["监测状态", "状态"],
      required: true,
    },
    status_date: date("Date of the status", "状态日期"),
    returned: {
      type: "boolean",
      label: { en: "Returned after an earlier exit", zh: "是否返贫再纳入" },
      aliases: ["是否返贫", "再次纳入"],
    },
  },
  checks: [
    {
      id: "registered_before_lead",
      label: { en: "Registered before the lead", zh: "认定日期早于线索日期" },
      sql: "registered_date >= lead_date",
      severity: "reject_row",
    },
    {
      id: "measure_before_registration",
      label: { en: "First measure before registration", zh: "帮扶日期早于认定日期" },
      sql: "measure_date >= registered_date",
      severity: "warn",
    },
  ],
  identifying: "drop",
});

/** What each township says of its own stock and flows. Its identity is checked against its own words. */
export const monitoringReturn = contract({
  dataset: "monitoring_return",
  title: { en: "Monitoring returns", zh: "监测月报" },
  grain: { en: "One row per township, category and month", zh: "每个乡镇、类别、月份一行" },
  population: { en: "Households in the three monitored categories", zh: "三类监测户" },
  frequency: "month",
  dueDays: 10,
  key: ["area", "category"],
  compare: { within: 0.3, totals: ["closing"], atLeast: 10 },
  columns: {
    area: area({ en: "Township", zh: "乡镇" }),
    period,
    category,
    opening: count("households", "Stock at the start", "期初户数", [], { required: true }),
    identified: count("households", "Newly identified", "新识别户数", [], { required: true }),
    eliminated: count("households", "Risk eliminated", "风险消除户数", [], { required: true }),
    other_exits: count("households", "Other exits", "其他退出户数", [], { required: true }),
    closing: count("households", "Stock at the end", "期末户数", [], { required: true }),
  },
  checks: [
    {
      id: "stock_identity",
      label: {
        en: "Stock at the end is not start + new − eliminated − other exits",
        zh: "期末户数与期初、新增、退出不符",
      },
      sql: "closing = opening + identified - eliminated - other_exits",
      severity: "warn",
    },
  ],
});
