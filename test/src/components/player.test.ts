import { expect, test } from "vitest";
import { player } from "../../../src/components/filters/player.ts";

/** A player over so many steps whose clock is ticked by hand. */
function over(steps: number) {
  let left = steps;
  let running: { milliseconds: number; tick: () => void } | undefined;
  const said: boolean[] = [];
  const play = player(
    (milliseconds, tick) => {
      running = { milliseconds, tick };
      return () => {
        running = undefined;
      };
    },
    () => --left > 0,
    (playing) => said.push(playing),
  );
  return { ...play, said, left: () => left, clock: () => running };
}

test("playing goes one step a second and stops after the last", () => {
  const it = over(2);
  it.start();
  expect(it.clock()!.milliseconds).toBe(1000);
  it.clock()!.tick();
  expect([it.playing(), it.left()]).toEqual([true, 1]);
  it.clock()!.tick();
  expect([it.playing(), it.left(), it.clock()]).toEqual([false, 0, undefined]);
  expect(it.said).toEqual([true, false]);
});

test("starting twice runs one clock, and stopping when nothing plays says nothing", () => {
  const it = over(5);
  it.stop();
  it.start();
  const clock = it.clock();
  it.start();
  expect(it.clock()).toBe(clock);
  it.stop();
  expect([it.playing(), it.left(), it.clock()]).toEqual([false, 5, undefined]);
  expect(it.said).toEqual([true, false]);
});
