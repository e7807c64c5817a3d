import type { figure as en } from "../en/figure.js";
import type { Translation } from "../translation.js";

export const figure: Translation<typeof en> = {
  all: "全部",
  market: "市场化就业",
  "period.quarter": "{year}年第{quarter}季度",
  "period.year": "{year}年",
  "period.range": "{first}至{last}",
  "list.and": "{head}和{last}",
  "list.separator": "、",

  "banner.synthetic": "合成数据。本县纯属虚构，不对应任何真实的人和地方。",
  "mark.synthetic": "合成数据",

  "filters.label": "选择本页显示的内容",
  "filters.area": "地区",
  "filters.period": "时期",
  "filters.noscript": "切换地区或时期需要启用脚本。本页显示{area}，{period}。",
  "filters.unknown.area": "网址中的地区不在本站范围内。本页显示{area}。",
  "filters.unknown.period": "网址中的时期没有数据。本页显示{period}。",
  "filters.shown": "本页显示{area}，{period}。",
  "filters.failed": "数据未能载入（{reason}）。本页仍显示原来的内容。",

  "figure.population": "统计范围：{population}",
  "figure.source": "来源：{source}",
  "figure.source.separator": "；",
  "figure.source.origin": "{title}，{producer}，{date}",
  "figure.qualifier": "数字口径：{qualifier}",
  "figure.tier": "数据性质：{tier}",
  "figure.table": "数据表",
  "figure.csv": "CSV",
  "figure.csv.label": "下载 CSV：{title}",
  "figure.table.label": "数据表：{title}",
  "figure.link": "链接",
  "figure.link.label": "本图链接：{title}",
  "figure.missing": "缺{number}个数值：{reason}。图中留空，不按零处理。",
  "figure.none": "无图可显示：{reason}",
  "figure.none.rows": "当前选择下没有发布数据",

  "csv.mark": "合成数据：虚构县",
  "csv.real": "非合成数据",

  "compare.more": "较{period}增加{percent}",
  "compare.less": "较{period}减少{percent}",
  "compare.same": "与{period}持平",
  "compare.points.more": "较{period}上升{points}个百分点",
  "compare.points.less": "较{period}下降{points}个百分点",
  "compare.none": "无法比较：{reason}",
  "compare.none.period": "没有{period}的发布数据",
  "compare.none.missing": "{period}的数据{reason}",
  "compare.none.now": "本期数据缺失",
  "compare.none.zero": "{period}为零",
};
