import { identifier, literal } from "../db.ts";
import { UserError } from "../errors.ts";
import type { Table } from "../release/manifest.ts";
import type { Rule, Share } from "./rules.ts";

/**
 * A rule as SQL over the published tables of one collection, which lie in the schema `published`. A measure
 * is null there wherever it is withheld or missing, and such a subject is not judged: neither a finding nor
 * its absence says anything about a withheld value.
 */

/** Every subject of a rule: a row for each area, item and period, with its value or null. */
const subjects = (rule: Rule, table: Table, root: string): string => {
  const named = new Set(table.dimensions.map((d) => d.name));
  const total = table.dimensions.find((d) => d.name === rule.by)?.total;
  const conditions = [
    "period <> ''",
    ...Object.entries(rule.where).map(equals),
    ...(rule.by && total ? [`${identifier(rule.by)} <> ${literal(total)}`] : []),
  ];
  const item = rule.by ? identifier(rule.by) : "''";
  const area = named.has("area") ? "area" : literal(root);
  const grouped = rowsOfShare(rule).length > 0;
  const fixed = "steady" in rule && rule.steady ? identifier(rule.steady) : "0";
  const steady = grouped ? `max(${fixed})` : fixed;
  return `
placed as (
    select ${area} as area, ${item} as item, period, ${valueSql(rule)} as value, ${steady} as steady,
        ${rule.kind === "overdue" ? lateness(rule) : "false"} as overdue
    from published.${identifier(rule.table)}
    where ${conditions.join(" and ")}
    ${grouped ? `group by ${[...(named.has("area") ? ["area"] : []), ...(rule.by ? [item] : []), "period"].join(", ")}` : ""}
),
subjects as (
    select placed.*, areas.level,
        case
            when length(period) = 4 then cast(period as integer)
            when period like '%Q%' then cast(substr(period, 1, 4) as integer) * 4 + cast(substr(period, 7, 1) as integer)
            else cast(substr(period, 1, 4) as integer) * 12 + cast(substr(period, 6, 2) as integer)
        end as step
    from placed
    inner join published.areas on placed.area = areas.code
    ${rule.levels ? `where areas.level in (${rule.levels.map(literal).join(", ")})` : ""}
)`;
};

const equals = ([dimension, value]: [string, string]) => `${identifier(dimension)} = ${literal(value)}`;

const shareOf = (rule: Rule): Share | undefined => ("share" in rule ? rule.share : undefined);

/** Dimensions in which the rows of a share differ; none where it takes two measures of one row. */
function rowsOfShare(rule: Rule): string[] {
  const share = shareOf(rule);
  return share && "measure" in share
    ? [...new Set([...Object.keys(share.part), ...Object.keys(share.whole)])]
    : [];
}

function shareSql(share: Share): string {
  if (!("measure" in share))
    return `cast(${identifier(share.part)} as double) / nullif(${identifier(share.whole)}, 0)`;
  const measure = identifier(share.measure);
  const [part, whole] = [share.part, share.whole].map((row) => Object.entries(row).map(equals).join(" and "));
  // A row that is not there counts nothing; a withheld one is there.
  return `case when count(*) filter (where ${part}) = 0 then 0
            else cast(max(${measure}) filter (where ${part}) as double) end
            / nullif(max(${measure}) filter (where ${whole}), 0)`;
}

function valueSql(rule: Rule): string {
  const share = shareOf(rule);
  if (share) return shareSql(share);
  if (rule.kind === "identity")
    return Object.entries(rule.sum)
      .map(([m, weight]) => `${weight} * ${identifier(m)}`)
      .join(" + ");
  if (rule.kind === "overdue") return rule.late ? identifier(rule.late) : "0";
  return `cast(${identifier(measured(rule))} as double)`;
}

/** The measure that a rule without share or sum judges. */
const measured = (rule: Rule): string => ("measure" in rule && rule.measure) || "";

const lateness = ({ measure, late, days }: Extract<Rule, { kind: "overdue" }>) =>
  `(${identifier(`${measure}_status`)} = 'not_reported'${late ? ` or coalesce(${identifier(late)} > ${days}, false)` : ""})`;

