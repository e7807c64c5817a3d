import { parentPort } from "node:worker_threads";
import type { Program } from "./program.ts";
import { solve } from "./solve.ts";

/** A thread that solves the programs it is sent, one after another. */
parentPort!.on("message", async ({ job, program }: { job: number; program: Program }) => {
  try {
    parentPort!.postMessage({ job, solved: await solve(program) });
  } catch (error) {
    parentPort!.postMessage({ job, error: (error as Error).stack ?? "" });
  }
});
