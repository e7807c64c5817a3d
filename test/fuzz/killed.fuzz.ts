import { expect, test } from "vitest";
import { expectRecovery, left, runApart, waiting } from "../loaders/intake/killing.ts";
import { copyOf } from "../project.ts";

test("killed before every change of the file system and at any time between, intake goes on to the same bytes", async () => {
  const start = await waiting();
  const whole = await copyOf(start);
  const began = performance.now();
  const changes = (await runApart(whole, 0))!;
  const length = performance.now() - began;
  const undisturbed = await left(whole);
  await whole.remove();
  for (let at = 1; at <= changes; at++) {
    const project = await copyOf(start);
    // The order of two workers may leave a run one change short of the last.
    const lived = await runApart(project, at);
    if (lived !== undefined) expect(lived).toBeLessThan(at);
    await expectRecovery(project, undisturbed);
    await project.remove();
  }
  for (let i = 1; i <= 40; i++) {
    const project = await copyOf(start);
    await runApart(project, 0, (i / 40) * length);
    await expectRecovery(project, undisturbed);
    await project.remove();
  }
  await start.remove();
}, 1_800_000);
