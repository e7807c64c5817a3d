import type { DuckDBConnection } from "@duckdb/node-api";
import { type Problem, type Solution, state } from "../disclosure/problem.ts";
import { protect } from "../disclosure/protect.ts";
import { strengthen } from "../disclosure/strengthen.ts";
import { undecided } from "./history.ts";
import { type Linked, problemOf } from "./linked.ts";
import type { Policy } from "./policy.ts";
import { Shown, tooFewChanged } from "./shown.ts";

/** What is decided of a cell. */
export const fate = { none: 0, published: 1, withheld_size: 2, withheld_others: 3 } as const;

export interface Decisions {
  /** By cell number. */
  fate: Uint8Array;
  /** Cells that known cells give away whatever is withheld. */
  unprotectable: number[];
  /** Small cells that older vintages have published, or give away with what else they told. */
  told: number[];
}

/**
 * Decides period by period, oldest first, so that each period is judged against what readers have already
 * seen: a cell that fewer than the policy's number of contributors changed since its last published period,
 * or since the same period a year before, is withheld as if it were small.
 *
 * @param narrow cells that an audit of an earlier round found too narrow; more is withheld around them
 * @param also cells that earlier rounds withheld around such cells; grows with this round's
 */
export async function decide(
  db: DuckDBConnection,
  linked: Linked,
  policy: Policy,
  narrow: Set<number>,
  also: Set<number>,
): Promise<Decisions> {
  const { measures, offset } = linked;
  const fates = new Uint8Array(offset.at(-1)!);
  const unprotectable: number[] = [];
  const told: number[] = [];
  const shown = new Shown(linked);
  for (const period of linked.periods) {
    const moved = await tooFewChanged(db, linked, policy, shown, period);
    const unseen = new Set<number>();
    const stateOf = (cell: number, m: number, row: number): number => {
      const of = measures[m]!;
      if (of.open) return state.known;
      const past = linked.past?.state[cell] ?? undecided;
      if (past === state.known) return past;
      if (of.primary[row] || moved.has(cell) || past === state.primary) return state.primary;
      if (also.has(cell) || unseen.has(cell) || past === state.unseen) return state.unseen;
      return policy.zeros === "publish" && of.value[row] === 0 ? state.known : state.open;
    };
    let problem: Problem;
    let cells: number[];
    let solution: Solution;
    do {
      ({ problem, cells } = problemOf(linked, period, stateOf));
      solution = protect(problem);
      const here = cells.flatMap((cell, i) => (narrow.has(cell) ? [i] : []));
      if (here.length > 0) {
        const wider = strengthen(problem, solution, Uint32Array.from(here));
        cells.forEach((cell, i) => {
          if (solution.published[i] && !wider.published[i]) also.add(cell);
        });
        solution = wider;
      }
    } while (withoutDenominator(linked, cells, solution, unseen));
    cells.forEach((cell, i) => {
      if (cell >= fates.length) return;
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
    if (solution.unprotectable.length > 0) {
      const given = knownToAll(problem, solution);
      const today = new Set(protect(withoutHistory(linked, problem, cells)).unprotectable);
      for (const i of given) (today.has(i) ? unprotectable : told).push(cells[i]!);
    }
  }
  return { fate: fates, unprotectable, told };
}

/** Whether a rule on single values withholds a cell that a vintage has published. */
function isKnownSmall({ measures, offset, past }: Linked, cell: number): boolean {
  if (past?.state[cell] !== state.known) return false;
  let m = 0;
  while (cell >= offset[m + 1]!) m++;
  return measures[m]!.primary[cell - offset[m]!] === 1;
}

/** The problem as it were if no vintage had ever told anything. */
function withoutHistory({ measures, offset, past }: Linked, problem: Problem, cells: number[]): Problem {
  if (!past) return problem;
  let m = 0;
  const states = problem.state.map((s, i) => {
    const cell = cells[i]!;
    if (cell >= past.state.length) return state.unseen;
    while (cell >= offset[m + 1]!) m++;
    if (past.state[cell] !== state.known) return s;
    const { open, primary } = measures[m]!;
    const row = cell - offset[m]!;
    return open ? s : primary[row] ? state.primary : state.open;
  });
  return { ...problem, state: states };
}

/**
 * Primary cells that every reader of what is published could work out. A lone contributor can also know sums
 * that consist of nobody but itself, which takes nothing from anybody.
 */
function knownToAll(problem: Problem, { published }: Solution): Uint32Array {
  const decided = problem.state.map((s, i) =>
    published[i] ? state.known : s === state.primary ? state.primary : state.unseen,
  );
  return protect({ ...problem, state: decided, single: new Uint8Array(decided.length) }).unprotectable;
}

/**
 * A mean or ratio goes where what it is divided by goes; adds those that must to `unseen`.
 * @returns whether there were any
 */
function withoutDenominator(
  { measures, offset }: Linked,
  cells: number[],
  solution: Solution,
  unseen: Set<number>,
): boolean {
  const before = unseen.size;
  const local = new Map(cells.map((cell, i) => [cell, i]));
  measures.forEach(({ exact, measure }, m) => {
    const per = measures.findIndex((o) => o.exact === exact && o.measure.name === measure.per);
    if (per < 0) return;
    for (let cell = offset[per]!; cell < offset[per + 1]!; cell++) {
      const whole = local.get(cell);
      if (whole === undefined || solution.published[whole]) continue;
      const mean = offset[m]! + cell - offset[per]!;
      const i = local.get(mean);
      if (i !== undefined && solution.published[i]) unseen.add(mean);
    }
  });
  return unseen.size > before;
}
