import type { measures as en } from "../en/measures.js";
import type { Translation } from "../translation.js";

export const measures: Translation<typeof en> = {
  "measures.tile.share": "有对应措施的需求占比",
  "measures.tile.other_only": "仅有非对应措施的需求",
  "measures.tile.unanswered": "无措施的需求",
  "measures.tile.none": "没有对应措施的户数",
  "measures.tile.over": "超过计划结束日期的措施",

  "measures.catalogue": "措施类型为示意目录，共14类，不是官方的14类；官方目录未公布。",
  "measures.scheme":
    "哪类措施对应哪种风险，是本项目自拟的对照（data/schemes/measure_match.csv），并非官方规定，各单位可自行修改。",
  "measures.short.matched": "有对应措施",
  "measures.short.other_only": "非对应措施",
  "measures.short.unanswered": "无措施",
  "measures.short.full": "全部需求",
  "measures.short.part": "部分需求",
  "measures.short.none": "均无",
  "measures.matching": "是否对应该风险（自拟对照）",
  "measures.yes": "是",
  "measures.no": "否",

  "measures.answer.short":
    "{area}{period}：{share}的需求有对应措施在实施，即{all}项中的{matched}项；另有{unmet}项没有。",
  "measures.answer.fewest": "对应最少的是{risks}。",
  "measures.answer.least": "{risk}（{share}）",
  "measures.answer.unknown": "{area}{period}：可公布的数字太少，无法回答。",
  "measures.answer.title": "{share}的需求有对应措施；占比最低的风险是“{risk}”（{least}）",
  "measures.answer.none": "需求应答情况：{period}没有可公布的数据",
  "measures.answer.alt": "全部风险和各类风险各一条，分为有对应措施、仅有非对应措施和无措施三部分。",
  "measures.answer.note":
    "一户的一种风险计一项需求。针对该风险的措施在月末之后仍在实施，才算有应答。措施在实施，并不等于需求已经满足。",

  "measures.course.title": "{period}有{needs}项需求没有对应措施",
  "measures.course.compared": "{needs}项需求没有对应措施，{comparison}",
  "measures.course.none": "没有对应措施的需求：{period}没有数据",
  "measures.course.alt": "{first}至{last}的折线：有对应措施、仅有非对应措施和无措施的需求数。",
  "measures.course.note": "农户仍在监测、措施已经结束的，其需求计为无措施。",

  "measures.covered.title": "{full}的监测对象每项需求都有对应措施，{none}的一项也没有",
  "measures.covered.none": "措施覆盖情况：{period}没有可公布的比例",
  "measures.covered.alt": "{first}至{last}的折线：需求全部有、部分有、均无对应措施的户数。",

  "measures.matrix.title":
    "{pairs}组风险与措施的对应关系中有{used}组在用；在可公布的组中，占该风险需求的比例最高为{share}",
  "measures.matrix.none": "风险与措施：{period}没有在实施的措施",
  "measures.matrix.alt":
    "{measures}类措施与{risks}类风险的交叉表；颜色越深，占该风险需求的比例越大；加框的为对应关系。",
  "measures.matrix.share": "占该风险需求的比例",
  "measures.matrix.note":
    "一项需求可以有几类措施，因此一列之和可以大于有措施的需求数。加框：该类措施与该风险对应。空格为没有，叉号为不予公布。",

  "measures.coverage.title": "各地每项需求都有对应措施的监测对象占{low}至{high}",
  "measures.coverage.none": "各地覆盖情况：{period}没有可公布的比例",
  "measures.coverage.alt":
    "{areas}个地区按行政区划顺序与覆盖情况的交叉表；颜色越深，占当地监测对象的比例越大。",
  "measures.coverage.share": "占当地监测对象的比例",
  "measures.coverage.note": "各地按行政区划顺序排列，不作排名。",

  "measures.unmet.title": "{all}项需求中有{needs}项没有对应措施；{areas}个地区中{shown}个可公布",
  "measures.unmet.none": "各地没有对应措施的需求：{period}没有数据",
  "measures.unmet.alt": "{areas}个地区按行政区划顺序的条形：没有对应措施的需求数，竖线为{before}。",
  "measures.unmet.column": "没有对应措施的需求",
  "measures.unmet.share": "占当地需求的比例",
  "measures.unmet.note": "为需求数：大的地区自然较多。仅有非对应措施的需求也计算在内。",

  "measures.term.title": "在实施的{all}项措施中有{over}项超过计划结束日期（{share}）",
  "measures.term.none": "超过计划结束日期的措施：{period}没有数据",
  "measures.term.alt": "各类措施的条形：超过计划结束日期仍在实施的措施数，竖线为该类全部在实施的措施数。",
  "measures.term.over": "超过计划结束日期",
  "measures.term.all": "全部在实施",
  "measures.term.note": "超过计划结束日期，可能是因需要而继续帮扶，也可能是记录没有及时办结。",
};
