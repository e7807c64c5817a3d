import type { Requirement } from "./sealed.ts";
import type { System } from "./system.ts";

/**
 * The width up to which each cell's interval must be followed: the largest that is asked of it or of a change
 * it has a part in. A whole number that nobody asks about must leave two whole numbers possible; any other
 * withheld value must not be pinned.
 */
export function widthsAsked(system: System, asked: Requirement[] | undefined): Float64Array {
  const reach = new Float64Array(system.low.length);
  for (const { offset, table, whole } of system.blocks) {
    for (let c = offset; c < offset + table.declared.rows; c++) {
      if (system.withheld[c] === 1) reach[c] = whole ? 1 : Number.MIN_VALUE;
    }
  }
  for (const { cell, before = -1, width } of asked ?? []) {
    for (const c of [cell, before]) if (c >= 0 && reach[c]! > 0) reach[c] = Math.max(reach[c]!, width);
  }
  return reach;
}
