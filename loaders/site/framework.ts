import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { UserError } from "../errors.ts";
import { lostFile } from "./mistakes.ts";

/** Starts Observable Framework in the project's folder, with its reports to its makers off. */
export function startFramework(root: string, args: string[], env: Record<string, string> = {}): ChildProcess {
  const bin = join(root, "node_modules/@observablehq/framework/dist/bin/observable.js");
  return spawn(process.execPath, [bin, ...args], {
    cwd: root,
    env: { ...process.env, OBSERVABLE_TELEMETRY_DISABLE: "true", NO_COLOR: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Calls back with each whole line that comes out of a stream, without colours. */
export function eachLine(stream: Readable, callback: (line: string) => void): void {
  let rest = "";
  stream.setEncoding("utf8").on("data", (chunk: string) => {
    const lines = (rest + chunk).split(/\r?\n/);
    rest = lines.pop()!;
    for (const line of lines) callback(stripVTControlCharacters(line));
  });
  stream.on("end", () => rest && callback(stripVTControlCharacters(rest)));
}

/** Builds the pages into the folder `output`; `log` hears which page is being made. */
export async function runFrameworkBuild(root: string, output: string, log: (message: string) => void) {
  const child = startFramework(root, ["build"], { FOOTHOLD_OUTPUT: output });
  const lines: string[] = [];
  for (const stream of [child.stdout!, child.stderr!])
    eachLine(stream, (line) => {
      lines.push(line);
      const page = /^(?:load|render) (\/\S+)/.exec(line)?.[1];
      if (page) log(page);
    });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  if (code === 0) return;
  const error = lastError(lines);
  throw new UserError((await lostFile(root, error)) ?? `The pages could not be built: ${error}`);
}

const lastError = (lines: string[]): string =>
  lines.findLast((line) => /error|cannot|unable|not found|ENOSPC|EACCES/i.test(line))?.trim() ??
  lines.findLast((line) => line.trim())?.trim() ??
  "Framework stopped without a word";
