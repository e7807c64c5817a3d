import type { map as en } from "../en/map.js";
import type { Translation } from "../translation.js";

export const map: Translation<typeof en> = {
  "map.headcount.title": "各地监测线以下人口占{low}至{high}；有数据的{known}个地区中，一半不超过{middle}",
  "map.headcount.none": "各地监测线以下人口比例：{period}没有数据",
  "map.median.title": "各地收入中位数在{low}元至{high}元之间；有数据的{known}个地区中，一半不超过{middle}元",
  "map.median.none": "各地收入中位数：{period}没有数据",
  "map.alt": "{areas}个地区的示意图，其中{known}个地区{period}有数据；颜色越深，数值越大。全部数值见数据表。",
  "map.tiles": "每格代表一个地区，大小相同，按大致方位排列，不绘边界。",
  "map.automatic": "每格代表一个地区，大小相同，按区划代码顺序排列：未提供方位信息。",
  "map.outlines": "边界由本单位提供，绘图时已简化。",
  "map.steps": "每种颜色约含五分之一有数据的地区。",
  "map.withheld": "不公布",
  "map.empty": "无数据",
};
