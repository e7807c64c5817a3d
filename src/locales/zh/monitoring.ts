import type { monitoring as en } from "../en/monitoring.js";
import type { Translation } from "../translation.js";

export const monitoring: Translation<typeof en> = {
  "monitoring.tile.households": "监测对象户数",
  "monitoring.tile.persons": "监测对象人数",
  "monitoring.tile.identified": "当年新识别",
  "monitoring.tile.left": "当年退出监测",
  "monitoring.tile.days": "线索到认定天数（中位数）",

  "monitoring.of": "{part} / {whole}",

  "monitoring.stock.title": "{period}监测对象共{households}户",
  "monitoring.stock.compared": "监测对象共{households}户，{comparison}",
  "monitoring.stock.none": "{area}监测对象：{period}没有数据",
  "monitoring.stock.alt": "{first}至{last}的折线：三类监测对象的月末户数。",
  "monitoring.stock.note":
    "存量，按月末计；一户同一时间只属一类。户数增加，可能是困难增多，也可能是排查更细。",

  "monitoring.flows.title": "{period}新识别{came}户，退出监测{left}户",
  "monitoring.flows.none": "监测对象进出：{period}没有数据",
  "monitoring.flows.alt": "{first}至{last}的折线：每月新识别户数和退出监测户数。",
  "monitoring.flows.note": "当月流量，为全县合计：多数乡镇户数太少，不能公布。数据表另列风险消除户数。",

  "monitoring.movement.title": "{period}{category}新识别{households}户，在可公布的类别中最多",
  "monitoring.movement.none": "分类别进出：{period}没有数据",
  "monitoring.movement.alt": "条形：各类别新识别户数和退出监测户数，竖线为{before}。",
  "monitoring.movement.bar": "{category}：{flow}",

  "monitoring.year.title": "{area}{period}：新识别{came}户次，退出监测{left}户次",
  "monitoring.year.returned":
    "{area}{period}：新识别{came}户次，其中再纳入{returned}户次；退出监测{left}户次",
  "monitoring.year.none": "{area}{period}进出情况不能完整公布",
  "monitoring.year.alt": "条形：全年新识别和退出监测及其构成，竖线为{before}。",
  "monitoring.year.whole": "下面两项之和",
  "monitoring.year.part": "其中",
  "monitoring.year.note":
    "完整年度的流量，同一户每次进出各计一次。以某一方式退出的不足10户时，另一方式也一并不予公布，否则相减即可得知。",

  "monitoring.risks.title": "“{risk}”最多，占监测对象的{share}",
  "monitoring.risks.none": "致贫返贫风险：{period}没有可公布的数据",
  "monitoring.risks.alt":
    "各类风险的条形：有该风险（主要或其他）的户数占比，竖线为以其为主要风险的户数占比。",
  "monitoring.risks.share": "占监测对象户数的比例",
  "monitoring.risks.any": "主要或其他风险",
  "monitoring.risks.primary": "主要风险",
  "monitoring.risks.sum":
    "各条之和不等于100%：一户可有多种风险，合计为{sum}。竖线（每户一种主要风险）合计为100%。",
  "monitoring.risks.nosum": "各条之和不等于100%：一户可有多种风险。竖线（每户一种主要风险）之和才是100%。",

  "monitoring.found.title": "{period}新识别户中，部门筛查预警发现的占{share}",
  "monitoring.found.compared": "{period}新识别户中，部门筛查预警发现的占{share}，{first}为{before}",
  "monitoring.found.none": "发现方式：{period}没有可公布的比例",
  "monitoring.found.alt": "每年一条，按新识别户的发现方式划分。",
  "monitoring.found.note": "以台账记载为准。排查发现的农户，也可能本来正准备申报。",

  "monitoring.days.title": "{period}：一半的农户在线索出现后{median}天内认定",
  "monitoring.days.late": "{period}：一半的农户在线索出现后{median}天内认定，{late}超过15天",
  "monitoring.days.none": "线索到认定天数：{period}没有数据",
  "monitoring.days.alt": "条形：各环节、各年份天数的中位数，竖线为第90百分位数。",
  "monitoring.days.bar": "{step}（{period}）",
  "monitoring.days.both": "{median}，{p90}",
  "monitoring.days.median": "中位数",
  "monitoring.days.ninetieth": "第90百分位数",
  "monitoring.days.rule":
    "15天：据称到2022年全国识别认定时间缩短至15天以内（guoyou.org.cn，第9975篇）。该时限只针对识别认定；首次帮扶未查到此类时限。",
  "monitoring.days.measure": "{period}认定的农户中，认定后超过15天才有首次帮扶的占{share}。",
  "monitoring.days.undated": "尚无帮扶措施的农户不计入第二个环节的天数，户数见数据表。年份按认定日期划分。",

  "monitoring.account.title": "{accounts}笔月度账目中有{number}笔不平衡：{areas}",
  "monitoring.account.none": "{accounts}笔月度账目全部平衡",
  "monitoring.account.here": "{area}可核对的{accounts}笔月度账目全部平衡：期末户数等于期初户数加新增减退出。",
  "monitoring.account.unjudged": "{area}没有可核对的月度账目。",
  "monitoring.account.alt":
    "{areas}个地区按行政区划顺序各一行，每月一格：填色为全部平衡，带点为有账目不平衡，叉号为未收到月报。",
  "monitoring.account.note":
    "期初户数＋新识别－风险消除－其他退出，应等于期末户数。对各乡镇月报和台账分别核对，并核对两者的期末户数；每一类别一笔账。",
  "monitoring.account.first": "台账首月没有上月户数，不作核对。",
  "monitoring.account.where":
    "{area}{period}{category}：月报相差{returned}户，台账相差{recorded}户，月报减台账为{difference}户。",
  "monitoring.account.agrees": "平衡",
  "monitoring.account.gap": "不平衡",
  "monitoring.account.no_return": "未收到月报",

  "monitoring.townships.title": "各地监测对象在{low}户至{high}户之间（{areas}个地区中{shown}个可公布）",
  "monitoring.townships.none": "各地监测对象：{period}没有数据",
  "monitoring.townships.alt": "{areas}个地区按行政区划顺序与类别的交叉表，颜色越深户数越多。",
  "monitoring.townships.note": "为户数，不是比例：大乡镇自然较多。各地不作排名。",

  "monitoring.villages.county": "{villages}个村中有{published}个村的监测对象户数可以公布",
  "monitoring.villages.township": "{area}：{villages}个村中有{published}个可以公布",
  "monitoring.villages.none": "{area}下面没有村",
  "monitoring.villages.alt": "各村户数，或可公布的村数的条形。",
  "monitoring.villages.published": "公布户数的村",
  "monitoring.villages.all": "有监测对象的村",
  "monitoring.villages.note": "多数村的监测对象不足10户，户数不予公布，也理应如此：否则邻里一看便知是谁家。",
  "monitoring.villages.choose": "在上面选择一个乡镇，可查看其各村。",
};
