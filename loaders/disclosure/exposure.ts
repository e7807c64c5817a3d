import { Basis } from "./basis.ts";
import { insidersAmong, learned, vectorsFor } from "./insider.ts";
import { type Component, components, drawKernel } from "./kernel.ts";
import { inverse, multiply } from "./modular.ts";
import { type Problem, type Solution, state } from "./problem.ts";
import { type System, systemOf } from "./system.ts";

/** A primary cell that is exactly known: to everyone, or to the lone contributor of the cell `to`. */
export interface Exposed {
  cell: number;
  to?: number;
  /** Another exposure: hiding that may hide this, so that comes first. */
  after?: { cell: number; to: number };
}

/** Two random kernel vectors of the unknown cells: all that has to be asked of what everybody, or one cell's owner, knows. */
export class Knowledge {
  readonly first: Float64Array;
  readonly second: Float64Array;
  private readonly system: System;
  private readonly parts: Component[];
  private readonly told = new Map<Component, Exposed[]>();

  constructor(system: System, unknown: Uint8Array, parts = components(system, unknown)) {
    this.system = system;
    this.parts = parts;
    // A cell without any relation can be anything.
    this.first = new Float64Array(system.cells).fill(1);
    this.second = Float64Array.from({ length: system.cells }, (_, c) => 1 + c);
    const basis = new Basis(system);
    for (const part of parts) drawKernel(system, basis, part, [this.first, this.second]);
  }

  /** Whether every reader knows the unknown cell. */
  known(cell: number): boolean {
    return this.first[cell] === 0 && this.second[cell] === 0;
  }

  /** Whether whoever knows one of two unknown cells knows the other. */
  tied(a: number, b: number): boolean {
    return multiply(this.first[a]!, this.second[b]!) === multiply(this.first[b]!, this.second[a]!);
  }

  /** Whether the contributor who alone makes up the cell `to` knows the unknown cell. */
  toldTo(to: number, cell: number): boolean {
    const { holder } = this.system;
    const part = this.parts.find(({ cells }) => cells.includes(cell));
    const own = part?.cells.filter((c) => holder[c] === holder[to] && !this.known(c)) ?? [];
    return (
      own.some((c) => this.tied(cell, c)) ||
      (own.length > 1 &&
        this.exposedToInsiders(part!).some((told) => told.cell === cell && told.to === holder[to]))
    );
  }

  /** The primary cells of a component that a contributor learns from several cells that it makes up alone. */
  exposedToInsiders(part: Component): Exposed[] {
    const found = this.told.get(part) ?? this.askInsiders(part);
    this.told.set(part, found);
    return found;
  }

  private askInsiders(part: Component): Exposed[] {
    const { system } = this;
    const cells = this.primariesOf(part);
    const insiders = insidersAmong(system, part.cells, this);
    if (insiders.length === 0) return [];
    const vectors = Array.from({ length: vectorsFor(insiders) }, () => new Float64Array(system.cells));
    drawKernel(system, new Basis(system), part, vectors);
    return insiders.flatMap((insider) => {
      const { holder } = insider;
      const isOther = (c: number) => c < system.own && system.holder[c] !== holder && !this.known(c);
      return learned(insider, vectors, cells.filter(isOther)).map((cell) => ({ cell, to: holder }));
    });
  }

  private primariesOf = ({ cells }: Component) => cells.filter((c) => this.system.state[c] === state.primary);

  /** The primary cells of a component that are exposed; all of those tied to a lone contributor's cell, save its own. */
  exposed(part: Component): Exposed[] {
    const primaries = this.primariesOf(part);
    const found: Exposed[] = primaries.filter((c) => this.known(c)).map((cell) => ({ cell }));
    const { holder } = this.system;
    if (!primaries.some((c) => holder[c]! >= 0)) return found;
    const classes = new Map<number, number[]>();
    for (const c of primaries) {
      if (c >= this.system.own || this.known(c)) continue;
      const ratio = this.second[c] === 0 ? -1 : multiply(this.first[c]!, inverse(this.second[c]!));
      const members = classes.get(ratio);
      if (members) members.push(c);
      else classes.set(ratio, [c]);
    }
    for (const members of classes.values()) {
      const lone = new Map<number, number>();
      for (const c of members) if (holder[c]! >= 0 && !lone.has(holder[c]!)) lone.set(holder[c]!, c);
      const [to, ...more] = lone.values();
      if (to === undefined) continue;
      for (const cell of members) if (holder[cell] !== holder[to]) found.push({ cell, to });
      for (const other of more)
        for (const cell of members) {
          if (holder[cell] === holder[other]) continue;
          const after = holder[cell] === holder[to] ? { cell: other, to } : { cell, to };
          found.push({ cell, to: other, after });
        }
    }
    return found;
  }
}

/**
 * Primary cells that every reader of a solution can work out. A lone contributor can also know sums that consist of
 * nobody but itself, which takes nothing from anybody.
 */
export function knownToAll(problem: Problem, { published }: Pick<Solution, "published">): number[] {
  const decided = problem.state.map((s, i) =>
    published[i] ? state.known : s === state.primary ? state.primary : state.unseen,
  );
  return known({ ...problem, state: decided, single: new Uint8Array(decided.length) });
}

/** Primary cells that every reader knows exactly if all open cells are published. */
export function known(problem: Problem): number[] {
  const system = systemOf(problem);
  const unknown = system.state.map((s) => Number(s === state.primary || s === state.unseen));
  const knowledge = new Knowledge(system, unknown);
  return [...problem.state.keys()].filter((c) => problem.state[c] === state.primary && knowledge.known(c));
}
