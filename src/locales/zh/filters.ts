import type { filters as en } from "../en/filters.js";
import type { Translation } from "../translation.js";

export const filters: Translation<typeof en> = {
  "filters.compare": "对比地区",
  "filters.compare.none": "不对比",
  "filters.steps": "时期",
  "filters.previous": "上一期",
  "filters.next": "下一期",
  "filters.play": "播放",
  "filters.stop": "停止",
  "filters.unknown.series": "网址中的数据系列不在本页。本页显示{area}，{period}。",
  "pair.title": "{first}：{one}；{second}：{two}",
  "pair.alt": "{first}：{one}{second}：{two}",
  "pair.note": "{area}：{note}",
  "figure.series.note": "图和表只列：{names}。标题说明的是整个图。",
  "figure.series": "只看",
  "filters.unknown.compare": "网址中的对比地区不在本站范围内。本页显示{area}。",
  "filters.shown.beside": "本页显示{area}与{beside}对比，{period}。分地区的图同时显示两地。",
  "event.note": "{number} · {date}：{text}。来源：{source}。",
  "beside.title": "{what}：{period}{first}为{one}，{second}为{two}",
  "beside.alt": "{first}至{last}的折线：{one}、{two}，并以{reference}作参照。",
  "beside.note": "{one}与{two}对比：{measure}。取消对比即显示完整图。",
  "beside.median": "{areas}个地区的中位数",
  "beside.median.note": "{reference}：有数据的地区中有一半不超过该值；有数据的地区不足一半时不显示。",
  "beside.whole": "{area}全域",
};
