import type { CodeLists, Manifest } from "../../../loaders/release/manifest.ts";

/**
 * The line that stands under a chart in a notebook: what is measured, of whom, its unit, the periods, who
 * produced the records, how the figures came to be, and whether they are synthetic.
 */
export function sourceLine(
  { manifest, codes }: { manifest: Manifest; codes: CodeLists },
  { collection, table, measure }: { collection: string; table: string; measure: string },
): string {
  const word = (list: string, code: string) => codes[list]?.find((entry) => entry.code === code)?.en ?? code;
  const { title, origins, synthetic, tables } = manifest.collections[collection]!;
  const { datasets, measures, population, periods } = tables[table]!;
  const { label, unit, tier, qualifier } = measures.find(({ name }) => name === measure)!;
  const sources = datasets.flatMap((name) => (origins[name] ? [origins[name].producer.en] : []));
  return [
    synthetic ? "SYNTHETIC: a fictional county, not a finding about any place" : "",
    `${label.en}, in ${word("unit", unit)}${qualifier === "exact" ? "" : ` (${word("qualifier", qualifier)})`}`,
    population.en,
    periods.length > 1 ? `${periods[0]} to ${periods.at(-1)}` : (periods[0] ?? ""),
    `Source: ${[...new Set(sources)].join("; ") || title.en}`,
    word("tier", tier).toLowerCase(),
    `release ${manifest.release}`,
  ]
    .filter((part) => part !== "")
    .join(" · ");
}
