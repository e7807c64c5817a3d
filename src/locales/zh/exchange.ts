import type { exchange as en } from "../en/exchange.js";
import type { Translation } from "../translation.js";

export const exchange: Translation<typeof en> = {
  "exchange.feed": "{department}：{topic}",

  "exchange.tile.due": "应报数据项",
  "exchange.tile.in_time": "按时报送",
  "exchange.tile.in_time.note": "占应报的{share}",
  "exchange.tile.late": "逾期报送",
  "exchange.tile.missing": "未报送",
  "exchange.tile.none": "无",
  "exchange.tile.matched": "与台账匹配的条数",

  "exchange.strip.title": "{period}应报{due}个数据项，按时{in_time}个，逾期{late}个，未报{missing}个",
  "exchange.strip.none": "{period}没有应报的数据项",
  "exchange.strip.alt":
    "{feeds}个数据项各一行方格，每月一格：按时的填满，逾期的标圆点或天数，未报的打叉，不应报的留空。",
  "exchange.strip.late": "逾期（天数）",
  "exchange.strip.note": "月份指数据所属月份，不是报送日期。不应报：清单未列应报日期，例如部门尚未接入。",

  "exchange.months.title": "{months}个月中有{count}个月的应报数据项全部按时报送",
  "exchange.months.never": "{months}个月中没有一个月的应报数据项全部按时报送",
  "exchange.months.alt": "{first}至{last}三条线：按时报送、逾期报送和未报送的数据项数。",

  "exchange.rows.title": "各部门推送{period}数据{rows}条",
  "exchange.rows.none": "{period}没有可统计的条数",
  "exchange.rows.alt": "按部门的条形图：各数据项推送的条数。",
  "exchange.rows.note":
    "一条是推送部门的一条记录，不是一个人：同一人可能出现在多个数据项中，条数不等于人数。",

  "exchange.matched.title": "{period}推送的数据中有{share}与台账匹配",
  "exchange.matched.alt": "按部门的条形图：推送条数中与台账匹配的比例；竖线为{before}。",
  "exchange.matched.share": "匹配条数占推送条数的比例",
  "exchange.matched.note":
    "未匹配的记录可能有误，也可能其本人不在台账中。匹配率低说明需要核实，不等于工作差错。",

  "exchange.totals.title": "{period}：{totals}",
  "exchange.totals.apart": "{what}人数按不同部门口径为{lowest}或{highest}",
  "exchange.totals.agree": "{what}人数各部门口径一致，均为{lowest}",
  "exchange.totals.none": "{period}没有两个部门报送同一总数",
  "exchange.totals.alt": "{first}至{last}，报送总数的每个部门一条线：该部门口径的人数。",
  "exchange.totals.note": "各部门总数均按报送原样列出，不认定以哪个为准，不求平均，也不据此计算比率。",
};
