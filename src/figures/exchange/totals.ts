import { timeline } from "../../components/figure/grid.js";
import type { Scene } from "../../components/figure/scene.js";
import { dimensionColumn, type FigureSpec, measureColumn, stateOf } from "../../components/figure/spec.js";
import { lineChart } from "../../components/line/chart.js";
import { everywhere } from "../quality/snapshots.js";
import { feedsOf, isOf } from "./feeds.js";

const tones = ["var(--hue-1)", "var(--hue-2)", "var(--hue-4)", "var(--hue-3)", "var(--hue-6)"];

/** The feeds that state a total which another department states too. */
const sharedFeeds = (scene: Scene) =>
  feedsOf(scene).filter(({ topic }) => scene.codes("shared_total").includes(topic));

/** One total as each department states it; none is preferred and no mean is made. */
export const totals: FigureSpec = {
  id: "exchange-totals",
  tables: ["exchange", "exchange_totals"],
  size: "full",
  state(scene) {
    const periods = timeline(scene, "exchange");
    const feeds = sharedFeeds(scene);
    const all = scene.rows("exchange", { topic: feeds.map(({ topic }) => topic) });
    const rows = feeds.flatMap((feed) =>
      periods.map((period) => {
        const row = all.find((one) => isOf(feed, one) && one.period === period);
        const { department, topic } = feed;
        return {
          topic,
          department,
          period,
          persons_total: row?.persons_total ?? null,
          persons_total_status: row ? (row.persons_total_status ?? "") : "not_reported",
        };
      }),
    );
    return stateOf(scene, "exchange", {
      title: finding(scene),
      alt: scene.t("exchange.totals.alt", {
        first: scene.period(periods[0] ?? ""),
        last: scene.period(periods.at(-1) ?? ""),
      }),
      measure: "persons_total",
      series: "department",
      first: periods[0],
      last: periods.at(-1) ?? "",
      area: everywhere(scene),
      columns: [
        { ...dimensionColumn(scene, "exchange_totals", "topic") },
        dimensionColumn(scene, "exchange", "department"),
        dimensionColumn(scene, "exchange", "period"),
        measureColumn(scene, "exchange", "persons_total"),
      ],
      rows,
      notes: [scene.t("exchange.totals.note")],
    });
  },
  chart: ({ rows }, scene, size) => {
    const feeds = sharedFeeds(scene);
    const topics = new Set(feeds.map(({ topic }) => topic)).size;
    return lineChart(
      {
        series: feeds.map(({ department, topic }, index) => ({
          name: `${department} ${topic}`,
          label: [
            ...(topics > 1 ? [scene.label("shared_total", topic)] : []),
            scene.label("department", department),
          ].join(scene.t("list.separator")),
          tone: tones[index % tones.length]!,
          points: rows
            .filter((row) => row.department === department && row.topic === topic)
            .map((row) => ({ period: String(row.period), value: row.persons_total as number | null })),
        })),
        number: scene.number,
        chosen: scene.at("exchange"),
      },
      size,
    );
  },
};

/** How far apart the departments are in the chosen month, topic by topic. */
function finding(scene: Scene): string {
  const period = scene.at("exchange");
  const rows = scene.rows("exchange_totals", { period });
  const known = rows.filter(({ apart }) => typeof apart === "number");
  if (known.length === 0) return scene.t("exchange.totals.none", { period: scene.period(period) });
  const parts = known.map((row) =>
    scene.t(row.apart === 0 ? "exchange.totals.agree" : "exchange.totals.apart", {
      what: scene.label("shared_total", String(row.topic)),
      lowest: scene.number(Number(row.lowest)),
      highest: scene.number(Number(row.highest)),
    }),
  );
  return scene.t("exchange.totals.title", { period: scene.period(period), totals: scene.list(parts) });
}
