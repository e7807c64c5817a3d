import { addressIn } from "../../components/data/languages.js";
import type { Where } from "../../components/data/rows.js";
import { months } from "../../components/data/view.js";
import type { Scene } from "../../components/figure/scene.js";

/** A rule that was evaluated, and how often it fired and cleared since its first period. */
export interface Rule {
  id: string;
  rank: number;
  kind: string;
  title: string;
  source: string;
  codes: string;
  unit: string;
  page: string;
  figure: string;
  first: string;
  last: string;
  began: number;
  cleared: number;
}

/** What a rule found about one area or feed in one period. */
export interface Finding {
  rule: Rule;
  area: string;
  item: string;
  period: string;
  since: string;
  compared: string;
  certainty: string;
  place: number;
  value: number | null;
  reference: number | null;
}

/** The rules of the release, the most important first. */
export function rulesOf(scene: Scene): Rule[] {
  if (!scene.has("attention_rules")) return [];
  return scene
    .rows("attention_rules")
    .map((row) => ({
      id: String(row.rule),
      rank: Number(row.rank),
      kind: String(row.kind),
      title: String(row[`title_${scene.lang}`]),
      source: String(row.source),
      codes: String(row.codes),
      unit: String(row.unit),
      page: String(row.page),
      figure: String(row.figure),
      first: String(row.first_period),
      last: String(row.last_period),
      began: Number(row.began),
      cleared: Number(row.cleared),
    }))
    .sort((a, b) => a.rank - b.rank);
}

/**
 * What the rules find for the view: in the county everywhere, in a township there; of each rule the latest
 * period that the view has reached.
 */
export function findings(scene: Scene): Finding[] {
  if (!scene.has("attention")) return [];
  const { area, period } = scene.view;
  const where: Where = area === scene.collection.root ? {} : { area };
  const rows = scene.rows("attention", where);
  return rulesOf(scene).flatMap((rule) => {
    const current = isCurrent(scene, rule, period);
    return rows
      .filter((row) => row.rule === rule.id && current(String(row.period)))
      .map((row) => ({
        rule,
        area: String(row.area),
        item: String(row.item),
        period: String(row.period),
        since: String(row.since),
        compared: String(row.compared ?? ""),
        certainty: String(row.certainty),
        place: Number(row.place),
        value: row.value as number | null,
        reference: row.reference as number | null,
      }))
      .sort((a, b) => a.place - b.place);
  });
}

/** Whether a period answers the view's: the table's own, or in a table of many rhythms the last that is over. */
function isCurrent(scene: Scene, { source }: Rule, asked: string): (period: string) => boolean {
  if (scene.has(source) && scene.meta(source).periods.length > 0) {
    const own = scene.at(source);
    return (period) => period === own;
  }
  const end = months(asked).last;
  return (period) => {
    const { first, last } = months(period);
    return last <= end && end < last + 1 + (last - first);
  };
}

/** What is wrong, in figures: the value and what it is held against. */
export function detail(scene: Scene, { rule, value, reference, compared }: Finding): string {
  const { kind, unit } = rule;
  if (value === null) return scene.t("attention.detail.missing");
  const stated = (amount: number) =>
    unit === "ratio"
      ? scene.percent(amount, 1)
      : scene.t("reported.value", { value: scene.value(amount, unit), unit: scene.unit(unit, amount) });
  const said = {
    value: stated(value),
    reference: reference === null ? "" : stated(reference),
    compared: compared === "" ? "" : scene.period(compared),
  };
  switch (kind) {
    case "identity":
      return scene.t("attention.detail.identity", said);
    case "overdue":
      return scene.t("attention.detail.late", said);
    case "outlier":
      return scene.t("attention.detail.outlier", said);
    case "threshold":
    case "coverage":
      // Any at all is too many: the number says it.
      if (reference === 0 && value > 0) return said.value;
      return scene.t(value > (reference ?? 0) ? "attention.detail.above" : "attention.detail.below", said);
    default:
      return scene.t("attention.detail.after", said);
  }
}

/** Where it is: the area, or the feed or code within it. */
export function placeOf(scene: Scene, { rule, area, item }: Finding): string {
  if (item === "") return scene.area(area);
  const name = rule.codes === "" ? item : scene.label(rule.codes, item);
  return area === scene.collection.root
    ? name
    : scene.t("attention.item", { item: name, area: scene.area(area) });
}

/**
 * Address of the chart that shows a finding, with its area and period where they are not those on which its
 * page opens. A built page knows from where on the site it must climb.
 */
export function addressOf(scene: Scene, document: Document, { rule, area, period }: Finding): string {
  const parts = new URLSearchParams();
  if (area !== scene.collection.root) parts.set("area", area);
  if (period !== rule.last) parts.set("period", period);
  const asked = parts.toString();
  return `${pageAddress(scene, document, rule.page)}${asked && `?${asked}`}#${rule.figure}`;
}

/** Address of another page of the collection, in the language of the scene. */
export function pageAddress(scene: Scene, document: Document, slug: string): string {
  const root = document.documentElement.getAttribute("data-root");
  if (root === null) return `./${slug}`;
  return root.replace(/\/data\/$/, addressIn(scene.lang, `/${scene.view.collection}/${slug}.html`));
}
