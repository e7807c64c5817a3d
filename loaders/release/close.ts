import type { DuckDBConnection } from "@duckdb/node-api";
import { identifier } from "../db.ts";
import { columns, type Exact } from "./cells.ts";

/**
 * Which two periods of a series too few contributors tell apart: between which fewer joined, left or changed what they
 * add than the policy asks, so that the difference of the two values would be theirs alone.
 *
 * To compare every contributor in every two periods would be far too much, so contributors are spread over buckets,
 * and each bucket gets a mark: the sum of what its contributors add, each times a number of its own. Where the marks
 * differ, somebody in the bucket changed; where they do in as many buckets as the policy asks of contributors, enough
 * did. Only what is left is counted one by one. Two marks that are equal by chance cost such a count; where the marks
 * of all buckets are, which 32 random bits each make as good as impossible, the two periods count as the same.
 */

/** By series and period, in places: the other periods from which too few tell it apart, ascending. */
export class Close {
  private readonly start: Uint32Array;
  private readonly times: number;

  constructor(
    { series, periods }: Pick<Exact, "series" | "periods">,
    of: ArrayLike<number>,
    time: ArrayLike<number>,
    private readonly other: ArrayLike<number>,
  ) {
    this.times = periods.length;
    this.start = new Uint32Array(series * this.times + 1);
    for (let i = 0; i < other.length; i++) this.start[of[i]! * this.times + time[i]! + 1]!++;
    for (let at = 0; at + 1 < this.start.length; at++) this.start[at + 1]! += this.start[at]!;
  }

  of(series: number, time: number): number[] {
    const at = series * this.times + time;
    return Array.prototype.slice.call(this.other, this.start[at]!, this.start[at + 1]!);
  }
}

/** A median or a ratio changes with any of the amounts that the contributors of its row add. */
export const amountsOf = ({ contributed }: Exact, measure: string) =>
  (contributed.includes(measure) ? [measure] : contributed).map(identifier);

/**
 * Compares every two periods of each series.
 * @param fewest contributors who must tell two periods apart
 */
export async function closePeriods(
  db: DuckDBConnection,
  exact: Exact,
  measure: string,
  fewest: number,
): Promise<Close> {
  const amounts = await makeMarks(db, exact, measure, fewest);
  const [series, time, other] = await columns(
    db,
    `
with near as (${nearSql("marks", 'b."time" < a."time"', fewest)}),
close as (${countedSql(amounts, fewest)}),
both_ways as (select series, now, other from close union all select series, other, now from close)
select * from both_ways order by all`,
  );
  return new Close(exact, series!, time!, other!);
}

/**
 * Compares every period of each series with the periods that a vintage told otherwise. Needs `revised_<mart>` and what
 * `makeParts` makes.
 * @returns by series and period now, the periods as they were told
 */
export async function closeToTold(
  db: DuckDBConnection,
  exact: Exact,
  measure: string,
  fewest: number,
): Promise<Close> {
  const amounts = await makeMarks(db, exact, measure, fewest);
  const revised = `revised_${exact.declaration.mart}`;
  const buckets = range(fewest).map((b) => `m.b${b} - coalesce(r.b${b}, 0) as b${b}`);
  const [series, time, other] = await columns(
    db,
    `
with changed as (
  select series, "time", ${markSql(amounts, fewest)} from ${revised} group by series, "time"
),
told as (
  select m.series, m."time", ${buckets.join(", ")}
  from marks m join changed r on r.series = m.series and r."time" = m."time"
),
near as (${nearSql("told", 'b."time" <> a."time"', fewest)}),
close as (${countedSql(amounts, fewest, revised)})
select * from close order by all`,
  );
  return new Close(exact, series!, time!, other!);
}

/** Buckets enough that ten contributors or more seldom fall into fewer than are asked for. */
const range = (fewest: number) => [...Array(Math.max(16, 4 * fewest)).keys()];

/** SQL of the marks of a group of amounts by contributor: a column for each bucket. */
const markSql = (amounts: string[], fewest: number) => {
  const number = (place: number) => `cast((unit >> ${8 * place}) & 4294967295 as hugeint)`;
  const mark = amounts.map((a, place) => `${number(4 - (place % 4))} * coalesce(${a}, 0)`).join(" + ");
  const of = range(fewest);
  return of
    .map((b) => `coalesce(sum(${mark}) filter (where unit % ${of.length} = ${b}), 0) as b${b}`)
    .join(", ");
};

/** SQL of the pairs of periods whose marks differ, but in fewer buckets than are asked for. */
function nearSql(others: string, apart: string, fewest: number): string {
  const differing = range(fewest).map((k) => `cast(a.b${k} <> b.b${k} as integer)`);
  return `
  select a.series, a."time" as now, b."time" as other
  from marks a join ${others} b on b.series = a.series and ${apart}
  where ${differing.join(" + ")} between 1 and ${fewest - 1}`;
}

/**
 * Makes `marks` (series, time, a column for each bucket) of every row.
 * @returns the amounts that count
 */
async function makeMarks(
  db: DuckDBConnection,
  exact: Exact,
  measure: string,
  fewest: number,
): Promise<string[]> {
  const amounts = amountsOf(exact, measure);
  const buckets = range(fewest).map((b) => `b${b}`);
  await db.run(`
create or replace temp table marks as
with fine_marks as (select fine, "time", ${markSql(amounts, fewest)} from parts group by fine, "time"),
marked as (
  select w.series, f."time", ${buckets.map((b) => `sum(f.${b}) as ${b}`).join(", ")}
  from fine_marks f join within w on w.fine = f.fine
  group by w.series, f."time"
)
select e.series, e."time", ${buckets.map((b) => `coalesce(m.${b}, 0) as ${b}`).join(", ")}
from ${exact.name} e left join marked m on m.series = e.series and m."time" = e."time"`);
  return amounts;
}

/**
 * SQL of those of `near` (series, now, other) whose two periods fewer contributors tell apart, counted one by one.
 * @param revised table of what each contributor added to the other period more or less than a vintage told
 */
function countedSql(amounts: string[], fewest: number, revised?: string): string {
  const sums = amounts.map((a) => `sum(${a}) as ${a}`).join(", ");
  const told = `
    union all
    select n.series, n.now, n.other, r.unit, ${amounts.map((a) => `r.${a}`).join(", ")}
    from near n join ${revised} r on r.series = n.series and r."time" = n.other`;
  return `
  with steps as (
    select n.series, n.now, n.other, m.unit, ${amounts.map((a) => `case when n.now > n.other then m.${a} else -m.${a} end as ${a}`).join(", ")}
    from near n join within w on w.series = n.series join moved m on m.fine = w.fine
    where m."time" > least(n.now, n.other) and m."time" <= greatest(n.now, n.other)${revised ? told : ""}
  ),
  net as (select series, now, other, unit, ${sums} from steps group by all)
  select series, now, other from net where ${amounts.map((a) => `${a} <> 0`).join(" or ")}
  group by all having count(*) < ${fewest}`;
}
