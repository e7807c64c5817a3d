import { type Exposed, Knowledge } from "./exposure.ts";
import { components } from "./kernel.ts";
import { type Problem, type Solution, state } from "./problem.ts";
import { Repair } from "./repair.ts";
import { solutionOf } from "./solution.ts";
import { type Lost, publishSpared } from "./spared.ts";
import { systemOf } from "./system.ts";

/**
 * Decides which open cells to withhold so that no primary cell is exactly known: not to a reader of
 * everything published and known, and not to a lone contributor who also knows the cell that it makes up.
 * The sum of the cells of one relation that different lone contributors make up is protected like a cell.
 * Cells that one contributor makes up alone in tables that no sum ties together are taken to be different
 * contributors'.
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
  const lost: Lost = { toAll: new Set(), toLone: new Set() };
  const repair = new Repair(problem, system, unknown);
  let parts = components(system, unknown);
  for (;;) {
    const knowledge = new Knowledge(system, unknown, parts);
    const exposed = parts
      .flatMap((part) => knowledge.exposed(part))
      .filter((each) => !lostTo(each).has(each.cell));
    const done = () => repair.withheld + lost.toAll.size + lost.toLone.size;
    const before = done();
    for (const each of exposed) if (!repair.mend(each)) lostTo(each).add(each.cell);
    // Nothing new: all are safe, and only by chance did the vectors not show it.
    if (done() === before) break;
    parts = components(system, unknown);
  }
  publishSpared(problem, system, unknown, lost);
  return solutionOf(problem, system, unknown, new Set([...lost.toAll, ...lost.toLone]));

  function lostTo({ to }: Exposed): Set<number> {
    return to === undefined ? lost.toAll : lost.toLone;
  }
}
