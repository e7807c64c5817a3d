import type { overview as en } from "../en/overview.js";
import type { Translation } from "../translation.js";

export const overview: Translation<typeof en> = {
  "overview.tile.monitored": "监测对象人数",
  "overview.tile.income": "人均纯收入中位数",
  "overview.tile.below": "监测线以下人口比例",
  "overview.tile.work": "市场化就业人数",
  "overview.tile.herds": "牲畜存栏（折羊单位）",

  "overview.rose": "{what}同比上升{by}，由{before}升至{now}（{period}）。",
  "overview.fell": "{what}同比下降{by}，由{before}降至{now}（{period}）。",
  "overview.steady": "{what}与上年同期持平，为{now}（{period}）。",
  "overview.alone": "{what}为{now}（{period}）。{comparison}。",
  "overview.points": "{points}个百分点",
  "overview.attention.quarantined":
    "收到{received}条记录，其中{quarantined}条未通过入库校验，已隔离，不计入任何数字。",
  "overview.attention.late": "{files}个文件中有{number}个逾期报送。",
  "overview.attention.silence": "{period}以下项目有报告的就业人员不足一半：{elements}。",

  "overview.income.median": "收入中位数",
  "overview.income.line": "监测线",
  "overview.income.title": "{period}，一半的人年收入不超过{value}元",
  "overview.income.none": "{area}收入中位数：{period}没有数据",
  "overview.income.alt": "{first}至{last}的两条折线：人均收入中位数和监测线。{title}。",

  "overview.herds.title": "{period}牲畜存栏折合{value}个羊单位",
  "overview.herds.none": "{area}牲畜存栏：{period}没有数据",
  "overview.herds.alt": "{first}至{last}的一条折线：全部养殖主体的牲畜存栏，折合羊单位。{title}。",

  "overview.monitored.title": "{period}监测对象共{value}人",
  "overview.monitored.none": "{area}监测对象：{period}并非每一类都有数据",
  "overview.monitored.alt": "{first}至{last}的折线：三类监测对象的人数。{title}。",
};
