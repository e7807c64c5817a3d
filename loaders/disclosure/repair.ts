import { type Circuit, Search } from "./circuit.ts";
import { hopCost, room } from "./cost.ts";
import { type Exposed, Knowledge } from "./exposure.ts";
import { type Problem, state } from "./problem.ts";
import type { System } from "./system.ts";

/** Withholds the cells of cheap circuits through exposed cells. */
export class Repair {
  private readonly problem: Problem;
  private readonly system: System;
  private readonly unknown: Uint8Array;
  private readonly search: Search;
  private readonly hop: number;
  /** Primary cells on a circuit found so far, which no longer need one. */
  private readonly safe: Uint8Array;
  private limit?: Knowledge;
  /** Cells withheld so far to protect others. */
  withheld = 0;

  constructor(problem: Problem, system: System, unknown: Uint8Array) {
    this.problem = problem;
    this.system = system;
    this.unknown = unknown;
    this.search = new Search(system);
    this.hop = hopCost(problem);
    this.safe = new Uint8Array(system.cells);
  }

  /**
   * @param waits whether something else is mended first that may mend this
   * @returns false where known cells expose the cell whatever is withheld
   */
  mend({ cell, to }: Exposed, waits: boolean): boolean {
    if (to === undefined && this.safe[cell]) return true;
    if (this.limit && (to === undefined ? this.limit.known(cell) : this.limit.toldTo(to, cell))) return false;
    if (waits) return true;
    const { holder } = this.system;
    const own = to === undefined ? -2 : holder[to]!;
    const circuit = this.search.find(cell, (c) => (holder[c] === own ? Infinity : this.weight(c, cell)));
    if (circuit) this.withhold(circuit);
    else this.limit ??= everythingWithheld(this.system);
    return circuit !== undefined;
  }

  private withhold(circuit: Circuit): void {
    for (const c of circuit.keys()) {
      if (!this.unknown[c]) this.withheld++;
      this.unknown[c] = 1;
      this.safe[c] = 1;
    }
  }

  private weight(c: number, target: number): number {
    const cost = this.unknown[c] ? this.hop : this.hop + this.problem.cost[c]!;
    return cost * (1 + 3 * cramped(this.problem, c, target));
  }
}

/** How much of the width that the target needs a cell cannot move, from 0 (none of it) to 1. */
function cramped(problem: Problem, cell: number, target: number): number {
  const need = problem.width[target] ?? 0;
  return need > 0 ? Math.max(0, 1 - room(problem, cell) / need) : 0;
}

/** What would be known if no open cell were published: the most that withholding can do. */
function everythingWithheld(system: System): Knowledge {
  const all = Uint8Array.from(system.state, (s) => Number(s !== state.known));
  return new Knowledge(system, all);
}
