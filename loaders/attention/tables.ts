import type { Dimension } from "../release/manifest.ts";
import type { Described } from "../release/published.ts";

const population = {
  en: "Areas and feeds that the rules judge, by published values only",
  zh: "规则所判断的地区和数据来源，仅依据已公布的数值",
};
const label = (name: string, en: string, zh: string, codes?: string): Dimension => ({
  name,
  label: { en, zh },
  ...(codes ? { codes } : {}),
});
const measure = (name: string, en: string, zh: string, unit: string) => ({ name, label: { en, zh }, unit });
const rule = label("rule", "Rule", "规则");
const area = label("area", "Area", "地区");
const period = label("period", "Period", "时期");
const began = measure("began", "Findings that began", "新出现", "findings");
const cleared = measure("cleared", "Findings that cleared", "已消除", "findings");

export const described: Described[] = [
  {
    name: "attention",
    title: { en: "What needs attention", zh: "需要关注的情况" },
    grain: {
      en: "One row per rule, area, item and period in which the rule fired",
      zh: "每条规则、地区、项目、触发时期一行",
    },
    population,
    keys: ["rule", "period", "place"],
    dimensions: [
      rule,
      area,
      label("item", "Item", "项目"),
      period,
      label("since", "Since", "自何时起"),
      label("compared", "Period compared with", "对比时期"),
      label("certainty", "How sure", "可靠程度", "attention_certainty"),
      label("place", "Order within the rule and period", "规则内顺序"),
    ],
    measures: [
      measure("value", "Value", "数值", "stated"),
      measure("reference", "Value it is held against", "参照值", "stated"),
    ],
  },
  {
    name: "attention_history",
    title: { en: "History of the rules", zh: "规则的历史" },
    grain: { en: "One row per rule and period", zh: "每条规则、时期一行" },
    population,
    keys: ["rule", "period"],
    dimensions: [rule, period],
    measures: [
      measure("judged", "Subjects judged", "已判断", "subjects"),
      measure("fired", "Findings", "触发", "findings"),
      began,
      cleared,
      measure(
        "unjudged",
        "Subjects not judged: a value is withheld, missing or has nothing to compare with",
        "未判断：数值未公布、缺失或无可比数",
        "subjects",
      ),
    ],
  },
  {
    name: "attention_rules",
    title: { en: "Rules of attention", zh: "关注规则" },
    grain: { en: "One row per rule that was evaluated", zh: "每条已评估的规则一行" },
    population,
    keys: ["rank"],
    dimensions: [
      rule,
      label("rank", "Order of importance", "重要性顺序"),
      label("kind", "Kind", "类型", "attention_kind"),
      label("title_en", "Title, English", "英文标题"),
      label("title_zh", "Title, Chinese", "中文标题"),
      label("source", "Table", "数据表"),
      label("codes", "Code list of the items", "项目代码表"),
      label("unit", "Unit", "单位", "unit"),
      label("page", "Page", "页面"),
      label("figure", "Figure", "图"),
      label("first_period", "First period", "首个时期"),
      label("last_period", "Last period", "最近时期"),
    ],
    measures: [began, cleared],
  },
];
