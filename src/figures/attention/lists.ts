import { h } from "../../components/draw/dom.js";
import type { Scene } from "../../components/figure/scene.js";
import { grouped } from "../reported/figures.js";
import { addressOf, detail, type Finding, findings, pageAddress, placeOf, rulesOf } from "./findings.js";

const shownFirst = 5;

/** The findings of the most important rules, a line for each rule, and how many more there are. */
export function topFindings(scene: Scene, document: Document, others: string[]): HTMLElement {
  const found = findings(scene);
  const rules = [...grouped(found, ({ rule }) => rule.id).values()];
  const top = rules.slice(0, shownFirst);
  const line = (own: Finding[]) => {
    const first = own[0]!;
    const more = own.length - 1;
    return h(
      document,
      "li",
      {},
      h(document, "a", { href: addressOf(scene, document, first) }, first.rule.title),
      h(
        document,
        "p",
        { class: "finding" },
        scene.t("attention.line", {
          place: placeOf(scene, first),
          detail: detail(scene, first),
          since: scene.period(first.since),
          certainty: scene.label("attention_certainty", first.certainty),
        }),
        more > 0 && ` ${scene.t("attention.more.places", { count: more, number: scene.number(more) })}`,
      ),
    );
  };
  const rest = rules.slice(shownFirst).flat().length;
  const text =
    found.length === 0
      ? scene.t("attention.none", { rules: scene.number(rulesOf(scene).length) })
      : rest > 0
        ? scene.t("attention.rest", { count: rest, number: scene.number(rest) })
        : scene.t("attention.whole", { count: found.length, number: scene.number(found.length) });
  return h(
    document,
    "div",
    {},
    h(
      document,
      "ul",
      { class: "sentences" },
      ...top.map(line),
      ...others.map((sentence) => h(document, "li", {}, sentence)),
    ),
    rulesOf(scene).length > 0 &&
      h(
        document,
        "p",
        { class: "rest" },
        `${text} `,
        h(document, "a", { href: pageAddress(scene, document, "attention") }, scene.t("attention.all")),
      ),
  );
}

/** Every finding of the view with its place, figures, beginning and certainty, rule by rule. */
export function findingTable(scene: Scene, document: Document): HTMLElement {
  const found = findings(scene);
  if (found.length === 0)
    return h(document, "p", {}, scene.t("attention.none", { rules: scene.number(rulesOf(scene).length) }));
  return table(
    scene,
    document,
    "tall",
    scene.t("attention.table.caption", { count: found.length, number: scene.number(found.length) }),
    ["what", "where", "figures", "since", "certainty"],
    found.map((finding) => [
      h(document, "a", { href: addressOf(scene, document, finding) }, finding.rule.title),
      placeOf(scene, finding),
      scene.t("attention.figures", { detail: detail(scene, finding), period: scene.period(finding.period) }),
      scene.period(finding.since),
      scene.label("attention_certainty", finding.certainty),
    ]),
  );
}

/** The rules with what each has found since its first period. */
export function ruleTable(scene: Scene, document: Document): HTMLElement {
  const rules = rulesOf(scene);
  return table(
    scene,
    document,
    "full",
    scene.t("attention.rules.caption", { count: rules.length, number: scene.number(rules.length) }),
    ["rule", "kind", "span", "began", "cleared"],
    rules.map((rule) => [
      rule.title,
      scene.label("attention_kind", rule.kind),
      scene.periods(rule.first, rule.last),
      scene.number(rule.began),
      scene.number(rule.cleared),
    ]),
  );
}

type Named =
  | "what"
  | "where"
  | "figures"
  | "since"
  | "certainty"
  | "rule"
  | "kind"
  | "span"
  | "began"
  | "cleared";

function table(
  scene: Scene,
  document: Document,
  height: "tall" | "full",
  caption: string,
  columns: Named[],
  lines: (string | HTMLElement)[][],
): HTMLElement {
  return h(
    document,
    "div",
    { class: `scroll ${height}`, tabindex: 0, role: "region", "aria-label": caption },
    h(
      document,
      "table",
      {},
      h(document, "caption", {}, caption),
      h(
        document,
        "thead",
        {},
        h(
          document,
          "tr",
          {},
          ...columns.map((name) => h(document, "th", { scope: "col" }, scene.t(`attention.column.${name}`))),
        ),
      ),
      h(
        document,
        "tbody",
        {},
        ...lines.map(([first, ...others]) =>
          h(
            document,
            "tr",
            {},
            h(document, "th", { scope: "row" }, first),
            ...others.map((cell) => h(document, "td", {}, cell)),
          ),
        ),
      ),
    ),
  );
}
