import type { intake as en } from "../en/intake.js";
import type { Translation } from "../translation.js";

export const intake: Translation<typeof en> = {
  "intake.changed":
    "{dataset}：{what}有{count}期与上期相比变动超出预期幅度（各期合计{areas}个地区次），最近一期为{last}。",
  "intake.changed.rows": "行数",
  "intake.changed.total": "{field}列合计",
  "intake.converted": "{dataset}：{number}个值经转换后采用（{conversion}），涉及列：{fields}。",
  "intake.noted": "{dataset}：{note}，共{number}处。",
  "intake.converted.none": "没有需要转换的值。",
};
