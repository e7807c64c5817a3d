import { describe, expect, test } from "vitest";
import { readOutlines } from "../../../loaders/maps/outlines.ts";
import { simplify } from "../../../loaders/maps/simplify.ts";
import { readTiles } from "../../../loaders/maps/tiles.ts";

const areas = [
  { code: "9", parent: "" },
  { code: "901", parent: "9" },
  { code: "902", parent: "9" },
  { code: "90101", parent: "901" },
];
const heard: string[] = [];
const given = (file: string) => ({ file, areas, log: (line: string) => void heard.push(line) });
const tiles = (text: string) => readTiles(`code,column,row\n${text}`, given("data/areas/test.tiles.csv"));

describe("a layout of tiles", () => {
  test("places the areas that it names", () => {
    expect(tiles("901,0,2\n902,1,2\n")).toEqual({ "901": [0, 2], "902": [1, 2] });
  });

  test("is passed over, and that is said, for areas that the collection lacks", () => {
    heard.length = 0;
    expect(tiles("901,0,0\n902,1,0\n777,5,5\n")).not.toHaveProperty("777");
    expect(heard.join()).toContain("777");
  });

  test("counts for all areas below one parent or for none of them", () => {
    heard.length = 0;
    expect(tiles("901,0,0\n90101,0,0\n")).toEqual({ "90101": [0, 0] });
    expect(heard.join()).toContain("902");
  });

  test.each([
    ["901,0,0\n902,0,0\n", /row 3: areas 901 and 902 stand on one spot/],
    ["901,0,0\n901,1,0\n", /row 3: area 901 stands here twice/],
    ["901,a,0\n", /row 2: expected whole numbers/],
  ])("is refused with the row and what to do: %j", (text, message) => {
    expect(() => tiles(text)).toThrow(message);
  });

  test("needs its three columns", () => {
    expect(() => readTiles("code,x\n901,1\n", given("t.csv"))).toThrow(
      /no column column, row; found code, x/,
    );
  });
});

type Ring = number[][];
const feature = (code: unknown, ...rings: Ring[]) => ({
  type: "Feature",
  properties: { code },
  geometry: { type: "Polygon", coordinates: rings },
});
const box = (west: number, south: number, east: number, north: number): Ring => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
const outlines = (...features: unknown[]) =>
  readOutlines(JSON.stringify({ type: "FeatureCollection", features }), given("data/areas/test.geojson"));
