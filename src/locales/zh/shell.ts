import type { shell as en } from "../en/shell.js";
import type { Translation } from "../translation.js";

export const shell: Translation<typeof en> = {
  "shell.pages": "页面列表",
  "shell.toggle": "显示页面列表",
  "shell.toc": "本页目录",
  "shell.language": "语言",
};
