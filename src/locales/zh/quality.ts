import type { quality as en } from "../en/quality.js";
import type { Translation } from "../translation.js";

export const quality: Translation<typeof en> = {
  "quality.source": "Foothold入库登记",
  "quality.timeless": "无时期清单",
  "quality.snapshot": "{dataset}（{period}）",

  "quality.tile.due": "应报批次",
  "quality.tile.due.note": "涉及{datasets}类数据；另有{lists}份无时期清单",
  "quality.tile.received": "收到批次",
  "quality.tile.received.note": "均无报送期限",
  "quality.tile.in_time": "按期报送",
  "quality.tile.in_time.note": "占应报批次的{share}",
  "quality.tile.late": "逾期报送",
  "quality.tile.late.note": "最长逾期{days}天",
  "quality.tile.late.none": "有收到日期的批次均未逾期",
  "quality.tile.missing": "未报送",
  "quality.tile.missing.none": "各时期均已报送",
  "quality.tile.missing.more": "{snapshots}等，另有{number}批",
  "quality.tile.rows": "收到记录",
  "quality.tile.rows.note": "= {accepted}条入库 + {quarantined}条隔离",
  "quality.tile.unit.snapshots": "批",

  "quality.delivery.title": "应报{due}批数据中，{in_time}批按期，{late}批逾期，{missing}批未报",
  "quality.delivery.none": "各类数据均无报送期限",
  "quality.delivery.alt":
    "每类数据一行方格，每个时期一格：按期报送的填满，逾期的标圆点或天数，未报送的打叉。",
  "quality.delivery.note":
    "各类数据在期末后若干天内应报送，天数由数据契约规定。前后时期都已报送而本期没有的，计为未报送。",
  "quality.delivery.undated": "{number}批数据没有收到日期或报送期限，是否按期不作判断。",
  "quality.delivery.in_time": "按期",
  "quality.delivery.late": "逾期（天数）",
  "quality.delivery.not_sent": "未报送",
  "quality.delivery.undated.key": "无日期记录",
  "quality.delivery.column": "报送情况",

  "quality.late.title": "最长逾期{days}天：{snapshot}",
  "quality.late.none": "没有逾期报送的数据",
  "quality.late.alt": "条形图：逾期报送的各批数据，从期限到收到的天数。",
  "quality.late.note": "图中为逾期最长的{shown}批；数据表列出全部{number}批。",

  "quality.rows.title": "收到的记录中有{share}被隔离：{received}条中的{quarantined}条",
  "quality.rows.none": "收到的{received}条记录全部入库",
  "quality.rows.alt": "分数据类别的条形图：隔离记录占收到记录的比重。",
  "quality.rows.unit": "隔离记录占收到记录的比重",
  "quality.rows.share": "隔离比重",
  "quality.rows.note": "每一批数据，收到的记录等于入库与隔离之和；两者不符时不予发布。",

  "quality.reasons.title": "最常见的隔离原因：{reason}，占隔离记录的{share}",
  "quality.reasons.none": "没有被隔离的记录",
  "quality.reasons.alt": "分原因的条形图：各类数据、各时期合计的隔离记录数。",
  "quality.reasons.note":
    "每条记录只按最先违反的规则计一次。隔离的记录连同行号存放在本单位的内部文件中，不对外发布。",

  "quality.warned": "{dataset}：{rows}条已入库的记录未通过提醒性校验（{reason}）。",
  "quality.dropped": "{dataset}：{number}列未列入数据契约，未经读取即舍弃。",
  "quality.quiet": "没有提醒，收到的每一列都在数据契约之中。",

  "quality.areas.title":
    "{months}个月中有{quiet}个月各地区均正常报送；{worst}，{areas}个地区中有{number}个少报或未报",
  "quality.areas.none": "截至{period}的{months}个月，{areas}个地区均正常报送",
  "quality.areas.unjudged": "各地区完整性：没有可作对照的以往时期",
  "quality.areas.alt":
    "{areas}个地区按行政区划顺序各一行方格，每月一格：各类数据均正常的填满，有一类偏少的作标记，有一类无记录的打叉。",
  "quality.areas.unit": "偏少或无记录的数据类别",
  "quality.areas.judged": "可判断的数据类别",
  "quality.areas.gaps": "偏少或无记录",
  "quality.areas.which": "具体类别",
  "quality.areas.note":
    "季度和年度数据在其最后一个月判断。低于该地区最近十二个有记录时期中位数的80%为偏少；其中任一时期报告户不足十户的地区不作判断。比重按5%分档，一档不足十条记录时按十条分档，因此无法由此推算出数量。",
  "quality.areas.caution": "记录少也可能属实：农户会搬迁，牲畜会出售。标记是提请核实，不是问责。",

  "quality.complete.as_usual": "正常",
  "quality.complete.fewer": "偏少（占常量的比重）",
  "quality.complete.gaps": "偏少（数据类别数）",
  "quality.complete.none": "无记录",
  "quality.complete.unjudged": "不作判断",

  "quality.area.unit": "记录数与通常数之比",
  "quality.area.title": "{area}：{judged}次报送中，{fewer}次偏少，{absent}次无记录",
  "quality.area.none": "{area}：可判断的{judged}次报送均正常",
  "quality.area.unjudged": "{area}：尚无可判断的报送",
  "quality.area.alt": "每类数据一行方格，每个时期一格：该地区记录正常的填满，偏少的作标记，无记录的打叉。",

  "quality.catalog.caption":
    "共{tables}张表、{values}个数值（农户、人员、经营主体、部门报送或记录行），其中{withheld}个（{share}）不予公布",
  "quality.catalog.open": "共{tables}张表、{values}个数值，全部公布",
  "quality.catalog.table": "表及每行含义",
  "quality.catalog.published": "已公布",
  "quality.catalog.size": "不予公布：背后户数过少",
  "quality.catalog.others": "不予公布：可据以推算其他数值",
  "quality.catalog.missing": "未报送",
  "quality.catalog.narrowest": "审计推算的最窄区间",
  "quality.catalog.nothing": "全部公布",
  "quality.catalog.asked": "均达到或宽于要求",
  "quality.catalog.unasked": "未要求区间宽度",
  "quality.catalog.width": "至少{width}{unit}（{measure}），为要求宽度的{times}倍",
  "quality.catalog.files": "文件",
  "quality.catalog.file": "{table}：{format}文件，{size} KB",
};
