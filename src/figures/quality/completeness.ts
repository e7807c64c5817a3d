import type { Row } from "../../components/data/rows.js";
import { between, months } from "../../components/data/view.js";
import type { Scene } from "../../components/figure/scene.js";
import { dimensionColumn, type FigureSpec, measureColumn, stateOf } from "../../components/figure/spec.js";
import { type Look, lookKey, stripChart } from "../../components/strip/chart.js";
import { datasetName, datasetsOf, own, upTo } from "./snapshots.js";

const looks: Record<string, Look> = {
  as_usual: "plain",
  fewer: "marked",
  absent: "crossed",
  not_sent: "crossed",
  unjudged: "open",
};

const keyOf = (scene: Scene, marked: "fewer" | "gaps") => [
  lookKey("plain", scene.t("quality.complete.as_usual")),
  lookKey("marked", scene.t(`quality.complete.${marked}`)),
  lookKey("crossed", scene.t("quality.complete.none")),
  lookKey("open", scene.t("quality.complete.unjudged")),
];

const gap = ({ state }: Row) => state === "fewer" || state === "absent" || state === "not_sent";
const judged = ({ state }: Row) => state !== "unjudged";

/** The last month of a period, as a period. */
function lastMonth(period: string): string {
  const { last } = months(period);
  return `${Math.floor(last / 12)}-${String((last % 12) + 1).padStart(2, "0")}`;
}

/** Every area below the top over the last two years: whether all that was due came as usual. */
export const areas: FigureSpec = {
  id: "quality-areas",
  tables: ["completeness"],
  size: "full",
  state(scene) {
    const all = upTo(scene, "completeness");
    const last =
      all
        .map((row) => lastMonth(String(row.period)))
        .sort()
        .at(-1) ?? "";
    const span = last === "" ? [] : between(`${Number(last.slice(0, 4)) - 2}${last.slice(4)}`, last).slice(1);
    const places = scene.below(scene.collection.root);
    const rows = places.flatMap((area) => {
      const here = all.filter((row) => row.area === area);
      return span.map((period) => {
        const now = here.filter((row) => lastMonth(String(row.period)) === period);
        const gaps = now.filter(gap);
        return {
          area,
          period,
          state: worst(now),
          judged: now.filter(judged).length,
          judged_status: "",
          gaps: gaps.length,
          gaps_status: "",
          which: scene.list(gaps.map((row) => datasetName(scene, row))),
        };
      });
    });
    const told = span.filter((period) => rows.some((row) => row.period === period && row.judged > 0));
    const short = (period: string) => rows.filter((row) => row.period === period && row.gaps > 0).length;
    const most = told.reduce((a, b) => (short(b) > short(a) ? b : a), told[0] ?? "");
    const said = { months: told.length, period: scene.period(last), areas: scene.number(places.length) };
    return {
      ...stateOf(scene, "completeness", {
        title:
          told.length === 0
            ? scene.t("quality.areas.unjudged")
            : short(most) === 0
              ? scene.t("quality.areas.none", said)
              : scene.t("quality.areas.title", {
                  ...said,
                  quiet: told.filter((period) => short(period) === 0).length,
                  worst: scene.period(most),
                  number: scene.number(short(most)),
                }),
        alt: scene.t("quality.areas.alt", { areas: places.length }),
        measure: "share",
        last: "",
        area: scene.area(scene.collection.root),
        columns: [
          dimensionColumn(scene, "completeness", "area"),
          dimensionColumn(scene, "completeness", "period"),
          { name: "judged", label: scene.t("quality.areas.judged"), kind: "number" },
          { name: "gaps", label: scene.t("quality.areas.gaps"), kind: "number" },
          { name: "which", label: scene.t("quality.areas.which"), kind: "text" },
        ],
        rows,
        notes: [scene.t("quality.areas.note"), scene.t("quality.areas.caution")],
      }),
      ...own(scene, rows),
      unit: scene.t("quality.areas.unit"),
    };
  },
  chart: ({ rows }, scene, size) =>
    stripChart(
      {
        rows: [...new Set(rows.map(({ area }) => scene.area(String(area))))],
        cells: rows.map((row) => ({
          row: scene.area(String(row.area)),
          period: String(row.period),
          look: looks[String(row.state)]!,
          text: String(row.gaps),
        })),
        key: keyOf(scene, "gaps"),
        chosen: scene.area(scene.view.area),
      },
      size,
    ),
};

/** No rows at all weighs more than few rows; what cannot be judged counts only where nothing else is. */
function worst(rows: Row[]): string {
  const order = ["absent", "not_sent", "fewer", "as_usual"];
  return order.find((state) => rows.some((row) => row.state === state)) ?? "unjudged";
}

/** One area, dataset by dataset, over all periods. */
export const oneArea: FigureSpec = {
  id: "quality-area",
  tables: ["completeness"],
  size: "full",
  state(scene) {
    const found = upTo(scene, "completeness", { area: scene.view.area });
    const rows = datasetsOf(scene, found).flatMap((dataset) =>
      found.filter((row) => row.dataset === dataset),
    );
    const number = (state: string[]) => rows.filter((row) => state.includes(String(row.state))).length;
    const total = rows.filter(judged).length;
    const name = { area: scene.area(scene.view.area), judged: scene.number(total) };
    return {
      ...stateOf(scene, "completeness", {
        title:
          total === 0
            ? scene.t("quality.area.unjudged", name)
            : rows.some(gap)
              ? scene.t("quality.area.title", {
                  ...name,
                  fewer: scene.number(number(["fewer"])),
                  absent: scene.number(number(["absent", "not_sent"])),
                })
              : scene.t("quality.area.none", name),
        alt: scene.t("quality.area.alt"),
        measure: "share",
        last: "",
        columns: [
          dimensionColumn(scene, "completeness", "dataset"),
          dimensionColumn(scene, "completeness", "period"),
          dimensionColumn(scene, "completeness", "state"),
          measureColumn(scene, "completeness", "share"),
        ],
        rows,
      }),
      ...own(scene, rows),
      unit: scene.t("quality.area.unit"),
    };
  },
  chart: ({ rows }, scene, size) =>
    stripChart(
      {
        rows: datasetsOf(scene, rows).map((dataset) => scene.label("dataset", dataset)),
        cells: rows.map((row) => ({
          row: datasetName(scene, row),
          period: String(row.period),
          look: looks[String(row.state)]!,
          text: row.share === null ? undefined : scene.percent(Number(row.share)),
        })),
        key: keyOf(scene, "fewer"),
      },
      size,
    ),
};
