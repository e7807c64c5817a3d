import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { literal, rows, withDuckDB } from "../../../loaders/db.ts";
import {
  headerIdentifies,
  holdsIdentifyingSql,
  looksIdentifyingSql,
  shownHeader,
} from "../../../loaders/intake/identity.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "foothold-identity-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("what looks identifying", () => {
  // 11010519491231002X is the specimen number of GB 11643; 4111111111111111 is a card test number.
  test.each([
    ["11010519491231002X", true],
    ["110105 19491231 002x", true],
    ["110105194912310021", false],
    ["13800138000", true],
    ["+8613800138000", true],
    ["4111111111111111", true],
    ["4111111111111112", false],
    ["999901002003", false],
    ["2021-06", false],
    ["12800138000", false],
    ["１３８００１３８０００", true],
    ["", false],
  ])("%s: %s", async (text, expected) => {
    await withDuckDB(folder, async (db) => {
      const [row] = await rows<{ x: boolean }>(
        db,
        `select ${looksIdentifyingSql("t")} as x from (values (${literal(text)})) v(t)`,
      );
      expect(row!.x).toBe(expected);
    });
  });

  test("is found among other words too, and hidden in a header that is shown", async () => {
    const texts = ["联系人13800138000（手机）", "No. 11010519491231002X", "编号999901002003", "2021年13万户"];
    await withDuckDB(folder, async (db) => {
      const list = texts.map((t, i) => `(${i}, ${literal(t)})`).join(", ");
      const found = await rows(
        db,
        `select ${holdsIdentifyingSql("t")} as x from (values ${list}) v(i, t) order by i`,
      );
      expect(found.map((r) => r.x)).toEqual([true, true, false, false]);
    });
    expect(shownHeader("电话138 0013 8000")).toBe("电话(hidden)");
    expect(shownHeader("2021年6月就业人数")).toBe("2021年6月就业人数");
  });

  test.each(["户主姓名", "身份证号码", "联系电话", "Bank account", "ID card", "民族", "Ｐhone"])(
    "the header %s",
    (header) => {
      expect(headerIdentifies(header)).toBe(true);
    },
  );

  test.each(["户编号", "行政区划代码", "wage", "Persons", "idle", "期末存栏"])(
    "not the header %s",
    (header) => {
      expect(headerIdentifies(header)).toBe(false);
    },
  );
});
