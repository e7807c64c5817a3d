import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { withDuckDB } from "../db.ts";
import { type Intervals, place } from "./intervals.ts";
import { reduce } from "./program.ts";
import { loadTables, readManifest } from "./release.ts";
import { type AuditReport, judge } from "./report.ts";
import { type Requirement, readSealed } from "./sealed.ts";
import { buildSystem, mayBeRounded, nameOf, type System } from "./system.ts";
import { solveAll } from "./threads.ts";
import { widthsAsked } from "./widths.ts";

export interface AuditOptions {
  /** Sealed list of required widths. Without one, a withheld cell must only not be known exactly. */
  sealed?: string;
  /** Folders of releases that were published before. */
  earlier?: string[];
  threads?: number;
  log?: (line: string) => void;
}

/**
 * Audits a release as an outsider would attack it: from its manifest and tables alone it rebuilds every sum
 * that the values must satisfy, and finds for each withheld cell the smallest and largest value that agrees
 * with all that is published. It shares no code with disclosure control.
 * @param folder a release: `manifest.json` and the files it names
 * @throws UserError if the release or the sealed list cannot be read
 */
export async function audit(folder: string, options: AuditOptions = {}): Promise<AuditReport> {
  const { sealed, earlier = [], threads = availableParallelism(), log = () => {} } = options;
  const manifest = await readManifest(folder);
  const scratch = await mkdtemp(join(tmpdir(), "foothold-audit-"));
  try {
    return await withDuckDB(scratch, async (db) => {
      const tables = await loadTables(db, folder, manifest);
      const before = [];
      for (const [i, of] of earlier.entries())
        before.push(await loadTables(db, of, await readManifest(of), `e${i}_`));
      for (const rounded = new Set<string>(); ; ) {
        const system = await buildSystem(db, tables, before, rounded);
        const asked = sealed === undefined ? undefined : await readSealed(db, sealed, system);
        const { intervals, impossible } = await attack(system, asked, threads, log);
        const more = roundedIn(system, impossible).filter((name) => !rounded.has(name));
        if (more.length === 0) return await judge(db, manifest.release, system, intervals, asked, impossible);
        log(`${more.join(", ")} must be rounded`);
        for (const name of more) rounded.add(name);
      }
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The interval of every cell, and the cells for which no value is possible. */
async function attack(
  system: System,
  asked: Requirement[] | undefined,
  threads: number,
  log: (line: string) => void,
): Promise<{ intervals: Intervals; impossible: number[] }> {
  log(`${system.low.length} values, ${system.rowLow.length} sums with something withheld`);
  const { low, high, programs, impossible } = reduce(system, widthsAsked(system, asked));
  log(`${programs.length} connected parts`);
  const solved = await solveAll(programs, threads);
  log(`${solved.reduce((n, s) => n + s.programs, 0)} linear programs`);
  const intervals: Intervals = {
    ...{ low, high },
    exact: new Uint8Array(low.length).fill(1),
    part: new Uint32Array(low.length),
  };
  for (const [p, program] of programs.entries()) {
    if (solved[p]!.impossible) impossible.push(...program.cell);
    else place(intervals, program, solved[p]!, p + 1);
  }
  return { intervals, impossible };
}

/**
 * Measures that may be rounded and stand where no values are possible as they are published: an attacker would see
 * from that that they are.
 */
function roundedIn({ blocks }: System, impossible: number[]): string[] {
  return blocks
    .filter(mayBeRounded)
    .filter(({ offset, table }) => impossible.some((c) => c >= offset && c < offset + table.declared.rows))
    .map(nameOf);
}

export type { AuditReport, System };
