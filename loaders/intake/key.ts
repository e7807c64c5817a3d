import { randomBytes } from "node:crypto";
import { realpathSync } from "node:fs";
import { chmod, link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { UserError } from "../errors.ts";

/**
 * Where the key of the household hash lies: readable by its owner alone, and outside the project at `root`, so that no
 * copy of the project carries it. FOOTHOLD_KEY_FILE names another place.
 */
export function keyFile(env: NodeJS.ProcessEnv, root: string): string {
  const base = env.APPDATA ?? env.XDG_CONFIG_HOME ?? join(homedir(), ".config");
  const path = resolve(env.FOOTHOLD_KEY_FILE || join(base, "foothold", "household.key"));
  const way = relative(real(root), real(path));
  if (way.split(sep)[0] !== ".." && !isAbsolute(way)) {
    throw new UserError(
      `The key of the households may not lie inside the project, where a copy would carry it along: ${path} is in ${root}. Set FOOTHOLD_KEY_FILE to a file outside, which only you can read, and move the key there if it was used before.`,
    );
  }
  return path;
}

/** The path without symbolic links, as far as it is there. */
function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return join(real(dirname(path)), basename(path));
  }
}

/** The 32-byte key, made on first use. Two runs that start together agree on one key. */
export async function readOrCreateKey(path: string): Promise<Buffer> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const made = randomBytes(32).toString("hex");
  const whole = `${path}.${made.slice(0, 8)}`;
  await writeFile(whole, `${made}\n`, { mode: 0o600, flag: "wx" });
  // A link is made at once and never over another, so that nobody reads half a key or two.
  try {
    await link(whole, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await rm(whole);
  }
  await chmod(path, 0o600);
  const text = (await readFile(path, "utf8")).trim();
  if (!/^[0-9a-f]{64}$/.test(text)) {
    throw new UserError(
      `${path} does not hold a key of 64 hexadecimal digits. Restore it from a backup; a new key would break every household's history.`,
    );
  }
  return Buffer.from(text, "hex");
}

/** Gives the connection the two padded keys of HMAC (RFC 2104), block size 64 bytes. */
export async function registerKey(db: DuckDBConnection, key: Buffer): Promise<void> {
  const padded = (byte: number) => {
    const block = Buffer.alloc(64);
    key.copy(block);
    return Buffer.from(block.map((b) => b ^ byte)).toString("hex");
  };
  await db.run(`set variable hmac_inner = unhex('${padded(0x36)}')`);
  await db.run(`set variable hmac_outer = unhex('${padded(0x5c)}')`);
}

/**
 * SQL for the keyed hash of a text expression: HMAC-SHA-256 under the registered key, cut to 60 bits so
 * that it is a positive BIGINT. Among a million households two share a hash with probability 4 × 10⁻⁷.
 */
export const hashSql = (text: string): string =>
  `('0x' || left(sha256(getvariable('hmac_outer') || unhex(sha256(getvariable('hmac_inner') || encode(${text})))), 15))::bigint`;
