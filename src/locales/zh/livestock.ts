import type { livestock as en } from "../en/livestock.js";
import type { Translation } from "../translation.js";

export const livestock: Translation<typeof en> = {
  "livestock.tile.cattle": "牛存栏",
  "livestock.tile.flock": "羊存栏",
  "livestock.tile.camels": "骆驼存栏",
  "livestock.tile.units": "牲畜存栏（折羊单位）",
  "livestock.tile.offtake": "羊出栏",
  "livestock.tile.flow.more": "较前四个季度增加{percent}",
  "livestock.tile.flow.less": "较前四个季度减少{percent}",
  "livestock.tile.flow.none": "没有可比较的合计数",
  "livestock.tile.flow.missing": "前四个季度中有一个缺失（{reason}）",

  "livestock.scales": "每个小图的刻度都从零开始，互不相同；请比较走势，不要比较高低。",
  "livestock.scheme.sheep_unit": "羊单位按甘肃的做法折算（oenc.net/376487.html）：{factors}。鸡不在此列。",
  "livestock.scheme.tlu":
    "热带家畜单位（牛、绵羊、山羊和鸡的系数见harvestchoice.org；骆驼、马和驴的系数为示意）：{factors}。",

  "livestock.stock.title": "{period}，{count}种牲畜中{up}种存栏高于上年同期，{down}种低于上年同期",
  "livestock.stock.none": "各畜种存栏：{period}无法与上年同期比较",
  "livestock.stock.alt": "每个畜种一条小折线：{first}至{last}各季度末存栏数。",
  "livestock.stock.note": "存栏按季度最后一天统计，包括全部养殖主体。存栏与出栏不相加。",

  "livestock.animals": "{species}{number}",
  "livestock.offtake.title": "截至{period}的四个季度出栏{animals}",
  "livestock.offtake.none": "出栏：截至{period}没有四个季度的合计数",
  "livestock.offtake.alt": "每个畜种一条小折线：{first}至{last}各季度出栏数。",
  "livestock.offtake.note": "出栏是一个季度内的流量，包括全部养殖主体。出栏与存栏不相加。",

  "livestock.ownership.title": "农户饲养的{species}占{share}",
  "livestock.ownership.none": "养殖主体：{period}没有可按主体划分的畜种",
  "livestock.ownership.alt": "每个畜种一根条形，分为农户、合作社和企业的存栏。",
  "livestock.ownership.note": "某一类主体的存栏不予公布时，该畜种不画条形，因为其余各类会使它被推算出来。",

  "livestock.herd.title": "{period}牲畜存栏折合{units}{unit}",
  "livestock.herd.compared": "牲畜存栏折合{units}{unit}，{comparison}",
  "livestock.herd.none": "牲畜存栏（{unit}）：{period}没有数据",
  "livestock.herd.alt": "{first}至{last}的折线：以{unit}计的牲畜存栏，合计及分养殖主体。",
  "livestock.herd.silent": "以下主体各季度均无可公布的数据：{owners}。合计中已包括。",

  "livestock.household.title": "在册农户户均存栏在{low}至{high}羊单位之间",
  "livestock.household.none": "户均羊单位：{period}没有数据",
  "livestock.household.unit": "羊单位/在册户",
  "livestock.household.alt": "{areas}个地区按行政区划顺序排列的条形：农户饲养的牲畜按在册户平均的羊单位。",
  "livestock.household.note":
    "农户饲养的牲畜除以全部在册农户，不论是否饲养牲畜。合作社和企业饲养的牲畜不计入。",

  "livestock.townships.title": "一半的绵羊集中在{areas}个地区中的{count}个",
  "livestock.townships.none": "各地区存栏：{period}缺失较多，无法说明一半的绵羊集中在哪里",
  "livestock.townships.share": "占全县该畜种存栏的比重",
  "livestock.townships.alt":
    "按行政区划顺序排列的{areas}个地区与各畜种的方格表；颜色越深，占全县存栏的比重越大。",
  "livestock.townships.note": "在可公布的范围内，每一列相加等于全县该畜种的存栏。",

  "livestock.china.title": "{period}：{changes}",
  "livestock.china.up": "{species}增加{percent}",
  "livestock.china.down": "{species}减少{percent}",
  "livestock.china.alt": "每个畜种一条小折线：{period}各年末存栏数。",
  "livestock.china.note": "年末存栏数，单位为头（只）。不含出栏。",

  "livestock.xinjiang.title": "{period}羊存栏{value}只",
  "livestock.xinjiang.compared": "{period}羊存栏{value}只，{comparison}",
  "livestock.xinjiang.none": "全区存栏，各按各的统计日期",
  "livestock.xinjiang.alt": "每个公布的存栏数及其日期一根条形，颜色表示统计的日期。条形之间互不相连。",
  "livestock.xinjiang.note": "夏季产羔之后、出售之前存栏最多。年中的存栏与年末的存栏相比，说明不了增长。",

  "livestock.site.title": "报道称该安置点有{animals}",
  "livestock.site.alt": "条形图：一家报纸报道的牛、羊和骆驼存栏数。",
  "livestock.site.note": "数字取整，仅见于一篇报道；牲畜归谁所有未作说明，也没有其他来源印证。",

  "livestock.site.units.title": "按我们的折算，报道的存栏相当于{sheep}，或{tropical}",
  "livestock.site.units.none": "报道的存栏折算：缺少一个数字",
  "livestock.site.units.alt": "两根条形，每种折算方法一根，按畜种分段。",
  "livestock.site.units.note":
    "由Foothold根据报道的数字折算；羊一律按绵羊计。两种方法是对同一畜群的两种度量，不能相加。",

  "livestock.chickens.title": "存栏之外，报道称该安置点每年出栏鸡{value}只",
  "livestock.chickens.alt": "一根条形：一年内出栏的鸡。",
  "livestock.chickens.note": "这是一年的流量，不与任何存栏相加，也不折算为家畜单位。鸡的存栏数未见报道。",

  "livestock.column.scheme": "折算方法",
  "livestock.column.species": "畜种",
  "livestock.column.stock": "报道的存栏",
  "livestock.column.units": "家畜单位",
};
