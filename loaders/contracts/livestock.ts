import { area, count, period } from "./common.ts";
import { contract } from "./contract.ts";

/** Herds by holder: stock at the end of the quarter, and off-take during it. The two are never added. */
export const livestock = contract({
  dataset: "livestock",
  title: { en: "Livestock", zh: "畜牧" },
  grain: { en: "One row per holder, species and quarter", zh: "每个养殖主体、畜种、季度一行" },
  population: { en: "Herds of households, cooperatives and companies", zh: "农户、合作社、企业的存栏牲畜" },
  frequency: "quarter",
  dueDays: 20,
  key: ["holder", "species"],
  compare: { within: 0.3, totals: ["stock"], atLeast: 30 },
  columns: {
    holder: {
      type: "key",
      label: { en: "Holder key", zh: "养殖主体编号" },
      aliases: ["养殖主体编号", "养殖户编号", "holder_id"],
      required: true,
    },
    area: area(),
    period,
    owner: {
      type: "code",
      codes: "owner",
      label: { en: "Ownership", zh: "所有制" },
      aliases: ["经营主体类型", "主体类型", "ownership"],
      required: true,
    },
    species: {
      type: "code",
      codes: "species",
      label: { en: "Species", zh: "畜种" },
      aliases: ["畜种", "牲畜种类"],
      required: true,
    },
    stock: count("head", "Stock at the end of the quarter", "期末存栏", ["存栏", "存栏数"], {
      required: true,
    }),
    offtake: count("head", "Off-take during the quarter", "本季出栏", ["出栏", "出栏数"]),
  },
  identifying: "drop",
});
