import { type Exposed, Knowledge } from "./exposure.ts";
import { type Component, components } from "./kernel.ts";
import { type Problem, type Solution, state } from "./problem.ts";
import { Repair } from "./repair.ts";
import { solutionOf } from "./solution.ts";
import { type Lost, publishSpared } from "./spared.ts";
import { systemOf } from "./system.ts";

/**
 * Decides which open cells to withhold so that no primary cell is exactly known: not to a reader of
 * everything published and known, and not to a lone contributor who also knows the cell that it makes up.
 * The sum of the cells of one relation that different lone contributors make up is protected like a cell.
 * What a contributor makes up alone in several cells it is taken to know together. Cells of which nobody says whose they are
 * are taken to be different contributors', unless sums tie them.
 *
 * Exposure is decided exactly in the linear algebra of the relations, modulo a prime near 2^26 and with
 * random vectors: a cell may with a chance of one in 67 million per cell be taken for exposed, never an
 * exposed one for safe, save where the prime divides a minor of the relations, whose coefficients are small.
 * That no interval is too narrow is the audit's to find out and `strengthen`'s to mend; circuits are
 * preferred whose cells leave room for the width.
 *
 * The same problem gives the same solution.
 * @throws UserError if a coefficient cannot be made whole
 */
export function protect(problem: Problem): Solution {
  const system = systemOf(problem);
  const unknown = Uint8Array.from(system.state, (s) => Number(s === state.primary || s === state.unseen));
  const lost: Lost = { toAll: new Set(), toLone: new Map() };
  const repair = new Repair(problem, system, unknown);
  mendAll((knowledge, part) => knowledge.exposed(part));
  publishSpared(problem, system, unknown, lost);
  if (problem.contributor) mendAll((knowledge, part) => knowledge.exposedToInsiders(part));
  return solutionOf(problem, system, unknown, new Set([...lost.toAll, ...lost.toLone.keys()]));

  function mendAll(exposedIn: (knowledge: Knowledge, part: Component) => Exposed[]): void {
    for (;;) {
      const parts = components(system, unknown);
      const knowledge = new Knowledge(system, unknown, parts);
      const exposed = parts.flatMap((part) => exposedIn(knowledge, part)).filter((each) => !isLost(each));
      let gained = false;
      for (const each of exposed) {
        const before = repair.withheld;
        const waits = each.after !== undefined && !isLost(each.after);
        if (!repair.mend(each, waits)) lose(each);
        gained ||= repair.withheld > before || isLost(each);
      }
      // Nothing new: all are safe, and only by chance did the vectors not show it.
      if (!gained) break;
    }
  }

  function isLost({ cell, to }: Exposed): boolean {
    return to === undefined
      ? lost.toAll.has(cell)
      : (lost.toLone.get(cell)?.has(system.holder[to]!) ?? false);
  }

  function lose({ cell, to }: Exposed): void {
    if (to === undefined) lost.toAll.add(cell);
    else lost.toLone.set(cell, (lost.toLone.get(cell) ?? new Set()).add(system.holder[to]!));
  }
}
