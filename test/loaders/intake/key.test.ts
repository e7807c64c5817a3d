import { createHmac } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { literal, rows, withDuckDB } from "../../../loaders/db.ts";
import { hashSql, keyFile, readOrCreateKey, registerKey } from "../../../loaders/intake/key.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "foothold-key-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("the household key", () => {
  test("is hashed as HMAC-SHA-256 does it, cut to 60 bits", async () => {
    const key = Buffer.from(Array.from({ length: 32 }, (_, i) => i));
    await withDuckDB(folder, async (db) => {
      await registerKey(db, key);
      for (const text of ["H0000001", "户一", ""]) {
        const [row] = await rows<{ h: string }>(db, `select ${hashSql(literal(text))} as h`);
        const mac = createHmac("sha256", key).update(text).digest("hex");
        expect(BigInt(row!.h)).toBe(BigInt(`0x${mac.slice(0, 15)}`));
      }
    });
  });

  test("is made once by runs that start together, for its owner alone, and never replaced", async () => {
    for (let round = 0; round < 50; round++) {
      const path = join(folder, `round-${round}`, "household.key");
      const made = await Promise.all(Array.from({ length: 16 }, () => readOrCreateKey(path)));
      expect(new Set(made.map((key) => key.toString("hex"))).size).toBe(1);
      expect(made[0]).toHaveLength(32);
      expect(await readdir(dirname(path))).toEqual(["household.key"]);
      if (process.platform !== "win32") expect((await stat(path)).mode & 0o777).toBe(0o600);
    }
  });

  test("may not lie inside the project, by its name or through a link", async () => {
    const root = join(folder, "project");
    await mkdir(join(root, "keys"), { recursive: true });
    await symlink(join(root, "keys"), join(folder, "link"), "junction");
    const named = (path: string) => () => keyFile({ FOOTHOLD_KEY_FILE: path }, root);
    const inside = [
      join(root, "household.key"),
      join(root, "..", "project", "a", "b.key"),
      join(folder, "link", "b.key"),
    ];
    for (const path of inside)
      expect(named(path)).toThrow(/may not lie inside the project.*FOOTHOLD_KEY_FILE/);
    expect(() => keyFile({ XDG_CONFIG_HOME: root, APPDATA: root }, root)).toThrow(/may not lie inside/);
    for (const path of [
      join(folder, "household.key"),
      join(folder, "project.key"),
      join(folder, "..project", "b.key"),
    ])
      expect(named(path)()).toBe(path);
  });

  test("that was damaged stops the build instead of starting a new history", async () => {
    const path = join(folder, "damaged.key");
    await writeFile(path, "abc\n");
    await expect(readOrCreateKey(path)).rejects.toThrow(/does not hold a key of 64 hexadecimal digits/);
  });
});
