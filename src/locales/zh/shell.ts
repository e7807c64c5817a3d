import type { shell as en } from "../en/shell.js";
import type { Translation } from "../translation.js";

export const shell: Translation<typeof en> = {
  "shell.pages": "页面列表",
  "shell.toggle": "显示页面列表",
  "shell.skip": "跳到正文",
  "shell.toc": "本页目录",
  "shell.language": "语言",
  "shell.search": "搜索",
  "shell.search.label": "搜索全站页面",
  "shell.search.none": "没有找到，请换一个较短的词。",
  "shell.search.close": "关闭",
  "shell.search.failed": "搜索未能载入",
  "shell.printed.address": "页面地址",
  "shell.printed.release": "发布版本",
  "shell.tile": "{label}：{value}（{period}）",
  "shell.tiles": "；",
  "missing.title": "没有这个页面",
  "missing.text": "网址可能在转发时被截断，或页面已经移动。",
  "missing.home": "回到看板首页",
};
