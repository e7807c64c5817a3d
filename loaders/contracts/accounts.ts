import { type Column, contract, type Frequency, type Text } from "./contract.ts";

/**
 * What intake says of the snapshots themselves. Written by Foothold beside the lake, so that the quality
 * marts are made like any other; never sent by an office.
 */

const text = (label: Text) => ({ type: "text", label }) as const satisfies Column;
const named = (label: Text) => ({ ...text(label), required: true }) as const;
const rows = (label: Text) => ({ type: "integer", label, unit: "rows" }) as const satisfies Column;
const dataset = named({ en: "Dataset", zh: "数据集" });
const period = text({ en: "Period", zh: "时期" });
const shared = {
  population: { en: "Snapshots sent by the offices", zh: "各部门报送的数据文件" },
  frequency: "none" as Frequency,
  internal: true,
};

export const accounts = contract({
  ...shared,
  dataset: "accounts",
  title: { en: "Accounts of snapshots", zh: "数据文件接收情况" },
  grain: { en: "One row per dataset and period due, sent or not", zh: "每个数据集、应报时期一行（含未报）" },
  key: ["dataset", "period"],
  columns: {
    dataset,
    period,
    file: text({ en: "File", zh: "文件" }),
    received: rows({ en: "Rows received", zh: "接收行数" }),
    accepted: rows({ en: "Rows accepted", zh: "通过行数" }),
    quarantined: rows({ en: "Rows quarantined", zh: "隔离行数" }),
    due: { type: "date", label: { en: "Due", zh: "应报日期" } },
    arrived: { type: "date", label: { en: "Arrived", zh: "收到日期" } },
    days_late: { type: "integer", label: { en: "Days late", zh: "迟报天数" }, unit: "days" },
    dropped: { type: "integer", label: { en: "Columns dropped", zh: "舍弃列数" }, unit: "columns" },
  },
});

export const accountReasons = contract({
  ...shared,
  dataset: "account_reasons",
  title: { en: "Reasons of quarantine", zh: "隔离原因" },
  grain: { en: "One row per dataset, period, rule and column", zh: "每个数据集、时期、规则、列一行" },
  key: ["dataset", "period", "reason", "column"],
  columns: {
    dataset,
    period,
    reason: named({ en: "Rule broken", zh: "违反的规则" }),
    column: text({ en: "Column", zh: "列" }),
    rows: rows({ en: "Rows", zh: "行数" }),
  },
});

export const accountConversions = contract({
  ...shared,
  dataset: "account_conversions",
  title: { en: "Values converted", zh: "数值转换情况" },
  grain: {
    en: "One row per dataset, period, column and conversion",
    zh: "每个数据集、时期、列、转换方式一行",
  },
  key: ["dataset", "period", "field", "conversion"],
  columns: {
    dataset,
    period,
    field: named({ en: "Column", zh: "列" }),
    conversion: named({ en: "Conversion", zh: "转换方式" }),
    converted: { type: "integer", label: { en: "Values converted", zh: "转换值数" }, unit: "values" },
  },
});

export const accountChanges = contract({
  ...shared,
  dataset: "account_changes",
  title: { en: "Large changes", zh: "较大变动" },
  grain: { en: "One row per dataset, period and what changed", zh: "每个数据集、时期、变动项一行" },
  key: ["dataset", "period", "field"],
  columns: {
    dataset,
    period,
    field: named({ en: "What changed: rows, or the total of a column", zh: "变动项：行数或某列合计" }),
    areas: { type: "integer", label: { en: "Areas", zh: "地区数" }, unit: "areas" },
  },
});

export const accountWarnings = contract({
  ...shared,
  dataset: "account_warnings",
  title: { en: "Warnings", zh: "提醒" },
  grain: { en: "One row per dataset, period and check", zh: "每个数据集、时期、校验一行" },
  key: ["dataset", "period", "reason"],
  columns: {
    dataset,
    period,
    reason: named({ en: "Check not met", zh: "未通过的校验" }),
    rows: rows({ en: "Rows", zh: "行数" }),
  },
});

export const accountNotes = contract({
  ...shared,
  dataset: "account_notes",
  title: { en: "Notes of reading", zh: "读取说明" },
  grain: {
    en: "One row per dataset, last period of a file and what was noted",
    zh: "每个数据集、文件末期、说明事项一行",
  },
  key: ["dataset", "period", "note"],
  columns: {
    dataset,
    period,
    note: named({ en: "What was noted", zh: "说明事项" }),
    noted: { type: "integer", label: { en: "How often", zh: "处数" }, unit: "notes" },
  },
});
