import type { ChildProcess } from "node:child_process";
import { utimes } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { watch } from "chokidar";
import { readConfig } from "../config.ts";
import { UserError } from "../errors.ts";
import { eachLine, startFramework } from "./framework.ts";
import { prepareOffline } from "./offline.ts";
import { freePort } from "./serve.ts";

export interface DevOptions {
  root: string;
  /** Port of the preview; without one, the first free port from 3000 on. */
  port?: number;
  /** Makes the release anew and puts it into `src/data`. If it throws, the data that are there stay. */
  rebuild: () => Promise<unknown>;
  log: (message: string) => void;
}

/** A preview that is running. */
export interface Dev {
  url: string;
  close(): Promise<void>;
}

/**
 * Shows the pages live: an edited page or component changes in place, as Framework does it; after a change
 * of the sources the release is made anew and every open page reloads.
 */
export async function startDev({ root, port, rebuild, log }: DevOptions): Promise<Dev> {
  await prepareOffline(root);
  const chosen = await freePort(port);
  const child = startFramework(root, [
    "preview",
    "--no-open",
    "--host",
    "127.0.0.1",
    "--port",
    String(chosen),
  ]);
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const renew = inTurn(async () => {
    try {
      log("A source changed; making the data anew.");
      await rebuild();
      await reloadPages(root);
      log("The pages show the new data.");
    } catch (error) {
      log(`${error instanceof Error ? error.message : error}\nThe pages keep the data they had.`);
    }
  });
  // A large file arrives in pieces.
  const whole = { ignoreInitial: true, awaitWriteFinish: { stabilityThreshold: 200, pollInterval: 50 } };
  const sourcesWatched = watch(await sources(root), {
    ...whole,
    ignored: (path) => /^\.|\.part$/.test(basename(path)),
  }).on("all", renew);
  // Their folder is watched: a file that is not there yet would not be.
  const settingsWatched = watch(root, {
    ...whole,
    depth: 0,
    ignored: (path) => resolve(path) !== resolve(root) && !settings.includes(basename(path)),
  }).on("all", renew);
  const contractsWatched = watch(join(root, "loaders/contracts"), { ignoreInitial: true }).on("all", () =>
    log("A contract changed. Stop the preview and start it again to use it."),
  );
  const notebooksWatched = watch(join(root, "src/notebooks"), { ignoreInitial: true })
    .on("add", () => reloadPages(root))
    .on("unlink", () => reloadPages(root));
  const watchers = [sourcesWatched, settingsWatched, contractsWatched, notebooksWatched];
  const close = async () => {
    await Promise.all(watchers.map((watcher) => watcher.close()));
    child.kill();
    await ended;
  };
  try {
    await Promise.all([ready(child, log), ...watchers.map(watching)]);
  } catch (error) {
    await close();
    throw error;
  }
  const url = `http://127.0.0.1:${chosen}/`;
  log(`The preview is at ${url}  (Ctrl+C stops it)`);
  return { url, close };
}

/** Files at the project's root whose change calls for a new release. */
const settings = ["foothold.yml", "disclosure.yml", "attention.yml"];

/** Folders whose change calls for a new release. */
async function sources(root: string): Promise<string[]> {
  const snapshots = (await readConfig(root)).map((collection) => collection.snapshots);
  const fixed = ["loaders/marts", "data/areas", "data/codes", "data/events", "data/lines", "data/schemes"];
  return [...snapshots, ...fixed].map((path) => join(root, path));
}

/** Framework reloads every open page, with a new sidebar, when its settings change; a new time is enough. */
async function reloadPages(root: string): Promise<void> {
  const now = new Date();
  await utimes(join(root, "observablehq.config.ts"), now, now);
}

const watching = (watcher: ReturnType<typeof watch>): Promise<void> =>
  new Promise((resolve) => watcher.once("ready", () => resolve()));

/** Resolves when the preview answers; afterwards only its errors are passed on. */
function ready(child: ChildProcess, log: (message: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    eachLine(child.stdout!, (line) => {
      if (line.includes("http://127.0.0.1:")) resolve();
    });
    eachLine(child.stderr!, (line) => {
      said.push(line);
      if (line.trim()) log(line);
    });
    child.once("close", () => reject(new UserError(`The preview did not start. ${said.join(" ").trim()}`)));
  });
}

/**
 * Calls the task once for any number of calls made within 100 ms, and never twice at a time: a call that
 * arrives while it runs makes it run once more.
 */
export function inTurn(task: () => Promise<void>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let again = false;
  const run = async () => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      await task();
    } finally {
      running = false;
    }
    if (again) {
      again = false;
      await run();
    }
  };
  return () => {
    clearTimeout(timer);
    timer = setTimeout(run, 100);
  };
}
