import { contract } from "./contract.ts";

const text = <const R extends boolean = false>(en: string, zh: string, required?: R) => ({
  type: "text" as const,
  label: { en, zh },
  required: (required ?? false) as R,
});

/** Published figures, each with what it claims to be and who says so. */
export const figures = contract({
  dataset: "figures",
  title: { en: "Reported figures", zh: "公布数据" },
  grain: { en: "One row per published figure", zh: "每个公布数据一行" },
  population: { en: "As stated with each figure", zh: "见各数据说明" },
  frequency: "none",
  key: ["id"],
  columns: {
    id: text("Identifier", "编号", true),
    series: text("Series", "序列", true),
    title_en: text("Title, English", "英文标题", true),
    title_zh: text("Title, Chinese", "中文标题", true),
    topic: { type: "code", codes: "topic", label: { en: "Topic", zh: "主题" }, required: true },
    area: text("Area code, where one exists", "区划代码"),
    area_label: text("Area as the source says it", "来源地区名称", true),
    area_label_zh: text("Area as the source says it, Chinese", "来源地区名称（中文）"),
    period: text("Period as the source says it", "来源时期", true),
    date_start: { type: "date", label: { en: "First day covered", zh: "起始日" } },
    date_end: { type: "date", label: { en: "Last day covered", zh: "截止日" }, required: true },
    population: text("Population", "统计对象", true),
    population_zh: text("Population, Chinese", "统计对象（中文）"),
    value: { type: "decimal", label: { en: "Value", zh: "数值" }, required: true },
    unit: { type: "code", codes: "unit", label: { en: "Unit", zh: "单位" }, required: true },
    measure: {
      type: "code",
      codes: "measure_kind",
      label: { en: "Stock, flow or rate", zh: "存量、流量或比率" },
      required: true,
    },
    tier: { type: "code", codes: "tier", label: { en: "Tier", zh: "来源层级" }, required: true },
    qualifier: {
      type: "code",
      codes: "qualifier",
      label: { en: "Qualifier", zh: "数据性质" },
      required: true,
    },
    basis: {
      type: "code",
      codes: "basis",
      label: { en: "Definition or standard; two bases are never joined", zh: "口径" },
      required: true,
    },
    population_set: {
      type: "code",
      codes: "population_set",
      label: { en: "Who is counted, as the source says it", zh: "统计集合（按来源表述）" },
    },
    change_of: text("Series whose change the figure states", "所述变动对应的序列"),
    conflict: { type: "code", codes: "conflict", label: { en: "Figures that disagree", zh: "数据冲突" } },
    source: text("Source", "来源", true),
    source_zh: text("Source, Chinese", "来源（中文）"),
    note: text("Note", "备注"),
    note_zh: text("Note, Chinese", "备注（中文）"),
  },
});