const points = (path: string) =>
  [...path.matchAll(/(-?\d+),(-?\d+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
const reach = (path: string) => {
  const [xs, ys] = [0, 1].map((side) => points(path).map((point) => point[side]!));
  return [Math.min(...xs!), Math.min(...ys!), Math.max(...xs!), Math.max(...ys!)];
};

describe("boundaries from a GeoJSON file", () => {
  test("lie in a box with north up, on a plane as in degrees", () => {
    const plane = outlines(
      feature("901", box(500_000, 4_000_000, 501_000, 4_001_000)),
      feature(902, box(501_000, 4_000_000, 502_000, 4_001_000)),
    );
    expect([plane.width, plane.height]).toEqual([1000, 500]);
    expect(reach(plane.areas["901"]!.path)).toEqual([0, 0, 500, 500]);
    expect(reach(plane.areas["902"]!.path)).toEqual([500, 0, 1000, 500]);
    expect(plane.areas["902"]).toMatchObject({ at: [750, 250], room: 500 });

    // At 60 degrees a degree of longitude is half as long as one of latitude: cos(60°) = 1/2.
    const north = outlines(feature("901", box(10, 59, 12, 61)), feature("902", box(12, 59, 14, 61)));
    expect(north.height).toBe(1000);
    expect(reach(north.areas["901"]!.path)).toEqual([0, 0, 500, 1000]);
  });

  test("are the same whichever way round their rings go, and keep holes", () => {
    const hole = box(11, 40.5, 11.5, 41);
    const [first, second] = [box(10, 40, 12, 42), box(12, 40, 14, 42)];
    const turned = outlines(
      feature("901", [...first].reverse(), [...hole].reverse()),
      feature("902", [...second].reverse()),
    );
    const straight = outlines(feature("901", first, hole), feature("902", second));
    const sorted = (path: string) => path.split("Z").map((ring) => points(ring).map(String).sort().join(" "));
    expect(sorted(turned.areas["901"]!.path)).toEqual(sorted(straight.areas["901"]!.path));
    expect(straight.areas["901"]!.path.match(/M/g)).toHaveLength(2);
  });

  test("carry their label where there is most room, also where the middle is outside", () => {
    // A horseshoe, open to the east, whose western side is the broadest: four of its ten units.
    const corners = [
      [0, 0],
      [10, 0],
      [10, 1],
      [4, 1],
      [4, 9],
      [10, 9],
      [10, 10],
      [0, 10],
      [0, 0],
    ];
    const shoe = corners.map(([x, y]) => [x! * 1000, y! * 1000]);
    const found = outlines(feature("901", shoe), feature("902", box(10_000, 0, 11_000, 10_000)));
    const { at, room } = found.areas["901"]!;
    const unit = 1000 / 11;
    expect(at[0] / unit).toBeGreaterThan(1.9);
    expect(at[0] / unit).toBeLessThan(2.5);
    expect(room / unit).toBeGreaterThan(3.8);
    expect(room / unit).toBeLessThanOrEqual(4.6);
  });

  test("are put together across the 180th meridian", () => {
    const { areas: found } = outlines(
      feature("901", box(178, -1, 180, 1)),
      feature("902", box(-180, -1, -178, 1)),
    );
    expect(reach(found["901"]!.path)[2]).toBe(500);
    expect(reach(found["902"]!.path)[0]).toBe(500);
  });

  test("are simplified until a page can carry them, and neighbours keep one border", () => {
    // A border of 20,000 points that winds between two areas.
    const border = Array.from({ length: 20_001 }, (_, at): [number, number] => [
      10 + 0.05 * Math.sin(at / 60) + 0.01 * Math.sin(at * 7),
      40 + at / 10_000,
    ]);
    const { areas: found } = outlines(
      feature("901", [[9, 40], ...border, [9, 42], [9, 40]]),
      feature("902", [[11, 42], ...[...border].reverse(), [11, 40], [11, 42]]),
    );
    const total = Object.values(found).reduce((sum, { path }) => sum + path.length, 0);
    expect(total).toBeLessThanOrEqual(24_000);
    expect(total).toBeGreaterThan(1000);
    const shared = ({ path }: { path: string }) =>
      [
        ...new Set(
          points(path)
            .filter(([x]) => x! > 300 && x! < 450)
            .map(String),
        ),
      ].sort();
    expect(shared(found["901"]!).length).toBeGreaterThan(20);
    expect(shared(found["901"]!)).toEqual(shared(found["902"]!));
  });

  test("never stray farther than the tolerance from where they were", () => {
    const ring = Array.from({ length: 400 }, (_, at): [number, number] => [
      200 * Math.cos((at * Math.PI) / 200) + 3 * Math.sin(at * 5),
      200 * Math.sin((at * Math.PI) / 200),
    ]);
    const [kept] = simplify([[...ring, ring[0]!]], 5);
    expect(kept!.length).toBeLessThan(100);
    const away = ([x, y]: [number, number]) =>
      Math.min(
        ...kept!.slice(1).map(([bx, by], at) => {
          const [ax, ay] = kept![at] as [number, number];
          const length = (bx! - ax) ** 2 + (by! - ay) ** 2;
          const along = Math.max(0, Math.min(1, ((x - ax) * (bx! - ax) + (y - ay) * (by! - ay)) / length));
          return Math.hypot(ax + along * (bx! - ax) - x, ay + along * (by! - ay) - y);
        }),
      );
    expect(Math.max(...ring.map(away))).toBeLessThanOrEqual(5 + 1e-9);
  });

  test("of other areas are passed over, and that is said", () => {
    heard.length = 0;
    const found = outlines(
      feature("901", box(0, 0, 1, 1)),
      feature("902", box(1, 0, 2, 1)),
      feature("555", box(50, 50, 60, 60)),
    );
    expect(Object.keys(found.areas)).toEqual(["901", "902"]);
    expect(reach(found.areas["902"]!.path)[2]).toBe(1000);
    expect(heard.join()).toContain("555");
  });

  test.each([
    [[feature(undefined, box(0, 0, 1, 1))], /feature 1: it has no property `code`/],
    [[feature("777", box(0, 0, 1, 1))], /none of its 1 features/],
    [[feature("901", box(0, 0, 1, 1))], /no boundary for 902/],
    [
      [{ type: "Feature", properties: { code: "901" }, geometry: { type: "Point", coordinates: [0, 0] } }],
      /feature 1: expected a Polygon or a MultiPolygon, found Point/,
    ],
    [
      [
        feature("901", [
          [0, 0],
          [1, 1],
          [0, 0],
        ]),
      ],
      /at least four points/,
    ],
  ])("are refused with the feature and what to do: %#", (features, message) => {
    expect(() => outlines(...features)).toThrow(message);
  });

  test.each([
    ["{", /is not JSON/],
    ['{"type":"Topology"}', /expected a GeoJSON FeatureCollection, found "Topology"/],
    [" ".repeat(21 * 2 ** 20), /larger than 20 MB/],
  ])("are refused where the file is none: %#", (text, message) => {
    expect(() => readOutlines(text, given("test.geojson"))).toThrow(message);
  });
});
