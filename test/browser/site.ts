import { spawn, spawnSync } from "node:child_process";
import { cp, mkdir, mkdtemp, realpath, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { literal, rows, withDuckDB } from "../../loaders/db.ts";
import { type Paths, pathsOf } from "../../loaders/paths.ts";
import { keyBeside, removeAt } from "../project.ts";

const repository = join(import.meta.dirname, "../..");

/** Folders and files that a build makes; a clean clone has none of them. */
const generated = [
  "src/data",
  "src/.observablehq",
  ...["snapshots", "lake", "marts", "releases", "private"].map((name) => `data/${name}`),
];

export interface Ran {
  code: number;
  /** What it wrote to both streams, in order. */
  said: string;
}

/** The project as a stranger has it after `npm ci`, in a temporary folder of its own. */
export interface Checkout {
  paths: Paths;
  write: (path: string, content: string) => Promise<void>;
  /** Runs the project's own command line. */
  foothold: (args: string[], jail?: Jail) => Promise<Ran>;
  /** Rows of a query over files of the checkout; `{marts}` and the like stand for its folders. */
  query: <T>(sql: string) => Promise<T[]>;
  remove: () => Promise<void>;
}

export async function checkout(): Promise<Checkout> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "foothold-site-")));
  const clean = (path: string) => !generated.includes(relative(repository, path).split(sep).join("/"));
  for (const part of [
    ...[
      "loaders",
      "src",
      "data",
      "foothold.yml",
      "attention.yml",
      "disclosure.yml",
      "observablehq.config.ts",
    ],
    ...["package.json", "package-lock.json", "tsconfig.json"],
  ])
    await cp(join(repository, part), join(root, part), { recursive: true, filter: clean });
  await symlink(join(repository, "node_modules"), join(root, "node_modules"), "junction");
  const paths = pathsOf(root);
  return {
    paths,
    write: async (path, content) => {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), content);
    },
    foothold: (args, jail) => run(root, ["--import", "tsx", join("loaders", "cli.ts"), ...args], jail),
    query: <T>(sql: string) =>
      withDuckDB(paths.scratch, (db) =>
        rows<T>(
          db,
          sql.replace(/'\{(\w+)\}([^']*)'/g, (_, folder: keyof Paths, rest: string) =>
            literal(`${paths[folder]}${rest}`.replaceAll("\\", "/")),
          ),
        ),
      ),
    remove: () => removeAt(root),
  };
}

/** Runs Node in `root`, with the household keys of a test, and where asked for in a jail. */
export function run(root: string, args: string[], { prefix, env }: Jail = free): Promise<Ran> {
  const [command, ...rest] = [...prefix, process.execPath, ...args];
  return new Promise((resolve, reject) => {
    const child = spawn(command!, rest, {
      cwd: root,
      env: {
        ...process.env,
        FOOTHOLD_KEY_FILE: keyBeside(root),
        FOOTHOLD_ROOT: root,
        ...env,
      },
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (chunk) => {
        said += chunk;
      });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? -1, said }));
  });
}

/** A way to start a program that cannot reach the network. */
export interface Jail {
  prefix: string[];
  env: Record<string, string>;
}

const free: Jail = { prefix: [], env: {} };

/** A module that makes every way out of Node end in an error; pipes between processes stay. */
const guard = `import net from "node:net";
import dns from "node:dns";
const refuse = () => { throw new Error("there is no network here"); };
globalThis.fetch = async () => refuse();
dns.lookup = dns.promises.lookup = dns.resolve = refuse;
const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  const [first] = args.flat();
  if (typeof first === "string" || first?.path) return connect.apply(this, args);
  return refuse();
};
`;

/**
 * Linux takes the network away from a process and its children, as root or in a namespace of the user's; where
 * that is not allowed, each Node process loads a module that refuses every connection.
 */
export async function jail(folder: string): Promise<Jail> {
  for (const prefix of [
    ["unshare", "-n", "--"],
    ["unshare", "-r", "-n", "--"],
  ])
    if (spawnSync(prefix[0]!, [...prefix.slice(1), process.execPath, "-e", ""]).status === 0)
      return { prefix, env: {} };
  return refusing(folder);
}

export async function refusing(folder: string): Promise<Jail> {
  const file = join(folder, "no-network.mjs");
  await writeFile(file, guard);
  return { prefix: [], env: { NODE_OPTIONS: `--import ${pathToFileURL(file).href}` } };
}
