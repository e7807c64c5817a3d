import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, buildData, type Stage } from "../loaders/build.ts";
import { type Paths, pathsOf } from "../loaders/paths.ts";

const source = join(dirname(fileURLToPath(import.meta.url)), "..");

/** A throw-away project with the code lists and one collection `own`, whose snapshots a test writes. */
export interface Project {
  paths: Paths;
  env: NodeJS.ProcessEnv;
  /** Writes a snapshot of the collection `own`, and an origin beside it. */
  send: (dataset: string, file: string, content: string | Uint8Array) => Promise<void>;
  /** Builds snapshots to release; returns what the stages said. */
  build: () => Promise<string[]>;
  remove: () => Promise<void>;
}

export const origin = `title: Synthetic returns of a test
producer: A test
licence: CC0-1.0
tier: synthetic
date: 2022-01-20
`;

export async function makeProject(): Promise<Project> {
  const root = await mkdtemp(join(tmpdir(), "foothold-"));
  for (const folder of ["codes", "schemes", "lines"]) {
    await cp(join(source, "data", folder), join(root, "data", folder), { recursive: true });
  }
  await writeFile(
    join(root, "foothold.yml"),
    "collections:\n  own: { title: { en: Synthetic county, zh: 合成县 }, tier: administrative, snapshots: snapshots }\n",
  );
  return projectAt(root);
}

/** The same project in another place, with all that its builds have left, and with the same key of households. */
export async function copyOf({ paths }: Project): Promise<Project> {
  const root = await mkdtemp(join(tmpdir(), "foothold-"));
  await cp(paths.root, root, { recursive: true, preserveTimestamps: true });
  await cp(keyBeside(paths.root), keyBeside(root));
  return projectAt(root);
}

/** Where the throw-away project at `root` has its key of households: beside it, since none may lie inside. */
export const keyBeside = (root: string): string => `${root}.key`;

/** Takes a throw-away project away, and its key. */
export async function removeAt(root: string): Promise<void> {
  for (const path of [root, keyBeside(root)]) await rm(path, { recursive: true, force: true });
}

function projectAt(root: string): Project {
  const paths = pathsOf(root);
  const env = { FOOTHOLD_KEY_FILE: keyBeside(root) };
  return {
    paths,
    env,
    send: async (dataset, file, content) => {
      const folder = join(root, "snapshots", dataset);
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, "origin.yml"), origin);
      await writeFile(join(folder, file), content);
    },
    build: async () => {
      const said: string[] = [];
      const stage: Stage = (title, work) => work((line) => said.push(`${title}: ${line}`));
      await buildData({ paths, env, stage } satisfies BuildOptions);
      return said;
    },
    remove: () => removeAt(root),
  };
}

/** Areas of a synthetic county: two townships with two villages each. */
export const areasCsv = `code,parent,level,kind,name_en,name_zh
999901,,county,,Synthetic county,合成县
999901001,999901,township,town,Synthetic township one,合成一镇
999901002,999901,township,town,Synthetic township two,合成二镇
999901001001,999901001,village,village,Synthetic village one,合成一村
999901002001,999901002,village,village,Synthetic village two,合成二村
`;

/** Synthetic household incomes of one quarter, `n` households in each village, one row a household. */
export function incomeCsv(n: number, period = "2021-Q1"): string {
  const lines = ["household,area,period,persons,wage,operating,property,transfer,total"];
  for (let i = 1; i <= n; i += 1) {
    for (const township of ["001", "002"]) {
      const wage = 8000 + 500 * i;
      lines.push(
        `S${township}${i},999901${township}001,${period},${1 + (i % 5)},${wage},4000,200,1800,${wage + 6000}`,
      );
    }
  }
  return `${lines.join("\n")}\n`;
}
