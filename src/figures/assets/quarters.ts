import type { Row } from "../../components/data/rows.js";
import { grid } from "../../components/figure/grid.js";
import type { Scene } from "../../components/figure/scene.js";
import type { Column } from "../../components/figure/spec.js";
import { fourQuarters, sumOf } from "../livestock/sums.js";

export const table = "assets";
const flows = ["dividend", "payments"];

/**
 * One row for each kind of asset, all of them first: number and value at the end of the chosen quarter, and the
 * dividends and persons paid in the four quarters to it; then dividends for 100 yuan and persons for 10,000 yuan
 * of value. A flow is missing where one of its quarters is.
 */
export function yearRows(
  scene: Scene,
  over: { kind: readonly string[] } | { area: readonly string[] },
): Row[] {
  const period = scene.at(table);
  const fixed: Record<string, string> = "kind" in over ? { area: scene.view.area } : { kind: "all" };
  const now = grid(scene, table, ["assets", "value"], { ...fixed, period }, over);
  const quarters = fourQuarters(period).map((quarter) =>
    grid(scene, table, flows, { ...fixed, period: quarter }, over),
  );
  return now.map((row, at) => {
    const sums = flows.map((flow) =>
      sumOf(
        flow,
        quarters.map((rows) => rows[at]),
      ),
    );
    const whole: Row = Object.assign({}, row, ...sums);
    return {
      ...whole,
      ...rate(whole, "return", "dividend", 100),
      ...rate(whole, "reach", "payments", 10_000),
    };
  });
}

/** What stands against so many yuan of value, or the reason why that cannot be said. */
function rate(row: Row, name: string, flow: string, yuan: number): Row {
  const { value } = row;
  const amount = row[flow];
  const known = typeof amount === "number" && typeof value === "number" && value > 0;
  const status = row[`${flow}_status`] || row.value_status || "not_applicable";
  return { [name]: known ? (amount / value) * yuan : null, [`${name}_status`]: known ? "" : status };
}

/** Columns of the four-quarter sums and rates. */
export const yearColumns = (scene: Scene, names: string[]): Column[] =>
  names.map((name) => ({ kind: "number" as const, ...words(scene)[name]! }));

const words = (scene: Scene): Record<string, { name: string; label: string; unit: string }> => ({
  dividend: { name: "dividend", label: scene.t("assets.column.dividend"), unit: "yuan" },
  payments: { name: "payments", label: scene.t("assets.column.payments"), unit: "person_times" },
  return: { name: "return", label: scene.t("assets.column.return"), unit: "yuan" },
  reach: { name: "reach", label: scene.t("assets.column.reach"), unit: "person_times" },
});

/** The four quarters that flows are summed over, in words. */
export const yearOf = (scene: Scene): string => {
  const quarters = fourQuarters(scene.at(table));
  return scene.periods(quarters[0]!, quarters.at(-1)!);
};
