import { randomBytes } from "node:crypto";
import { chmod, link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { UserError } from "../errors.ts";

/**
 * Where the key of the household hash lies: outside the project, readable by its owner alone.
 * FOOTHOLD_KEY_FILE names another place.
 */
export function keyFile(env: NodeJS.ProcessEnv): string {
  if (env.FOOTHOLD_KEY_FILE) return env.FOOTHOLD_KEY_FILE;
  const base = env.APPDATA ?? env.XDG_CONFIG_HOME ?? join(homedir(), ".config");
  return join(base, "foothold", "household.key");
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

const identifyingHeaders =
  /姓名|户主|身份证|证件号|公民身份|电话|手机|联系方式|银行卡|银行账|开户|账号|卡号|住址|地址|门牌|民族|宗教|\b(name|surname|id[ _-]?(card|number|no)|identity|phone|mobile|tel|bank|account|address|ethnic\w*|religio\w*)\b/i;

/** A header that says a column holds something identifying. */
export const headerIdentifies = (header: string): boolean =>
  identifyingHeaders.test(header.normalize("NFKC"));

/**
 * SQL that is true where a text looks like a resident identity number (GB 11643, with its check digit),
 * a mobile-phone number or a bank-card number (16 to 19 digits that pass Luhn).
 */
export function looksIdentifyingSql(text: string): string {
  const t = `regexp_replace(translate(${text}, '０１２３４５６７８９Ｘｘ＋－', '0123456789XX+-'), '[\\s\\x{3000}-]', '', 'g')`;
  const digit = (i: number) => `try_cast(substr(${t}, ${i}, 1) as integer)`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.map((w, i) => `${w} * ${digit(i + 1)}`).join(" + ");
  const resident = `(regexp_full_match(${t}, '[1-9][0-9]{5}(18|19|20)[0-9]{2}(0[1-9]|1[0-2])[0-3][0-9]{4}[0-9Xx]') and substr('10X98765432', 1 + (${sum}) % 11, 1) = upper(substr(${t}, 18, 1)))`;
  const phone = `regexp_full_match(${t}, '(\\+?86)?1[3-9][0-9]{9}')`;
  const luhn = `(list_sum(list_transform(range(1, length(${t}) + 1), lambda i:
    case when i % 2 = 1 then substr(reverse(${t}), i::int, 1)::int
         else (2 * substr(reverse(${t}), i::int, 1)::int) // 10 + (2 * substr(reverse(${t}), i::int, 1)::int) % 10 end)) % 10 = 0)`;
  const card = `(case when regexp_full_match(${t}, '[1-9][0-9]{15,18}') then ${luhn} else false end)`;
  return `coalesce(${resident} or ${phone} or ${card}, false)`;
}

/** SQL that is true where a text looks like such a number, or holds one among other words. */
export const holdsIdentifyingSql = (text: string): string =>
  `(${looksIdentifyingSql(text)} or coalesce(list_bool_or(list_transform(regexp_extract_all(translate(${text}, '０１２３４５６７８９Ｘｘ', '0123456789XX'), '[0-9]{11,19}[Xx]?'), lambda run: ${looksIdentifyingSql("run")})), false))`;

/** A header for a message or a log, without a number so long that it could identify someone. */
export const shownHeader = (header: string): string =>
  header.normalize("NFKC").replace(/[0-9](?:[\s-]?[0-9]){9,}[0-9Xx]/g, "(hidden)");
