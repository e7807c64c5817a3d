import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** SHA-256 of a file's bytes, hex. */
export async function sha256File(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk);
  return hash.digest("hex");
}

/** SHA-256 of a text, hex. */
export const sha256 = (text: string | Uint8Array): string => createHash("sha256").update(text).digest("hex");

/** Writes a file so that a reader sees the old bytes or the new ones, never a part. */
export async function writeAtomic(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const part = `${path}.part`;
  try {
    await writeFile(part, content);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

export const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Parsed JSON, or undefined where the file is missing or was cut short. */
export async function readJson<T>(path: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as T;
  } catch {
    return undefined;
  }
}

/** JSON with a stable layout, ending in a new line. */
export const toJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Names in a folder, sorted; an empty list where the folder is missing. Hidden files are left out. */
export async function list(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [] as string[]);
  return names.filter((name) => !name.startsWith(".")).sort();
}

/** Every file below a folder as sorted relative paths with forward slashes. */
export async function walk(folder: string, under = ""): Promise<string[]> {
  const found: string[] = [];
  for (const name of await list(join(folder, under))) {
    const path = under ? `${under}/${name}` : name;
    if ((await stat(join(folder, path))).isDirectory()) found.push(...(await walk(folder, path)));
    else found.push(path);
  }
  return found;
}
