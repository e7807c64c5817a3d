/**
 * The dirt that is planted, so that quarantine and quality have something true to show. Every planted row is
 * an extra one under a key of its own, a copy of a good row that breaks exactly one rule; the good rows stay
 * complete. What was planted is listed in `planted.json`.
 */
export interface Fault {
  /** The rule that the row breaks, as intake names it: `rule:column`, or the id of a contract's check. */
  reason: string;
  /** What is changed, by column, as SQL. Nothing for a duplicate. */
  change: Record<string, string>;
  /** Share of the file's rows, at least one row. */
  share: number;
  /** Only a file of text cells can hold it. */
  text?: boolean;
}

const nowhere = "'999901999001'";
const slips: Record<string, Fault[]> = {
  households: [
    { reason: "unknown_code:standing", change: { standing: "'migrant'" }, share: 0.0008 },
    { reason: "labour_exceeds_persons", change: { labour: "persons + 2" }, share: 0.0015 },
    { reason: "out_of_range:persons", change: { persons: "44" }, share: 0.0005 },
  ],
  employment: [
    { reason: "unknown_area:area", change: { area: nowhere }, share: 0.002 },
    { reason: "unknown_code:industry", change: { industry: "'handicraft'" }, share: 0.002 },
    { reason: "missing_required:workers", change: { workers: "NULL" }, share: 0.001 },
    { reason: "quality_exceeds_workers", change: { contract: "workers + 3" }, share: 0.0006 },
    { reason: "not_a_number:workers", change: { workers: "'约2人'" }, share: 0.001, text: true },
    { reason: "duplicate_key", change: {}, share: 0.002 },
  ],
  livestock: [
    { reason: "unknown_code:species", change: { species: "'yak'" }, share: 0.003 },
    { reason: "out_of_range:stock", change: { stock: "-12" }, share: 0.001 },
    { reason: "not_a_number:stock", change: { stock: "'若干'" }, share: 0.0015, text: true },
    { reason: "duplicate_key", change: {}, share: 0.001 },
  ],
  income: [
    { reason: "components_do_not_add_up", change: { total: "total + 1000" }, share: 0.003 },
    { reason: "missing_required:transfer", change: { transfer: "NULL" }, share: 0.001 },
    { reason: "out_of_range:persons", change: { persons: "0" }, share: 0.0005 },
  ],
  monitoring: [
    {
      reason: "registered_before_lead",
      change: { registered_date: "lead_date - 20", measure_date: "NULL" },
      share: 0.003,
    },
    { reason: "unknown_code:risk", change: { risk: "'flood'" }, share: 0.002 },
    { reason: "duplicate_key", change: {}, share: 0.002 },
  ],
  measures: [
    { reason: "unknown_code:measure", change: { measure: "'visit_only'" }, share: 0.003 },
    { reason: "unknown_area:area", change: { area: nowhere }, share: 0.001 },
    { reason: "not_a_date:started", change: { started: "'去年秋天'" }, share: 0.001, text: true },
  ],
  resettlement: [
    { reason: "unknown_area:origin", change: { origin: nowhere }, share: 0.002 },
    { reason: "out_of_range:sheds", change: { sheds: "60" }, share: 0.001 },
  ],
  assets: [
    { reason: "missing_required:value", change: { value: "NULL" }, share: 0.006 },
    { reason: "duplicate_key", change: {}, share: 0.004 },
  ],
  enterprises: [
    { reason: "part_exceeds_whole", change: { jobs_registered: "jobs + 1" }, share: 0.008 },
    { reason: "unknown_code:industry", change: { industry: "'handicraft'" }, share: 0.008 },
  ],
  exchange: [
    {
      reason: "matched_exceeds_rows",
      change: { department: "'taxation'", topic: "'public_opinion'", rows: "100", matched: "120" },
      share: 0.02,
    },
  ],
};

/** The files that arrive dirty; all others are clean. */
const dirty = new Set(
  [
    "households/2019 households/2020",
    "employment/2019-03 employment/2019-06 employment/2020-04 employment/2020-11 employment/2021-05 employment/2021-10",
    "livestock/2019-Q2 livestock/2020-Q3 livestock/2021-Q2",
    "income/2019-Q4 income/2020-Q2 income/2021-Q1",
    "monitoring/2019-08 monitoring/2020-07 monitoring/2021-07 monitoring/2021-12",
    "measures/2019-11 measures/2020-08 measures/2021-03",
    "resettlement/2020-Q2 resettlement/2021-Q3",
    "assets/2020-Q4 assets/2021-Q2",
    "enterprises/2019-Q4 enterprises/2021-Q1",
    "exchange/2020-09 exchange/2021-06",
  ].flatMap((line) => line.split(" ")),
);

/** What is planted in the file of a dataset and period, and how many rows of each. */
export function faultsOf(
  dataset: string,
  period: string,
  typed: boolean,
  rows: number,
): (Fault & { rows: number })[] {
  if (!dirty.has(`${dataset}/${period}`)) return [];
  return (slips[dataset] ?? [])
    .filter((fault) => !(fault.text && typed))
    .map((fault) => ({ ...fault, rows: Math.max(1, Math.round(rows * fault.share)) }));
}
