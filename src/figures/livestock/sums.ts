import type { Row } from "../../components/data/rows.js";
import { between } from "../../components/data/view.js";

/** The four quarters that end with the given one, in time order. */
export function fourQuarters(last: string): string[] {
  const [year, quarter] = last.split("-Q").map(Number) as [number, number];
  return between(quarter === 4 ? `${year}-Q1` : `${year - 1}-Q${quarter + 1}`, last);
}

/** The sum of a measure over rows; where one of them is missing, no sum but the first reason. */
export function sumOf(measure: string, rows: readonly (Row | undefined)[]): Row {
  const gaps = rows.filter((row) => typeof row?.[measure] !== "number");
  if (rows.length === 0 || gaps.length > 0)
    return { [measure]: null, [`${measure}_status`]: gaps[0]?.[`${measure}_status`] || "not_reported" };
  return {
    [measure]: rows.reduce((sum, row) => sum + Number(row?.[measure]), 0),
    [`${measure}_status`]: "",
  };
}
