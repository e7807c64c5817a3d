import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

/**
 * Run as a process of its own: takes the snapshots of a project in, and dies without a word (SIGKILL) before the
 * n-th change of the file system. Says on standard output how many changes there were if it lives.
 */
const [root, at] = process.argv.slice(2) as [string, string];
let changes = 0;
const files = fs.promises as unknown as Record<string, (...args: unknown[]) => unknown>;
for (const name of ["rename", "rm", "writeFile", "mkdir", "open"]) {
  const change = files[name]!;
  files[name] = (...args) => {
    const reads = name === "open" && args[1] === undefined;
    if (!reads && ++changes === Number(at)) process.kill(process.pid, "SIGKILL");
    return change(...args);
  };
}
syncBuiltinESMExports();

const { takeIn } = await import("./county.ts");
await takeIn(root);
process.stdout.write(String(changes));
