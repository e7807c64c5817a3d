import type { shell as en } from "../en/shell.js";
import type { Translation } from "../translation.js";

export const shell: Translation<typeof en> = {
  "shell.pages": "页面列表",
  "shell.toggle": "显示页面列表",
  "shell.toc": "本页目录",
  "shell.language": "语言",
  "shell.search": "搜索",
  "shell.search.label": "搜索全站页面",
  "shell.search.none": "没有找到，请换一个较短的词。",
  "shell.search.close": "关闭",
  "shell.search.failed": "搜索未能载入",
};
