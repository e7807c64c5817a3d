import type { Row } from "../../components/data/rows.js";
import { frequencyOf, months } from "../../components/data/view.js";
import { type FigureSpec, measureColumn, type PageSpec, stateOf } from "../../components/figure/spec.js";
import { lookKey, type StripCell, stripChart } from "../../components/strip/chart.js";
import { grouped } from "../reported/figures.js";
import { rulesOf } from "./findings.js";
import { findingTable, ruleTable } from "./lists.js";

/** When each rule fired: one row of boxes per rule, over the periods that it judged. */
export const past: FigureSpec = {
  id: "attention-history",
  tables: ["attention_history", "attention_rules"],
  size: "full",
  state(scene) {
    const table = "attention_history";
    const rules = rulesOf(scene);
    const title = new Map(rules.map((rule) => [rule.id, rule.title]));
    const rows = rules.flatMap(({ id }) => scene.rows(table, { rule: id }));
    const fired = rules.filter(({ began }) => began > 0).length;
    const cleared = rules.filter(({ began, cleared: gone }) => began > 0 && began === gone).length;
    const said = { fired, rules: rules.length, cleared };
    const [first] = rules.map((rule) => rule.first).sort();
    const last =
      rules
        .map((rule) => rule.last)
        .sort()
        .at(-1) ?? "";
    return {
      ...stateOf(scene, table, {
        title: scene.t("attention.history.title", said),
        alt: scene.t("attention.history.alt", said),
        measure: "fired",
        first,
        last,
        area: scene.area(scene.collection.root),
        columns: [
          {
            name: "rule",
            label: scene.t("attention.column.rule"),
            kind: "text",
            names: (id) => title.get(id) ?? id,
          },
          { name: "period", label: scene.t("attention.column.period"), kind: "period" },
          ...["judged", "fired", "began", "cleared", "unjudged"].map((name) =>
            measureColumn(scene, table, name),
          ),
        ],
        rows,
        notes: [scene.t("attention.history.note")],
      }),
    };
  },
  chart({ rows }, scene, size) {
    const rules = rulesOf(scene);
    return stripChart(
      {
        rows: rules.map((rule) => rule.title),
        cells: rules.flatMap((rule) =>
          boxes(
            rows.filter((row) => row.rule === rule.id),
            rule.title,
          ),
        ),
        key: [
          lookKey("marked", scene.t("attention.history.fired")),
          lookKey("plain", scene.t("attention.history.quiet")),
          lookKey("open", scene.t("attention.history.unjudged")),
        ],
      },
      size,
    );
  },
};

/** A box for each period; of a rule over feeds of many rhythms a box for each month, in which periods end. */
function boxes(rows: Row[], title: string): StripCell[] {
  const mixed = new Set(rows.map(({ period }) => frequencyOf(String(period)))).size > 1;
  const at = (period: string) => {
    const { last } = months(period);
    return mixed ? `${Math.floor(last / 12)}-${String((last % 12) + 1).padStart(2, "0")}` : period;
  };
  return [...grouped(rows, ({ period }) => at(String(period)))].map(([period, own]) => {
    const sum = (name: string) => own.reduce((total, row) => total + Number(row[name]), 0);
    const fired = sum("fired");
    return {
      row: title,
      period,
      look: fired > 0 ? "marked" : sum("judged") > 0 ? "plain" : "open",
      text: String(fired),
    };
  });
}

/** Every finding, the rules that made it, and the history of each rule. */
export const attentionPage: PageSpec = {
  slug: "attention",
  filter: "employment",
  tables: ["attention", "attention_rules", "attention_history"],
  blocks: { findings: findingTable, rules: ruleTable },
  figures: [past],
};
