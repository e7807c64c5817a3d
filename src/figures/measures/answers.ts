import { yearBefore } from "../../components/data/view.js";
import { changeOf, compared } from "../../components/figure/compare.js";
import { grid, timeline } from "../../components/figure/grid.js";
import type { Scene } from "../../components/figure/scene.js";
import { dimensionColumn, type FigureSpec, measureColumn, stateOf } from "../../components/figure/spec.js";
import { lineChart } from "../../components/line/chart.js";
import { shareChart } from "../../components/shares/chart.js";

const table = "measures_need";
const tones: Record<string, string> = {
  matched: "var(--hue-1)",
  other_only: "var(--hue-2)",
  unanswered: "var(--hue-5)",
};

/** Needs with a matching measure and all needs of an area, over all risks or of one. */
export function supply(scene: Scene, area: string, period: string, risk = "all") {
  const rows = scene.rows(table, { area, period, risk });
  const at = (answer: string) => rows.find((row) => row.answer === answer)?.needs;
  const all = at("all");
  // Where a total stands, an answer without a row is none.
  const matched = rows.some((row) => row.answer === "matched") ? at("matched") : 0;
  return typeof all === "number" && typeof matched === "number" && all > 0
    ? { all, matched, unmet: all - matched, share: matched / all }
    : undefined;
}

/** The answer to each need, risk by risk: a matching measure, only another, or none. */
export const answers: FigureSpec = {
  id: "measures-answer",
  tables: [table],
  size: "full",
  state(scene) {
    const period = scene.at(table);
    const { area } = scene.view;
    const over = { risk: ["all", ...scene.codes("risk")], answer: scene.codes("answer") };
    const rows = grid(scene, table, ["needs"], { area, period }, over);
    const known = scene.codes("risk").flatMap((risk) => {
      const found = supply(scene, area, period, risk);
      return found ? [{ risk, ...found }] : [];
    });
    const all = supply(scene, area, period);
    const worst = known.reduce<(typeof known)[number] | undefined>(
      (a, b) => (a && a.share <= b.share ? a : b),
      undefined,
    );
    return stateOf(scene, table, {
      title:
        all && worst
          ? scene.t("measures.answer.title", {
              share: scene.percent(all.share),
              risk: scene.label("risk", worst.risk),
              least: scene.percent(worst.share),
            })
          : scene.t("measures.answer.none", { period: scene.period(period) }),
      alt: scene.t("measures.answer.alt"),
      measure: "needs",
      untold: !all && known.length === 0,
      last: period,
      columns: [
        dimensionColumn(scene, table, "risk"),
        dimensionColumn(scene, table, "answer"),
        measureColumn(scene, table, "needs"),
      ],
      rows,
      notes: [scene.t("measures.scheme"), scene.t("measures.answer.note")],
    });
  },
  chart: ({ rows }, scene, size) =>
    shareChart(
      {
        parts: scene.codes("answer").map((answer) => ({
          name: scene.label("answer", answer),
          tone: tones[answer]!,
          unknown: answer === "unanswered",
        })),
        bars: ["all", ...scene.codes("risk")].map((risk) => {
          const own = rows.filter((row) => row.risk === risk);
          const gap = own.find((row) => row.needs === null);
          return {
            label: scene.label("risk", risk),
            values: Object.fromEntries(
              own.map((row) => [scene.label("answer", String(row.answer)), Number(row.needs)]),
            ),
            missing: gap && scene.label("missing", String(gap.needs_status)),
          };
        }),
        percent: scene.percent,
      },
      size,
    ),
};

/** Needs over the months, by whether they are answered. */
export const course: FigureSpec = {
  id: "measures-course",
  tables: [table],
  state(scene) {
    const months = timeline(scene, table);
    const period = scene.at(table);
    const { area } = scene.view;
    const over = { answer: scene.codes("answer"), period: months };
    const rows = grid(scene, table, ["needs"], { area, risk: "all" }, over);
    const unmet = (when: string) => {
      const found = supply(scene, area, when);
      return found && { period: when, needs: found.unmet };
    };
    const [now, before] = [unmet(period), unmet(yearBefore(period))];
    const said = {
      needs: now ? scene.number(now.needs) : "",
      period: scene.period(period),
      comparison: compared(scene, "needs", now, before, yearBefore(period)),
    };
    const comparable = typeof changeOf("needs", now, before) !== "string";
    return stateOf(scene, table, {
      title: scene.t(`measures.course.${now ? (comparable ? "compared" : "title") : "none"}`, said),
      alt: scene.t("measures.course.alt", {
        first: scene.period(months[0] ?? ""),
        last: scene.period(months.at(-1) ?? ""),
      }),
      measure: "needs",
      series: "answer",
      first: months[0],
      last: months.at(-1)!,
      columns: [
        dimensionColumn(scene, table, "period"),
        dimensionColumn(scene, table, "answer"),
        measureColumn(scene, table, "needs"),
      ],
      rows,
      notes: [scene.t("measures.course.note")],
    });
  },
  chart: ({ rows }, scene, size) =>
    lineChart(
      {
        series: scene.codes("answer").map((answer) => ({
          name: scene.t(`measures.short.${answer as "matched" | "other_only" | "unanswered"}`),
          tone: tones[answer]!,
          dashed: answer === "unanswered",
          points: rows
            .filter((row) => row.answer === answer)
            .map((row) => ({ period: String(row.period), value: row.needs as number | null })),
        })),
        number: scene.number,
        chosen: scene.at(table),
      },
      size,
    ),
};
