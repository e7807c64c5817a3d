import { expect, test } from "vitest";
import {
  type Area,
  funnel,
  normalCdf,
  normalQuantile,
  zTogether,
} from "../../../../src/components/notebook/funnel.ts";

const area = (name: string, value: number, size: number): Area => ({ area: name, name, value, size });
const settings = { centre: 100, iqr: 40, alpha: 0.05, ordinary: false };

test("the normal chances are those of the printed tables", () => {
  expect(normalCdf(1.959964)).toBeCloseTo(0.975, 6);
  expect(normalCdf(-1)).toBeCloseTo(0.158655, 6);
  expect(normalQuantile(0.995)).toBeCloseTo(2.575829, 5);
});

test("one area is judged at the ordinary limit, many at a wider one", () => {
  expect(zTogether(1, 0.05)).toBeCloseTo(1.95996, 4);
  expect(zTogether(37, 0.05)).toBeCloseTo(normalQuantile(1 - (1 - 0.95 ** (1 / 37)) / 2), 6);
  expect(zTogether(37, 0.05)).toBeGreaterThan(3);
});

test("the same difference counts for a large area and not for a small one", () => {
  const { areas, alone } = funnel([area("small", 110, 16), area("large", 110, 1600)], settings);
  expect(areas.map((d) => [d.name, d.z, d.outside])).toEqual([
    ["small", 1, false],
    ["large", 10, true],
  ]);
  expect(alone(1600)[1]).toBeCloseTo(101.96, 2);
  expect(alone(16)[0]).toBeCloseTo(80.4, 1);
});

test("the usual spread between areas is found, and then only an unusual area is outside", () => {
  const usual = Array.from({ length: 20 }, (_, i) => area(`usual ${i}`, i % 2 ? 90 : 110, 1600));
  expect(funnel(usual, settings).areas.every((d) => d.outside)).toBe(true);
  const allowed = funnel([...usual, area("far", 160, 1600)], { ...settings, ordinary: true });
  expect(allowed.between).toBeGreaterThan(9);
  expect(allowed.areas.filter((d) => d.outside).map((d) => d.name)).toEqual(["far"]);
});

test("areas that differ by less than their errors show no spread of their own", () => {
  const close = [area("a", 100.1, 100), area("b", 99.9, 100), area("c", 100, 100)];
  expect(funnel(close, { ...settings, ordinary: true }).between).toBe(0);
});
