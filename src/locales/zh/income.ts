import type { income as en } from "../en/income.js";
import type { Translation } from "../translation.js";

export const income: Translation<typeof en> = {
  "income.tile.median": "人均纯收入中位数",
  "income.tile.mean": "人均纯收入平均数",
  "income.tile.below_line": "监测线以下人数",
  "income.tile.headcount": "监测线以下人口比重",
  "income.tile.gini": "收入基尼系数",

  "income.line": "监测线{value}",
  "income.note.prices": "按当年价格计算，单位为元，未扣除价格因素，增长为名义增长。",
  "income.note.bands":
    "内带：居中的一半人口。外带：除去最低和最高各十分之一的人口。每个人都按所在户的人均收入计。",

  "income.trend.title": "截至{period}的十二个月，一半的人收入高于{median}元",
  "income.trend.compared": "一半的人收入高于{median}元，{comparison}",
  "income.trend.none": "收入中位数：{period}没有数据",
  "income.trend.alt":
    "{first}至{last}的收入平均数和中位数折线，衬以上下四分位之间和上下十分位之间的色带，并标出监测线。",
  "income.trend.mean": "平均数",
  "income.trend.median": "中位数",
  "income.trend.line": "监测线",

  "income.townships.title": "{areas}个地区的收入中位数在{low}至{high}元之间",
  "income.townships.none": "各地区收入中位数：{period}没有数据",
  "income.townships.alt":
    "{areas}个地区按行政区划顺序排列，每个地区一条横线，从下四分位到上四分位，圆点为中位数。",
  "income.townships.half": "居中一半的人口",
  "income.townships.note": "地区按行政区划顺序排列，不按收入高低排列。",

  "income.gini.title": "{period}基尼系数为{gini}",
  "income.gini.compared": "{period}基尼系数为{gini}，{earlier}为{before}",
  "income.gini.none": "基尼系数：{period}没有数据",
  "income.gini.name": "基尼系数",
  "income.gini.alt": "{first}至{last}的一条折线，纵轴为0至1。",
  "income.gini.note": "0表示人人收入相同，1表示全部收入归一人所有。户内差异无法看到。",

  "income.poverty.title": "{period}，{share}的人收入低于{line}元",
  "income.poverty.compared": "{share}的人收入低于{line}元，{comparison}",
  "income.poverty.none": "监测线以下人口：{period}没有数据",
  "income.poverty.unit": "占人口的百分比；缺口为占监测线的百分比；强度为指数×100",
  "income.poverty.alt": "{first}至{last}的三条小折线，各用各的刻度：贫困发生率、贫困缺口和贫困强度。",
  "income.poverty.headcount": "贫困发生率，占人口%",
  "income.poverty.gap": "贫困缺口，占监测线%",
  "income.poverty.severity": "贫困强度，指数×100",
  "income.poverty.note":
    "发生率：监测线以下的人口比重。缺口：平均差额占监测线的比例，其余的人差额为零。强度：差额平方的平均数。每个小图的刻度都从零开始，互不相同。",
  "income.poverty.zero": "这条线是台账监测所用的线。一条线以下为零，不等于另一条线以下也为零。",

  "income.components.title": "{component}增加最多，比{earlier}多{yuan}元",
  "income.components.none": "{period}收入构成：没有可指出的同比增长",
  "income.components.alt":
    "{first}至{last}的折线：工资性收入、经营净收入、财产净收入和转移净收入，均为人均数。",
  "income.components.note": "按全部人口平均，包括所在户没有该项收入的人。",

  "income.shares.title": "{period}{component}占收入的{share}",
  "income.shares.none": "收入构成：{period}无法划分",
  "income.shares.alt": "每年同一季度一根条形，按平均收入的四个构成部分分段。",
  "income.shares.note": "有一项缺失或为负的季度不作划分。",

  "income.distribution.title": "{low}至{high}元一组人数最多，占{share}",
  "income.distribution.none": "收入分布：{period}没有人数最多的组",
  "income.distribution.alt": "柱形图：每2000元为一组的人数，短横线标出{before}的人数，并标出监测线。",
  "income.distribution.open": "30000元及以上",
  "income.distribution.note": "每2000元为一组，含下限不含上限。最后一组没有上限。",

  "income.broken.alt": "{period}年度收入折线。口径终止处折线中断；带字母的竖线标出中断的位置。",
  "income.broken.note": "{label}，{period}：{title}改用另一口径（由{from}改为{to}）。",
  "income.region.title": "{area}：{period}人均{value}元",
  "income.region.since": "{area}：{period}人均{value}元，同一口径下比{first}高{percent}",
  "income.areas.title": "{area}：{period}人均{value}元，口径单独成列",
  "income.areas.since": "{area}：{period}人均{value}元，比{first}高{percent}",

  "income.stated.title":
    "2019年贫困地区：人均{total}元中，工资性收入占{wage}，经营净收入占{operating}，转移净收入占{transfer}",
  "income.stated.none": "贫困地区收入构成：四项没有全部公布",
  "income.stated.alt": "四根条形：2019年工资性收入、经营净收入、转移净收入和财产净收入。",
  "income.stated.note": "按贫困地区全部农村居民平均。不足一年的数据未列入，因其不含自产自用的食物。",

  "income.lines.title": "{first}至{last}共有{count}条不同的线，没有两条衡量同一件事",
  "income.lines.alt": "按时间顺序排列的条形，每条公布的线一根，并注明所用标准。",
  "income.lines.bar": "{period}：{basis}",
  "income.lines.note":
    "按当年价格计，单位为元。线会随价格和定义而提高。一条线以下为零，不等于另一条线以下也为零。",

  "income.accountings.title":
    "{period}台账统计为脱贫人口人均{registry}元，抽样调查为脱贫地区居民人均{survey}元",
  "income.accountings.none": "台账与抽样调查：没有两者都有数据的年份",
  "income.accountings.alt": "按年份排列的条形：台账口径的纯收入和抽样调查的可支配收入。",
  "income.accountings.registry": "台账，纯收入",
  "income.accountings.survey": "抽样调查，可支配收入",
  "income.accountings.note": "统计对象不同，计算方法也不同。两根条形之差并不是收入差距。",

  "income.deciles.title":
    "收入最高的十分之一人口占总收入{high}，最低的占{low}；最高五分之一为最低五分之一的{ratio}倍",
  "income.deciles.none": "收入份额：{period}无数据",
  "income.deciles.alt": "十个条形：各十分位组人口的收入份额，短线为{before}。",
  "income.deciles.unit": "占全部收入的百分比",
  "income.deciles.note": "按人均收入排序，等分为十组；亏损按零收入计。十个份额同时公布或同时不公布。",

  "income.multi.title":
    "{period}有{share}的人口处于多维贫困，平均在{intensity}的维度上受剥夺，M0为{adjusted}",
  "income.multi.none": "多维贫困：{period}无数据",
  "income.multi.alt": "三条小折线：历年发生率、强度和调整后发生率。",
  "income.multi.unit": "占人口百分比；占加权维度百分比；M0为指数×100",
  "income.multi.headcount": "发生率H，%",
  "income.multi.intensity": "强度A，%",
  "income.multi.adjusted": "M0＝H×A，指数×100",
  "income.multi.note":
    "收入低于监测线，以及教育、医疗、住房、饮水四项保障。只计五项均有报告的农户。各图分别从零起。",

  "income.deprived.unit": "占人口比例",
  "income.deprived.title": "{dimension}：占人口{share}，为已公布各维度中最高",
  "income.deprived.none": "各贫困维度：{period}无数据",
  "income.deprived.alt": "五个维度各一条形：受剥夺人口，短线为其中的多维贫困人口。",
  "income.deprived.uncensored": "受剥夺",
  "income.deprived.censored": "受剥夺且多维贫困",
  "income.deprived.note": "各维度相互重叠，不能相加。未公布的数值不参与比较。",
};
