import { knownToAll } from "../disclosure/exposure.ts";
import { type Problem, type Solution, state } from "../disclosure/problem.ts";
import { protect } from "../disclosure/protect.ts";
import { strengthen } from "../disclosure/strengthen.ts";
import { Earlier, measureAt } from "./earlier.ts";
import { fate } from "./fate.ts";
import { giversOf } from "./givers.ts";
import { undecided } from "./history.ts";
import { type Linked, type Period, problemOf } from "./linked.ts";
import { solveLoosely, withholdTogether } from "./loose.ts";
import type { Policy } from "./policy.ts";
import { withoutRest } from "./rests.ts";
import { Shown, tooFewChanged } from "./shown.ts";

export interface Decisions {
  /** By cell number. */
  fate: Uint8Array;
  /** Cells that known cells give away whatever is withheld. */
  unprotectable: number[];
  /**
   * Cells of earlier periods whose publication gives those away, or keeps a cell too narrow that was to be widened, and
   * that are not withheld yet. Where there are any, the periods after are undecided.
   */
  givers: number[];
  /** Of cells that too few changed: the time of the earlier period since which they did. */
  since: Map<number, number>;
  /** Small cells that older vintages have published, or give away with what else they told. */
  told: number[];
}

/** What rounds of protection and audit carry on. */
export interface Progress {
  /** Cells that earlier rounds withheld around what an audit found too narrow; grows with this round's. */
  also: Set<number>;
  solved: Solved;
}

/** The problems solved so far, so that a round solves only those that the audit of the last one has changed. */
export class Solved {
  private readonly known = new Map<
    Period,
    { cells: number[]; sums: number; state: Uint8Array; solution: Solution }[]
  >();

  solve(period: Period, cells: number[], problem: Problem): Solution {
    const known = this.known.get(period) ?? [];
    this.known.set(period, known);
    const same = known.find(
      (k) =>
        k.cells.length === cells.length &&
        k.sums === problem.start.length &&
        k.state.every((s, i) => s === problem.state[i]) &&
        k.cells.every((c, i) => c === cells[i]),
    );
    if (same) return same.solution;
    const solution = protect(problem);
    known.push({ cells, sums: problem.start.length, state: problem.state, solution });
    return solution;
  }
}

/**
 * Decides period by period, oldest first, so that each period is judged against what readers have already
 * seen: a cell that fewer than the policy's number of contributors changed since any period in which it is published
 * is withheld as if it were small. What was decided of an earlier period
 * stands: of a sum over several periods the latest cell is withheld if it would give away an earlier one.
 *
 * @param narrow cells that an audit of the last round found too narrow: more is withheld around them, and they are taken out
 */
export async function decide(
  linked: Linked,
  policy: Policy,
  narrow: Set<number>,
  { also, solved }: Progress,
): Promise<Decisions> {
  const { measures, offset } = linked;
  const fates = new Uint8Array(offset.at(-1)!);
  const unprotectable: number[] = [];
  const told: number[] = [];
  const since = new Map<number, number>();
  const shown = new Shown(linked);
  const before = new Earlier(linked);
  const isKnown = (cell: number) =>
    fates[cell] === fate.published || linked.past?.state[cell] === state.known;
  const isWithheld = (cell: number) =>
    cell < fates.length ? !isKnown(cell) : linked.past!.older[cell - fates.length]!.state !== state.known;
  for (const period of linked.periods) {
    const moved = tooFewChanged(linked, shown, period);
    for (const [cell, time] of moved) since.set(cell, time);
    const earlier = before.reach(period, isWithheld);
    const back = new Set(earlier.cells);
    const stateOf = (cell: number, m: number, row: number): number => {
      if (back.has(cell))
        return isKnown(cell)
          ? state.known
          : fates[cell] === fate.withheld_size
            ? state.primary
            : state.unseen;
      const of = measures[m]!;
      if (of.open) return state.known;
      const past = linked.past?.state[cell] ?? undecided;
      if (past === state.known) return past;
      if (of.primary[row] || moved.has(cell) || past === state.primary) return state.primary;
      if (also.has(cell) || past === state.unseen) return state.unseen;
      return policy.zeros === "publish" && of.value[row] === 0 ? state.known : state.open;
    };
    const { problem: asked, cells, nearly } = problemOf(linked, period, earlier, stateOf);
    const solve = (problem: Problem) => solved.solve(period, cells, problem);
    let { problem, solution, left } = solveLoosely(asked, nearly, solve);
    let held: number[] = [];
    const here = cells.flatMap((cell, i) => (narrow.has(cell) ? [i] : []));
    if (here.length > 0) {
      const exposed = new Set(solution.unprotectable);
      const wider = await strengthen(problem, solution, Uint32Array.from(here));
      cells.forEach((cell, i) => {
        if (problem.state[i] === state.open && !wider.published[i]) also.add(cell);
      });
      held = [...wider.unprotectable].filter((i) => !exposed.has(i));
      ({ problem, solution } = withholdTogether({ problem, solution: wider, left }, solve));
    }
    solution = withoutRest(linked, cells, solution);
    cells.forEach((cell, i) => {
      if (cell >= fates.length || back.has(cell)) return;
      // What readers have seen already is known; that it is small now is a reason not to show it again.
      const late = solution.published[i] === 1 && isKnownSmall(linked, cell);
      if (late) told.push(cell);
      fates[cell] = late
        ? fate.withheld_size
        : solution.published[i]
          ? fate.published
          : problem.state[i] === state.primary
            ? fate.withheld_size
            : fate.withheld_others;
      if (solution.published[i]) shown.add(cell);
    });
    before.add(period);
    for (const cell of cells) narrow.delete(cell);
    if (solution.unprotectable.length > 0) {
      const given = knownToAll(problem, solution);
      const alone = withoutHistory(linked, problem, cells);
      const today = new Set(knownToAll(alone, solved.solve(period, cells, alone)));
      for (const i of given) (today.has(i) ? unprotectable : told).push(cells[i]!);
      const chosen = (i: number) =>
        back.has(cells[i]!) &&
        cells[i]! < fates.length &&
        fates[cells[i]!] === fate.published &&
        !measures[measureAt(offset, cells[i]!)]!.open &&
        linked.past?.state[cells[i]!] !== state.known;
      const here = [...given.filter((i) => today.has(i)), ...held];
      const givers = giversOf(problem, here, (j) => !solution.published[j], chosen)
        .map((i) => cells[i]!)
        .filter((cell) => !also.has(cell));
      if (givers.length > 0) return { fate: fates, unprotectable, givers, since, told };
    }
  }
  return { fate: fates, unprotectable, givers: [], since, told };
}

/** Whether a rule on single values withholds a cell that a vintage has published. */
function isKnownSmall({ measures, offset, past }: Linked, cell: number): boolean {
  if (past?.state[cell] !== state.known) return false;
  const m = measureAt(offset, cell);
  return measures[m]!.primary[cell - offset[m]!] === 1;
}

/** The problem as it were if no vintage had ever told anything. */
function withoutHistory({ measures, offset, past }: Linked, problem: Problem, cells: number[]): Problem {
  if (!past) return problem;
  const states = problem.state.map((s, i) => {
    const cell = cells[i]!;
    if (cell >= past.state.length) return state.unseen;
    const m = measureAt(offset, cell);
    if (past.state[cell] !== state.known) return s;
    const { open, primary } = measures[m]!;
    const row = cell - offset[m]!;
    return open ? s : primary[row] ? state.primary : state.open;
  });
  return { ...problem, state: states };
}
