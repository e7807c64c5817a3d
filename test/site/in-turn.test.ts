import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { inTurn } from "../../loaders/site/dev.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("many changes at once make one run, and changes during a run make one more after it", async () => {
  const ends: (() => void)[] = [];
  const call = inTurn(() => new Promise<void>((resolve) => ends.push(resolve)));
  call();
  call();
  await vi.advanceTimersByTimeAsync(200);
  expect(ends.length).toBe(1);
  call();
  await vi.advanceTimersByTimeAsync(200);
  call();
  await vi.advanceTimersByTimeAsync(200);
  expect(ends.length).toBe(1);
  ends[0]!();
  await vi.advanceTimersByTimeAsync(200);
  expect(ends.length).toBe(2);
  ends[1]!();
  await vi.advanceTimersByTimeAsync(200);
  expect(ends.length).toBe(2);
});
