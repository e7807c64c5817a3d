import { setTimeout as delay } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { UserError } from "../../../../loaders/errors.ts";
import { reader, zip } from "./reading.ts";

/** A disk so slow to close that what was begun before shows its errors before anybody listens. */
vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof import("node:fs/promises")>();
  const open = async (...given: Parameters<typeof real.open>) => {
    const file = await real.open(...given);
    const { close } = file;
    return Object.assign(file, { close: () => delay(50).then(close) });
  };
  return { ...real, open };
});

test("a damaged archive is refused in a sentence and ends nothing else, however slow the disk", () =>
  reader(async (read) => {
    const damaged = zip({ "a.csv": "户编号,人数\nH1,3\n" });
    damaged[30 + "a.csv".length]! |= 0b110;
    const error = await read("a.zip", damaged).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(UserError);
    expect((error as Error).message).toMatch(/damaged or cut short/);
  }));
