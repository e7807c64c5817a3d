import type { assets as en } from "../en/assets.js";
import type { Translation } from "../translation.js";

export const assets: Translation<typeof en> = {
  "assets.tile.assets": "扶贫资产",
  "assets.tile.value": "资产原值",
  "assets.tile.idle": "闲置资产",
  "assets.tile.dividend": "近四季分红",
  "assets.tile.payments": "领取分红人次",

  "assets.none": "扶贫资产：{period}没有可公布的数据",

  "assets.column.dividend": "近四季分红",
  "assets.column.payments": "近四季领取分红人次（按资产和季度计）",
  "assets.column.return": "每百元原值近四季分红（元）",
  "assets.column.reach": "每万元原值近四季领取分红人次",

  "assets.bought.title": "扶贫资产{assets}项，原值{value}元",
  "assets.bought.alt": "按资产类型的条形图：资产原值（元）。",
  "assets.bought.note": "按购建时价格计，不提折旧，陈旧设备仍按原价统计。",

  "assets.use.title": "{assets}项资产中有{idle}项闲置",
  "assets.use.none": "资产使用情况：{period}有部分数据不能公布",
  "assets.use.alt": "两条：资产项数和原值，各按在用、闲置、未报告分段。",
  "assets.use.unit": "资产项数和原值的构成",
  "assets.use.note": "在用与否由使用主体报告，未经现场核查。",

  "assets.idle.title": "闲置资产：{start}{first}项，{period}{last}项",
  "assets.idle.none": "闲置资产变化：{period}所需数据不能公布",
  "assets.idle.alt": "{first}至{last}三条小折线：在用、闲置和未报告使用情况的资产。",

  "assets.return.title": "每百元原值近四季分红{rate}元，合计{sum}元",
  "assets.return.none": "分红与原值之比：截至{period}的四个季度数据不全",
  "assets.return.alt": "按资产类型的条形图：每百元原值近四季分红。",
  "assets.return.note": "分红是流量，原值是末季存量。分红少的资产另有用途，例如水利设施本不为分红而建。",

  "assets.reach.title": "每万元原值近四季有{rate}人次领取分红，合计{sum}人次",
  "assets.reach.none": "领取分红人次与原值之比：截至{period}的四个季度数据不全",
  "assets.reach.alt": "按资产类型的条形图：每万元原值近四季领取分红人次。",
  "assets.reach.note": "同一人从两项资产或在两个季度领取分红，按两次计。记录不区分个人，因此不是人数。",

  "assets.places.none": "{areas}个地区的资产原值均不予公布",
  "assets.places.title": "{areas}个地区中有{known}个可公布资产原值",
  "assets.places.alt": "{areas}个地区的条形图，按行政区划顺序：资产原值。",
  "assets.places.note":
    "按行政区划顺序排列。不予公布：使用主体太少，或某一主体占比过高。单个企业的数据一律不公布。",

  "assets.reported.machines": "据报道一家企业使用扶贫资金购置的机器{value}台",
  "assets.reported.dividend": "据报道该企业年分红{value}元",
  "assets.reported.rent": "据报道厂房免租{value}年",
  "assets.reported.alt": "一条：来源所述数字。",
  "assets.reported.note": "一家报纸引述的一家企业，名称有意略去。领取分红的人数没有说明，因此不计算比率。",
};
