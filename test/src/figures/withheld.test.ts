import fc from "fast-check";
import { parseHTML } from "linkedom";
import { expect, test } from "vitest";
import { readMarts } from "../../../loaders/marts/declaration.ts";
import type { Lang } from "../../../src/components/data/view.ts";
import { frame } from "../../../src/components/figure/frame.ts";
import type { FigureState, Tile } from "../../../src/components/figure/spec.ts";
import { pages } from "../../../src/figures/index.ts";
import { pagesFor } from "../../../src/pages.ts";
import { type Given, releaseOf, sceneIn } from "../release.ts";
import { tables } from "../tables.ts";

/** Measures that protection may withhold, by table. */
const protectable = new Map(
  (await readMarts()).map(({ declaration: { mart, measures } }) => [
    mart,
    new Set(measures.flatMap(({ name, contributors }) => (contributors ? [name] : []))),
  ]),
);

/** The tables with every value withheld for which `hides` says so. */
const withheldFrom = (hides: () => boolean): Record<string, Given> =>
  Object.fromEntries(
    Object.entries(tables).map(([name, given]) => {
      const first = given.dimensions.length;
      const may = given.measures.map(([measure]) => protectable.get(name)?.has(measure) ?? false);
      const rows = given.rows.map((row) =>
        row.map((value, at) =>
          typeof value === "number" && may[at - first] && hides() ? "withheld" : value,
        ),
      );
      return [name, { ...given, rows }];
    }),
  );

interface Part {
  of: string;
  html: string;
  tile?: Tile;
  state?: FigureState;
}

/** All that every page says of a release: headlines, sentences, blocks and figures, as HTML. */
function* said(given: Record<string, Given>, lang: Lang, area: string): Generator<Part> {
  const scene = sceneIn(releaseOf(given), { lang, area });
  const document = parseHTML("<html><body><main></main></body></html>").document as unknown as Document;
  const shown = new Set(["area", ...pagesFor(scene.collection.tables).map(({ slug }) => slug)]);
  for (const { slug, headline, texts, blocks, figures } of Object.values(pages)) {
    if (!shown.has(slug)) continue;
    for (const tile of headline?.(scene) ?? [])
      yield { of: `${slug}, headline`, html: JSON.stringify(tile), tile };
    for (const [name, text] of Object.entries(texts ?? {}))
      yield { of: `${slug}, ${name}`, html: text(scene).join("\n") };
    for (const [name, block] of Object.entries(blocks ?? {}).filter(([name]) => !ofOthers.has(name)))
      yield { of: `${slug}, ${name}`, html: block(scene, document).outerHTML };
    for (const spec of figures) {
      if (!spec.tables.every((table) => scene.has(table))) continue;
      const state = spec.state(scene);
      yield {
        of: `${slug}, ${spec.id}`,
        html: frame(document, spec, state, scene, () => "x").outerHTML,
        state,
      };
    }
  }
}

/** Blocks of figures that others published, which are no cells of ours. */
const ofOthers = new Set(["conflicts", "filter", "list", "published"]);

const broken = /NaN|undefined|Infinity|\bnull\b|\[object/;

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
function random(seed: number) {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

test("whatever is withheld, no page breaks and none writes a number that is none", () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.constantFrom(0.03, 0.2, 0.6),
      fc.constantFrom<Lang>("en", "zh"),
      fc.constantFrom("9", "901"),
      (seed, share, lang, area) => {
        const next = random(seed);
        for (const { of, html } of said(
          withheldFrom(() => next() < share),
          lang,
          area,
        ))
          expect(html.match(broken)?.[0], of).toBeUndefined();
      },
    ),
    { numRuns: 6, seed: 20211231 },
  );
}, 120_000);

test.each(["en", "zh"] as const)(
  "where all is withheld, no headline, finding or cell becomes a zero, in %s",
  (lang) => {
    const zero = /(^|[^\d.,])0(\.0+)?%?(?![\d.,])/;
    const told = ({ tile, state }: { tile?: Tile; state?: FigureState }) => tile?.value ?? state?.title ?? "";
    const open = [...said(tables, lang, "9")];
    let cells = 0;
    const wrong = [
      ...said(
        withheldFrom(() => true),
        lang,
        "9",
      ),
    ].filter((part, at) => {
      const hidden = (part.state?.columns ?? [])
        .filter(({ kind }) => kind === "number")
        .flatMap(({ name }) =>
          part.state!.rows.filter((row) => row[`${name}_status`] === "withheld").map((row) => row[name]),
        );
      cells += hidden.length;
      expect(part.of).toBe(open[at]!.of);
      // A zero that is published stays one, and of villages the title counts those that can be shown.
      const counts = part.of.endsWith(", monitoring-villages");
      const becameZero = !counts && zero.test(told(part)) && told(part) !== told(open[at]!);
      return broken.test(part.html) || becameZero || hidden.some((value) => value !== null);
    });
    expect(wrong.map((part) => `${part.of}: ${told(part)}`)).toEqual([]);
    expect(cells).toBeGreaterThan(100);
  },
  60_000,
);
