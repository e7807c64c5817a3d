import type { Text } from "../loaders/contracts/contract.ts";

/** One dashboard page, written once as `src/[collection]/<slug>.md` and built for every collection that has its data. */
export interface Page {
  slug: string;
  title: Text;
  /** Release tables that give the page something to show; one of them is enough. */
  tables: string[];
}

/** In the order of the sidebar. `figures` holds what others have published, on any topic. */
export const pages: Page[] = [
  {
    slug: "index",
    title: { en: "Overview", zh: "总览" },
    tables: ["employment", "livestock", "income", "figures"],
  },
  {
    slug: "attention",
    title: { en: "What needs attention", zh: "需要关注" },
    tables: ["attention_rules"],
  },
  {
    slug: "employment",
    title: { en: "Industry employment", zh: "产业就业" },
    tables: ["employment", "figures"],
  },
  { slug: "livestock", title: { en: "Livestock scale", zh: "畜牧规模" }, tables: ["livestock", "figures"] },
  { slug: "income", title: { en: "Income trends", zh: "收入趋势" }, tables: ["income", "figures"] },
  {
    slug: "monitoring",
    title: { en: "Monitoring", zh: "监测对象" },
    tables: ["monitoring_stock", "figures"],
  },
  { slug: "measures", title: { en: "Measures", zh: "帮扶措施" }, tables: ["measures_need", "figures"] },
  {
    slug: "resettlement",
    title: { en: "Resettlement", zh: "易地搬迁" },
    tables: ["resettlement", "figures"],
  },
  { slug: "assets", title: { en: "Assets and dividends", zh: "资产与分红" }, tables: ["assets", "figures"] },
  { slug: "exchange", title: { en: "Data exchange", zh: "数据交换" }, tables: ["exchange"] },
  { slug: "figures", title: { en: "Reported figures", zh: "公布数据" }, tables: ["figures"] },
  { slug: "quality", title: { en: "Data quality", zh: "数据质量" }, tables: ["quality"] },
];

/** The page of one area, written once as `src/[collection]/area/[area].md`. */
export const areaPage: Page = {
  slug: "area",
  title: { en: "Places", zh: "分地区" },
  tables: ["employment", "livestock", "income", "monitoring_stock"],
};

/** The pages that a collection with these tables has. */
export const pagesFor = (tables: Record<string, unknown>): Page[] =>
  pages.filter((page) => page.tables.some((name) => name in tables));
