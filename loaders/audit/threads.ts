import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { Program } from "./program.ts";
import { type Solved, solve } from "./solve.ts";

/** Below this many columns in all, starting threads takes longer than the work. */
const fewColumns = 5_000;

/**
 * Solves programs on so many threads, largest first. Each program is solved alone and from scratch, so what is
 * found does not depend on the number of threads.
 * @returns what was found, in the order of the programs
 */
export async function solveAll(programs: Program[], threads: number): Promise<Solved[]> {
  const size = programs.reduce((n, p) => n + p.cell.length, 0);
  if (threads <= 1 || size <= fewColumns) {
    const all: Solved[] = [];
    for (const program of programs) all.push(await solve(program));
    return all;
  }
  const order = programs.map((_, i) => i).sort((a, b) => programs[b]!.cell.length - programs[a]!.cell.length);
  const solved = new Array<Solved>(programs.length);
  const count = Math.min(threads, order.length);
  const workers = await Promise.all(Array.from({ length: count }, startWorker));
  try {
    await Promise.all(workers.map((worker) => serve(worker, programs, order, solved)));
  } finally {
    await Promise.all(workers.map((w) => w.terminate()));
  }
  return solved;
}

let bundle: Promise<string> | undefined;

/**
 * The worker is TypeScript too. As one bundle it starts in a tenth of the time that a compiler of its own would take in
 * every thread.
 */
async function workerCode(): Promise<string> {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("./worker.ts", import.meta.url))],
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    // The solver finds its WebAssembly beside itself, so it stays where it is installed.
    plugins: [
      {
        name: "highs",
        setup: ({ onResolve }) =>
          onResolve({ filter: /^highs$/ }, () => ({ path: import.meta.resolve("highs"), external: true })),
      },
    ],
  });
  return `data:text/javascript,${encodeURIComponent(outputFiles[0]!.text)}`;
}

async function startWorker(): Promise<Worker> {
  bundle ??= workerCode();
  return new Worker(new URL(await bundle));
}

/** Hands a worker one program after the other until none is left. */
function serve(worker: Worker, programs: Program[], order: number[], solved: Solved[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const next = () => {
      const job = order.shift();
      if (job === undefined) resolve();
      else worker.postMessage({ job, program: programs[job] });
    };
    worker.on("error", reject);
    worker.on("message", (answer: { job: number; solved?: Solved; error?: string }) => {
      if (answer.error !== undefined) return reject(new Error(answer.error));
      solved[answer.job] = answer.solved!;
      next();
    });
    next();
  });
}
