import type { area as en } from "../en/area.js";
import type { Translation } from "../translation.js";

export const area: Translation<typeof en> = {
  "area.contents": "本页内容",
  "area.places": "全部地区",
  "area.share": "{what}：占{whole}全部的{share}。",
  "area.level": "{what}：{own}；{whole}全部为{value}。",
};
