import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { readSources } from "../../../loaders/sources/config.ts";
import { fetchSources } from "../../../loaders/sources/fetch.ts";
import type { Project } from "../../project.ts";

export const someOrigin = {
  title: "Synthetic returns of a test",
  producer: "A test",
  licence: "CC0-1.0",
  tier: "synthetic",
  date: "2022-01-20",
};

/** Writes `sources.yml` for the collection `own`. */
export const declare = (project: Project, sources: Record<string, unknown>): Promise<void> =>
  writeFile(join(project.paths.root, "sources.yml"), stringify({ own: sources }));

/** What a run said, and how long it would have waited. */
export interface Run {
  said: string[];
  waited: number[];
}

/** Fetches the sources of the collection `own` on 20 January 2022, without waiting; chance is always 0.5. */
export async function fetchAll(
  project: Project,
  env: NodeJS.ProcessEnv = {},
  run: Run = { said: [], waited: [] },
) {
  const { own } = await readSources(project.paths.root, ["own"]);
  const title = { en: "Synthetic county", zh: "合成县" };
  await fetchSources({ name: "own", title, tier: "administrative", snapshots: "snapshots" }, own!, {
    paths: project.paths,
    env,
    clock: () => new Date("2022-01-20T08:00:00Z"),
    random: () => 0.5,
    wait: async (ms) => {
      run.waited.push(ms);
    },
    log: (line) => run.said.push(line),
  });
  return run;
}
