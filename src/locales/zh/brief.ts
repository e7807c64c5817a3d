import type { brief as en } from "../en/brief.js";
import type { Translation } from "../translation.js";

export const brief: Translation<typeof en> = {
  "brief.title": "{area}：简报",
  "brief.scope": "{period}简报 · 发布版本 {release}",
  "brief.changed": "变化情况",
  "brief.none": "无法与上年同期比较：数值未公开或未上报。",
  "brief.beside": "与全县相比",
  "brief.attention": "需要关注",
  "brief.sources": "数据来源",
};
