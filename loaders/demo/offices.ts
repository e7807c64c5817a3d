import type { Text } from "../contracts/contract.ts";

/** Who sends each dataset. All offices are fictional. */
export const producers: Record<string, Text> = {
  areas: { en: "Civil affairs bureau", zh: "民政局" },
  households: { en: "Monitoring office", zh: "监测办公室" },
  employment: { en: "Human resources bureau", zh: "人力资源和社会保障局" },
  livestock: { en: "Agriculture bureau", zh: "农业农村局" },
  income: { en: "Monitoring office", zh: "监测办公室" },
  monitoring: { en: "Monitoring office", zh: "监测办公室" },
  monitoring_return: { en: "Township governments", zh: "各乡镇人民政府" },
  measures: { en: "Monitoring office", zh: "监测办公室" },
  resettlement: { en: "Resettlement office", zh: "易地搬迁办公室" },
  assets: { en: "Agriculture bureau", zh: "农业农村局" },
  enterprises: { en: "Industry bureau", zh: "工业和信息化局" },
  exchange: { en: "Monitoring office", zh: "监测办公室" },
  figures: { en: "County government office", zh: "县人民政府办公室" },
};

/** When a dataset without periods was made. */
export const undated: Record<string, string> = { areas: "2019-01-01", figures: "2022-02-15" };

/** Files that were never sent: the count of herds that the spring of 2020 made impossible. */
export const neverSent = new Set(["livestock/2020-Q1"]);

/** Files that came after their due date, by days. All others came between one and six days before it. */
const late: Record<string, number> = {
  "households/2020": 21,
  "employment/2020-02": 34,
  "employment/2020-03": 17,
  "employment/2021-08": 6,
  "livestock/2021-Q3": 12,
  "income/2020-Q1": 41,
  "income/2021-Q4": 9,
  "monitoring/2020-02": 15,
  "monitoring_return/2020-02": 28,
  "monitoring_return/2021-10": 5,
  "measures/2020-03": 19,
  "resettlement/2020-Q1": 26,
  "assets/2021-Q1": 33,
  "enterprises/2020-Q1": 52,
  "exchange/2021-04": 11,
};

/** Days between the due date and the arrival of a file; below zero when it came early. */
export function daysLate(dataset: string, period: string): number {
  const digits = [...`${dataset}${period}`].reduce((sum, c) => sum + c.codePointAt(0)!, 0);
  return late[`${dataset}/${period}`] ?? -1 - (digits % 6);
}
