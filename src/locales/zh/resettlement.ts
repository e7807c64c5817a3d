import type { resettlement as en } from "../en/resettlement.js";
import type { Translation } from "../translation.js";

export const resettlement: Translation<typeof en> = {
  "resettlement.tile.households": "安置户数",
  "resettlement.tile.land": "分配土地",
  "resettlement.tile.mu": "亩（{hectares}公顷）",
  "resettlement.tile.sheds": "分配蔬菜大棚",
  "resettlement.tile.dividend": "本季分红",
  "resettlement.tile.work": "就近就业人数",

  "resettlement.origin": "迁出乡镇",
  "resettlement.origin.all": "全部搬迁户",
  "resettlement.origin.unknown": "未登记",
  "resettlement.none": "{area}：{period}没有可公布的数据",

  "resettlement.origins.title": "安置点现有{households}户，来自{townships}个乡镇",
  "resettlement.origins.alt": "按迁出乡镇的条形图：搬迁到安置点的户数。",

  "resettlement.land.title": "户均分配土地{mu}亩，合{hectares}公顷",
  "resettlement.land.alt": "按迁出乡镇的条形图：户均土地亩数，并列公顷数。",
  "resettlement.land.value": "{mu}亩（{hectares}公顷）",
  "resettlement.land.mean": "亩/户（按已报告土地的户数）",
  "resettlement.land.hectares": "折合公顷",
  "resettlement.land.note": "15亩为1公顷，10亩合0.67公顷。分配不等于耕种，也不反映土质和用水。",

  "resettlement.sheds.title": "{share}的户有蔬菜大棚，共{sheds}座",
  "resettlement.sheds.alt": "按迁出乡镇的条形图：有蔬菜大棚的户数比例。",
  "resettlement.sheds.share": "有大棚户数占总户数的比例",

  "resettlement.dividends.title": "截至{period}的四个季度分红{yuan}元，已报告户户均{mean}元",
  "resettlement.dividends.none": "分红：截至{period}的四个季度数据不全",
  "resettlement.dividends.alt": "按季度的条形图：安置点农户领取的分红。",
  "resettlement.dividends.mean": "已报告户户均（含未分红）",
  "resettlement.dividends.note": "分红是各季流量，多在年中和年末发放，应与上年同季比较。",
  "resettlement.dividends.drawn": "图中为最近{shown}个季度，表中列出全部{number}个季度。",

  "resettlement.work.title": "{period}安置户有{workers}人就近就业",
  "resettlement.work.compared": "安置户有{workers}人就近就业，{comparison}",
  "resettlement.work.none": "就近就业：{period}没有数据",
  "resettlement.work.alt": "{first}至{last}的折线：安置户就近就业人数。",
  "resettlement.work.series": "就近就业",
  "resettlement.work.note":
    "按安置点台账统计；下图就业台账是另一口径，两者不相加。两种统计都不反映就业是否出于自愿。",

  "resettlement.compare.title": "{site}人均收入中位数{income}元，{county}全县{other}元",
  "resettlement.compare.none": "安置点与全县：{period}没有可并列的收入数据",
  "resettlement.compare.alt": "每项指标一组条形：先列各安置点，后列全县。",
  "resettlement.compare.income": "人均年收入中位数（元）",
  "resettlement.compare.below": "监测线以下人口比例",
  "resettlement.compare.herd": "农户存栏羊单位，按台账在册户平均",
  "resettlement.compare.near": "在本乡镇就业的就业人员比例",
  "resettlement.compare.note":
    "全县数含安置点。各组条形刻度不同。搬迁对象本来就是贫困户，差异不能说明搬迁的成效。",

  "resettlement.places.title": "{period}在{place}就业的比例：{shares}",
  "resettlement.places.share": "{area}占{share}",
  "resettlement.places.none": "就业人员在哪里就业：{period}没有完整数据",
  "resettlement.places.alt": "各安置点和全县各一条，按就业地点分段。",
  "resettlement.places.note":
    "就业人员按就业地点的构成，市场化就业与公益性岗位合计。就近或外出比例高低都不说明成败。",

  "resettlement.herds.title": "安置点存栏：{animals}",
  "resettlement.herds.none": "{period}各安置点存栏",
  "resettlement.herds.alt": "按畜种的条形图：安置点存栏数。",
  "resettlement.herds.note": "期末存栏，含各类所有制。各畜种大小不同，只有折算成家畜单位才能相加。",

  "resettlement.reported.site": "一家报纸报道该安置点搬迁安置{value}户",
  "resettlement.reported.region": "据报道新疆累计搬迁建档立卡贫困人口{value}人",
  "resettlement.reported.alt": "一条：来源所述数量。",
  "resettlement.reported.note": "来源所述累计数。现仍居住多少户、生活状况如何，来源没有说明。",
};
