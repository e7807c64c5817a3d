import type { unit as en } from "../en/unit.js";
import type { Translation } from "../translation.js";

export const unit: Translation<typeof en> = {
  "unit.persons": { one: "人", other: "人" },
  "unit.households": { one: "户", other: "户" },
  "unit.villages": { one: "个村", other: "个村" },
  "unit.townships": { one: "个乡镇", other: "个乡镇" },
  "unit.days": { one: "天", other: "天" },
  "unit.feeds": { one: "个数据项", other: "个数据项" },
  "unit.needs": { one: "项需求", other: "项需求" },
  "unit.findings": { one: "条情况", other: "条情况" },
  "unit.subjects": { one: "个判断对象", other: "个判断对象" },
  "unit.rows": { one: "条", other: "条" },
  "unit.assets": { one: "项资产", other: "项资产" },
  "unit.sheds": { one: "座", other: "座" },
  "unit.departments": { one: "个部门", other: "个部门" },
  "unit.measures": { one: "项", other: "项" },
  "unit.areas": { one: "个地区", other: "个地区" },
  "unit.enterprises": { one: "个企业", other: "个企业" },
  "unit.jobs": { one: "个岗位", other: "个岗位" },
  "unit.values": { one: "个值", other: "个值" },
  "unit.columns": { one: "列", other: "列" },
  "unit.sheep_units": { one: "羊单位", other: "羊单位" },
};
