/** One line of the table: the same work done by Foothold and by a bare DuckDB, in turn, in the same run. */
export interface Result {
  name: string;
  /** Median wall time, in ms. */
  ours: number;
  bare: number;
  /** Highest ratio of ours to bare that the design allows. */
  budget: number;
  note?: string;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Wall time of a piece of work, in ms. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Runs two pieces of work in turn, `repeats` times, so that both meet the same noise; the medians in ms. */
export async function sideBySide(
  repeats: number,
  ours: () => Promise<unknown>,
  bare: () => Promise<unknown>,
): Promise<{ ours: number; bare: number }> {
  const times: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
  for (let i = 0; i < repeats; i++) {
    times.bare.push(await timed(bare));
    times.ours.push(await timed(ours));
  }
  return { ours: median(times.ours), bare: median(times.bare) };
}

/** The results as a table for a terminal. `peak` is the process's highest resident memory so far, in MB. */
export function line({ name, ours, bare, budget, note }: Result): string {
  const ratio = ours / bare;
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  const cells = [ours.toFixed(0), bare.toFixed(0), ratio.toFixed(2), budget.toFixed(2)];
  const verdict = ratio <= budget ? "within" : "over";
  return `${name.padEnd(44)}${cells.map((c) => c.padStart(9)).join("")}  ${verdict.padEnd(7)}${String(peak).padStart(6)}  ${note ?? ""}`;
}

export const heading = `${"case".padEnd(44)}${["ours ms", "bare ms", "ratio", "budget"].map((c) => c.padStart(9)).join("")}  ${"".padEnd(7)}peak MB`;
