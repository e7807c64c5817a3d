import { contract } from "./contract.ts";

export const areas = contract({
  dataset: "areas",
  title: { en: "Areas", zh: "行政区划" },
  grain: { en: "One row per area", zh: "每个地区一行" },
  population: { en: "Administrative units and resettlement sites", zh: "行政单位与易地搬迁安置点" },
  frequency: "none",
  key: ["code"],
  columns: {
    code: {
      type: "text",
      label: { en: "Code", zh: "代码" },
      aliases: ["area_code", "区划代码", "行政区划代码"],
      required: true,
    },
    parent: {
      type: "text",
      label: { en: "Code of the parent area", zh: "上级代码" },
      aliases: ["上级代码", "parent_code"],
    },
    level: {
      type: "code",
      codes: "level",
      label: { en: "Level", zh: "级别" },
      aliases: ["级别", "层级"],
      required: true,
    },
    kind: { type: "code", codes: "area_kind", label: { en: "Kind", zh: "类型" }, aliases: ["类型"] },
    name_en: { type: "text", label: { en: "English name", zh: "英文名称" }, aliases: ["name", "英文名称"] },
    name_zh: {
      type: "text",
      label: { en: "Chinese name", zh: "中文名称" },
      aliases: ["名称", "中文名称", "单位名称"],
    },
  },
  checks: [
    {
      id: "own_parent",
      label: { en: "An area is its own parent", zh: "上级代码与本级代码相同" },
      sql: "parent <> code",
      severity: "reject_snapshot",
    },
  ],
});