/** What a subject is held against, and whether it calls for attention. `excess` orders findings of a rule. */
function judged(rule: Rule, yearly: number): string {
  const columns = "area, item, period, step, value";
  switch (rule.kind) {
    case "threshold":
    case "coverage": {
      const above = rule.kind === "threshold" ? rule.above : undefined;
      const limit = above ?? rule.below!;
      return `
judged as (
    select ${columns}, ${limit} as reference, '' as compared,
        value ${above === undefined ? "<" : ">"} ${limit} as fired, abs(value - ${limit}) as excess
    from subjects where value is not null
)`;
    }
    case "identity":
      return `
judged as (
    select ${columns}, 0 as reference, '' as compared, abs(value) > ${rule.tolerance} as fired, abs(value) as excess
    from subjects where value is not null
)`;
    case "overdue":
      return `
judged as (
    select ${columns}, ${rule.days} as reference, '' as compared, overdue as fired, coalesce(value, 9999) as excess
    from subjects
)`;
    case "change":
    case "change_year": {
      const base = rule.points ? "1" : "nullif(abs(before.value), 0)";
      const change = `(now.value - before.value) / ${base}`;
      const far = [
        ...(rule.rise === undefined ? [] : [`${change} >= ${rule.rise}`]),
        ...(rule.fall === undefined ? [] : [`${change} <= -${rule.fall}`]),
      ].join(" or ");
      return `
judged as (
    select now.area, now.item, now.period, now.step, now.value, before.value as reference, before.period as compared,
        (${far}) and abs(now.value - before.value) >= ${rule.smallest ?? 0} as fired, abs(${change}) as excess
    from subjects now
    inner join subjects before
        on now.area = before.area and now.item = before.item
        and before.step = now.step - ${rule.kind === "change" ? 1 : yearly}
    where now.steady = before.steady and ${change} is not null
)`;
    }
    case "outlier": {
      const grown = `
compared as (
    select now.area, now.item, now.period, now.step, now.level, now.value / nullif(before.value, 0) - 1 as value
    from subjects now
    inner join subjects before
        on now.area = before.area and now.item = before.item and before.step = now.step - ${yearly}
),`;
      return `${rule.growth ? grown : "compared as (select * from subjects),"}
medians as (
    select level, item, step, percentile_cont(0.5) within group (order by value) as median, count(value) as peers
    from compared group by level, item, step
),
distances as (
    select compared.*, median, peers, abs(value - median) as distance
    from compared
    inner join medians on compared.level = medians.level and compared.item = medians.item and compared.step = medians.step
    where value is not null and peers >= ${rule.peers}
),
spreads as (
    select level, item, step, 1.4826 * percentile_cont(0.5) within group (order by distance) as spread
    from distances group by level, item, step
),
judged as (
    select area, distances.item, period, distances.step, value, median as reference, '' as compared,
        distance > ${rule.deviations} * spread as fired, distance / spread as excess
    from distances
    inner join spreads
        on distances.level = spreads.level and distances.item = spreads.item and distances.step = spreads.step
    where spread > 0
)`;
    }
    case "running":
      return `
steps as (
    select *,
        case when value > lag(value) over earlier and step - lag(step) over earlier = 1
            and steady = lag(steady) over earlier then 1 else 0 end as rose,
        lag(value, ${rule.rising}) over earlier as first_value,
        lag(period, ${rule.rising}) over earlier as first_period,
        step - lag(step, ${rule.rising}) over earlier as span
    from subjects where value is not null
    window earlier as (partition by area, item order by step)
),
counted as (
    select ${columns}, span, first_value as reference, first_period as compared,
        sum(rose) over (
            partition by area, item order by step rows between ${rule.rising - 1} preceding and current row
        ) = ${rule.rising} as fired,
        value - first_value as excess
    from steps
),
judged as (
    select * from counted where span = ${rule.rising}
)`;
  }
}

/**
 * SQL of one rule's judgements: a row for each subject and period, with `judged`, `fired`, `began` (fired, and
 * not when last judged), `cleared` (not fired, but when last judged) and `since`, the period when it began.
 * @param root code of the area for which a table without areas speaks
 * @throws UserError where the rule does not fit its table
 */
export function ruleSql(rule: Rule, table: Table, root: string): string {
  check(rule, table);
  const yearly = { month: 12, quarter: 4, year: 1, none: 0 }[table.frequency];
  return `
with ${subjects(rule, table, root)},
${judged(rule, yearly)},
followed as (
    select *, coalesce(lag(fired) over (partition by area, item order by step), false) as fired_before from judged
),
dated as (
    select *,
        max(case when fired and not fired_before then period end) over (
            partition by area, item order by step rows between unbounded preceding and current row
        ) as since
    from followed
)
select
    subjects.area, subjects.item, subjects.period, dated.area is not null as judged, dated.value, dated.reference,
    dated.compared, dated.since, dated.excess,
    coalesce(fired, false) as fired, coalesce(fired and not fired_before, false) as began,
    coalesce(not fired and fired_before, false) as cleared
from subjects
left join dated on subjects.area = dated.area and subjects.item = dated.item and subjects.period = dated.period`;
}

function check(rule: Rule, table: Table): void {
  const say = (what: string) => new UserError(`attention.yml, rule ${rule.id}: ${what}`);
  const dimensions = table.dimensions.map((d) => d.name);
  const measures = table.measures.map((m) => m.name);
  for (const used of measuresOf(rule))
    if (!measures.includes(used))
      throw say(`the table ${rule.table} has no measure ${used}. It has ${measures.join(", ")}.`);
  const given = [...Object.keys(rule.where), ...(rule.by ? [rule.by] : []), ...rowsOfShare(rule)];
  for (const used of given)
    if (!dimensions.includes(used))
      throw say(`the table ${rule.table} has no dimension ${used}. It has ${dimensions.join(", ")}.`);
  const open = dimensions.filter((d) => !["area", "period", ...given].includes(d));
  if (open.length > 0)
    throw say(
      `the table ${rule.table} has several rows for one area and period. Give ${open.join(", ")} a value in "where", or name it in "by".`,
    );
  const yearBack = rule.kind === "change_year" || (rule.kind === "outlier" && rule.growth);
  if (yearBack && table.frequency === "none")
    throw say(`the table ${rule.table} has no yearly rhythm, so that nothing lies a year earlier.`);
}

function measuresOf(rule: Rule): string[] {
  if (rule.kind === "identity") return Object.keys(rule.sum);
  const share = shareOf(rule);
  const first = !share ? [measured(rule)] : "measure" in share ? [share.measure] : [share.part, share.whole];
  const further = [
    "steady" in rule ? rule.steady : undefined,
    rule.kind === "overdue" ? rule.late : undefined,
  ].filter((m) => m !== undefined);
  return [...first, ...further];
}

/** Unit in which a rule's value is given. */
export function unitOf(rule: Rule, table: Table): string {
  const unit = (name: string) => table.measures.find((m) => m.name === name)!.unit;
  if (shareOf(rule) || (rule.kind === "outlier" && rule.growth)) return "ratio";
  if (rule.kind === "identity") return unit(Object.keys(rule.sum)[0]!);
  if (rule.kind === "overdue") return rule.late ? unit(rule.late) : "days";
  return unit(measured(rule));
}
