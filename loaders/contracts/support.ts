import { area, count, household, period, persons, yuan } from "./common.ts";
import { type Column, contract } from "./contract.ts";

const date = (en: string, zh: string) =>
  ({ type: "date", label: { en, zh }, aliases: [zh] }) as const satisfies Column;
const mu = (en: string, zh: string) =>
  ({
    type: "decimal",
    label: { en, zh },
    aliases: [zh],
    unit: "mu",
    min: 0,
    max: 500,
  }) as const satisfies Column;

/** Measures running for monitored households: the answer to the risks that `monitoring` names. */
export const measures = contract({
  dataset: "measures",
  title: { en: "Assistance measures", zh: "帮扶措施" },
  grain: {
    en: "One row per household, measure, risk answered and month in which it runs",
    zh: "每户、措施、对应风险、月份一行",
  },
  population: { en: "Measures for households in the three monitored categories", zh: "三类监测户的帮扶措施" },
  frequency: "month",
  dueDays: 10,
  key: ["household", "measure", "risk"],
  compare: { within: 0.3, totals: [], atLeast: 30 },
  columns: {
    household,
    area: area(),
    period,
    measure: {
      type: "code",
      codes: "measure",
      label: { en: "Measure", zh: "帮扶措施" },
      aliases: ["措施类型", "帮扶措施"],
      required: true,
    },
    risk: {
      type: "code",
      codes: "risk",
      label: { en: "Risk answered", zh: "对应风险" },
      aliases: ["对应风险"],
      required: true,
    },
    started: date("Start", "开始日期"),
    planned_end: date("Planned end", "计划结束日期"),
    ended: date("End", "结束日期"),
  },
  identifying: "drop",
});

/** Households of a resettlement site and what they were allotted. */
export const resettlement = contract({
  dataset: "resettlement",
  title: { en: "Resettlement", zh: "易地搬迁" },
  grain: { en: "One row per resettled household and quarter", zh: "每个搬迁户每季一行" },
  population: { en: "Households living at a resettlement site", zh: "安置点搬迁户" },
  frequency: "quarter",
  dueDays: 20,
  key: ["household"],
  columns: {
    household,
    area: area({ en: "Site", zh: "安置点" }),
    period,
    origin: {
      ...area({ en: "Township of origin", zh: "迁出乡镇" }),
      aliases: ["迁出乡镇", "迁出地", "origin_township"],
    },
    persons,
    land: mu("Land allotted", "分配土地"),
    sheds: count("sheds", "Vegetable sheds allotted", "分配蔬菜大棚", ["大棚数"], { max: 20 }),
    dividend: yuan("Dividends received in the quarter", "本季分红", ["分红"], { min: 0 }),
    workers_near: count("persons", "Members working near home", "就近就业人数", [], { max: 20 }),
  },
  identifying: "drop",
});

/** What public money bought, where it stands and what it pays. */
export const assets = contract({
  dataset: "assets",
  title: { en: "Assets and dividends", zh: "扶贫资产与分红" },
  grain: { en: "One row per asset and quarter", zh: "每项资产每季一行" },
  population: { en: "Assets bought with public poverty-alleviation funds", zh: "扶贫资金形成的资产" },
  frequency: "quarter",
  dueDays: 30,
  key: ["asset"],
  compare: { within: 0.3, totals: ["value"], atLeast: 30 },
  columns: {
    asset: {
      type: "key",
      label: { en: "Asset key", zh: "资产编号" },
      aliases: ["资产编号", "asset_id"],
      required: true,
    },
    holder: { type: "key", label: { en: "Holder key", zh: "使用主体编号" }, aliases: ["使用主体编号"] },
    area: area(),
    period,
    kind: {
      type: "code",
      codes: "asset_kind",
      label: { en: "Kind", zh: "资产类型" },
      aliases: ["资产类型"],
      required: true,
    },
    value: yuan("Value at cost", "资产原值", [], { required: true, min: 0 }),
    in_use: { type: "boolean", label: { en: "In use", zh: "是否使用" }, aliases: ["是否使用", "在用"] },
    dividend: yuan("Dividends paid in the quarter", "本季分红", ["分红"], { min: 0 }),
    people: count("persons", "People who received a dividend", "受益人数", ["分红人数"]),
  },
  identifying: "drop",
});

/** Enterprises and village workshops. Published only as totals; one enterprise's figures never are. */
export const enterprises = contract({
  dataset: "enterprises",
  title: { en: "Enterprises and workshops", zh: "企业与帮扶车间" },
  grain: { en: "One row per enterprise and quarter", zh: "每个企业每季一行" },
  population: { en: "Enterprises and workshops on the county's list", zh: "县级名录内企业与帮扶车间" },
  frequency: "quarter",
  dueDays: 30,
  key: ["enterprise"],
  compare: { within: 0.3, totals: ["jobs"], atLeast: 30 },
  columns: {
    enterprise: {
      type: "key",
      label: { en: "Enterprise key", zh: "企业编号" },
      aliases: ["企业编号", "车间编号"],
      required: true,
    },
    area: area(),
    period,
    industry: {
      type: "code",
      codes: "industry",
      label: { en: "Industry", zh: "行业" },
      aliases: ["行业", "产业"],
      required: true,
    },
    workshop: {
      type: "boolean",
      label: { en: "Village workshop", zh: "是否帮扶车间" },
      aliases: ["是否帮扶车间"],
    },
    jobs: count("persons", "Persons employed", "用工人数", ["就业人数"], { required: true }),
    jobs_registered: count("persons", "of these, from registered households", "其中台账户人数", [
      "吸纳脱贫人口",
    ]),
    jobs_planned: count("persons", "Further jobs planned", "计划新增岗位"),
  },
  checks: [
    {
      id: "part_exceeds_whole",
      label: { en: "More registered workers than workers", zh: "台账户人数大于用工人数" },
      sql: "jobs_registered <= jobs",
      severity: "reject_row",
    },
  ],
  identifying: "refuse",
});

/** The feeds that departments send each other: counts and dates about a feed, never its rows. */
export const exchange = contract({
  dataset: "exchange",
  title: { en: "Department data exchange", zh: "部门数据交换" },
  grain: { en: "One row per department feed and month", zh: "每个部门数据项每月一行" },
  population: { en: "Department feeds to the monitoring office", zh: "各部门向监测办推送的数据" },
  frequency: "month",
  dueDays: 20,
  key: ["department", "topic"],
  columns: {
    department: {
      type: "code",
      codes: "department",
      label: { en: "Department", zh: "部门" },
      aliases: ["部门", "推送部门"],
      required: true,
    },
    topic: {
      type: "code",
      codes: "feed_topic",
      label: { en: "Topic", zh: "数据项" },
      aliases: ["数据项"],
      required: true,
    },
    period,
    due_date: date("Due", "应报日期"),
    received_date: date("Received", "实报日期"),
    rows: count("rows", "Rows sent", "推送条数"),
    matched: count("rows", "Rows matched to the register", "匹配条数"),
    persons_total: count("persons", "Total of persons the feed states", "部门口径人数"),
  },
  checks: [
    {
      id: "matched_exceeds_rows",
      label: { en: "More rows matched than sent", zh: "匹配条数大于推送条数" },
      sql: "matched <= rows",
      severity: "reject_row",
    },
  ],
  identifying: "refuse",
});
