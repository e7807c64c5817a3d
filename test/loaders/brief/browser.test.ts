import { expect, test } from "vitest";
import { findBrowser, launchBrowser, usualPlaces } from "../../../loaders/brief/browser.ts";
import { timeless } from "../../../loaders/brief/print.ts";

const only = (path: string) => ({ exists: (asked: string) => asked === path });

test("a browser is found where FOOTHOLD_BROWSER says, or in the usual places of each system, Chromium before Edge", () => {
  expect(
    findBrowser({ FOOTHOLD_BROWSER: "/own/browser" }, { platform: "linux", ...only("/own/browser") }),
  ).toBe("/own/browser");
  const windows = { PROGRAMFILES: "C:\\Program Files" };
  for (const [platform, env] of [
    ["linux", {}],
    ["darwin", {}],
    ["win32", windows],
  ] as const) {
    const places = usualPlaces(platform, env);
    expect(places.some((place) => /edge/i.test(place))).toBe(true);
    for (const place of places) expect(findBrowser(env, { platform, ...only(place) })).toBe(place);
    expect(findBrowser(env, { platform, exists: (path) => places.includes(path) })).toBe(places[0]);
  }
});

test("a browser that is named and is not there ends with a sentence, and none at all says what to install", async () => {
  expect(() => findBrowser({ FOOTHOLD_BROWSER: "/gone" }, { exists: () => false })).toThrow(
    /FOOTHOLD_BROWSER names \/gone, which does not exist/,
  );
  expect(findBrowser({}, { exists: () => false })).toBeUndefined();
  await expect(launchBrowser({}, () => undefined)).rejects.toThrow(/none was found. Install one/);
});

test("the dates of a PDF become the first day of the year shown, and no byte moves", () => {
  const before = "<</CreationDate (D:20261124031500+00'00')\n/ModDate (D:20261124031500Z)>> rest";
  const after = timeless(Buffer.from(before, "latin1"), "2021-12").toString("latin1");
  expect(after.length).toBe(before.length);
  expect(after).toContain("(D:20210101000000");
  expect(after).not.toContain("2026");
  expect(after.indexOf("rest")).toBe(before.indexOf("rest"));
});
