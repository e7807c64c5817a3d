import type { employment as en } from "../en/employment.js";
import type { Translation } from "../translation.js";

export const employment: Translation<typeof en> = {
  "employment.tile.market": "市场化就业",
  "employment.tile.posts": "公益性岗位就业",
  "employment.tile.wage": "务工工资中位数",
  "employment.tile.contract": "有劳动合同信息的就业人员",

  "employment.trend.title": "{period}市场化就业{workers}人",
  "employment.trend.compared": "市场化就业{workers}人，{comparison}",
  "employment.trend.none": "{area}市场化就业：{period}没有数据",
  "employment.trend.alt": "{first}至{last}的折线：市场化就业人数，以及单列的公益性岗位人数。",
  "employment.trend.apart": "公益性岗位由财政资金支付报酬，与市场化就业分开统计。",

  "employment.industries.title": "{industry}吸纳就业最多，占市场化就业的{share}",
  "employment.industries.shown": "可公布的行业中，{industry}就业最多，占市场化就业的{share}",
  "employment.industries.none": "分行业市场化就业：{period}没有数据",
  "employment.industries.alt": "条形图：{count}个行业各自的市场化就业人数，短竖线标出{before}的人数。",

  "employment.changes.title": "可与上年同期比较的{count}个行业中，{up}个行业就业人数增加，{down}个减少",
  "employment.changes.none": "没有行业可与上年同期比较",
  "employment.changes.alt": "每个行业一条小折线：{first}至{last}的市场化就业人数。",

  "employment.places.title": "市场化就业人员中，{share}在本乡镇就业",
  "employment.places.none": "就业地点：{period}没有数据",
  "employment.places.alt": "两根按就业地点分段的条形：市场化就业和公益性岗位。",
  "employment.places.note": "在哪里就业，并不说明本人是否愿意去那里。此处不评判地方好坏。",

  "employment.wages.title": "一半的工资记录在每月{low}至{high}元之间，中位数为{middle}元",
  "employment.wages.none": "月工资：{period}没有数据",
  "employment.wages.alt": "全部务工人员及各行业各一条横线，从下四分位到上四分位，圆点为中位数。",
  "employment.wages.half": "居中一半的记录",
  "employment.wages.median": "中位数",

  "employment.quality.title": "{element}：{share}的就业人员没有任何报告",
  "employment.quality.none": "就业质量：{period}没有任何项目的报告",
  "employment.quality.alt": "就业质量每个项目一根条形，分为未报告、报告为否、报告为是三段。",
  "employment.quality.yes": "是",
  "employment.quality.no": "否",
  "employment.quality.unknown": "未报告",
  "employment.quality.note": "报告的内容由用人单位或工作人员填写，并不说明就业是否出于自愿。",

  "employment.matrix.title": "{areas}个地区中，{industry}在{count}个地区是就业人数最多的行业",
  "employment.matrix.none": "各地区行业构成：{period}没有数据",
  "employment.matrix.alt":
    "按行政区划顺序排列的{areas}个地区与{industries}个行业的方格表；颜色越深，占该地区市场化就业的比重越大。",
  "employment.matrix.share": "占本地区市场化就业的比重",

  "employment.jobs.title": "{enterprises}个企业和车间用工{jobs}人",
  "employment.jobs.none": "企业用工：{period}没有数据",
  "employment.jobs.alt": "条形图：各行业企业和车间的用工人数。",

  "employment.planned.title": "另有{jobs}个计划岗位，均不计入已有岗位",
  "employment.planned.none": "计划岗位：{period}没有数据",
  "employment.planned.alt": "空心条形：各行业企业计划设立的岗位。",
};
