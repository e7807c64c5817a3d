import { barChart } from "../../components/bars/chart.js";
import { grid } from "../../components/figure/grid.js";
import { dimensionColumn, type FigureSpec, measureColumn, stateOf } from "../../components/figure/spec.js";

const table = "measures_term";

/** Measures that run past their planned end, beside all that run, by type. */
export const terms: FigureSpec = {
  id: "measures-term",
  tables: [table],
  state(scene) {
    const period = scene.at(table);
    const fixed = { area: scene.view.area, period };
    const term = ["all", ...scene.codes("term")];
    const over = { measure: scene.codes("measure"), term };
    const rows = grid(scene, table, ["running"], fixed, over);
    const totals = grid(scene, table, ["running"], { ...fixed, measure: "all" }, { term });
    const at = (code: string) => totals.find((row) => row.term === code)?.running;
    const [all, past] = [at("all"), at("over")];
    const known = typeof all === "number" && typeof past === "number" && all > 0;
    return stateOf(scene, table, {
      title: known
        ? scene.t("measures.term.title", {
            over: scene.number(past),
            all: scene.number(all),
            share: scene.percent(past / all),
          })
        : scene.t("measures.term.none", { period: scene.period(period) }),
      alt: scene.t("measures.term.alt"),
      measure: "running",
      last: period,
      columns: [
        dimensionColumn(scene, table, "measure"),
        dimensionColumn(scene, table, "term"),
        measureColumn(scene, table, "running"),
      ],
      rows,
      notes: [scene.t("measures.catalogue"), scene.t("measures.term.note")],
    });
  },
  chart({ rows }, scene, size) {
    const of = (measure: string, term: string) =>
      rows.find((row) => row.measure === measure && row.term === term);
    return barChart(
      {
        bars: scene.codes("measure").map((measure) => ({
          label: scene.label("measure", measure),
          value: (of(measure, "over")?.running ?? null) as number | null,
          before: of(measure, "all")?.running as number | null,
          text:
            typeof of(measure, "all")?.running === "number"
              ? scene.t("monitoring.of", {
                  part: scene.number(Number(of(measure, "over")?.running)),
                  whole: scene.number(Number(of(measure, "all")?.running)),
                })
              : undefined,
          missing: scene.label("missing", String(of(measure, "over")?.running_status)),
          tone: "var(--apart)",
        })),
        number: scene.number,
        key: [
          { text: scene.t("measures.term.over"), tone: "var(--apart)", shape: "box" },
          { text: scene.t("measures.term.all"), tone: "var(--before)", shape: "line" },
        ],
      },
      size,
    );
  },
};
