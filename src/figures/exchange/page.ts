import { yearBefore } from "../../components/data/view.js";
import { compared } from "../../components/figure/compare.js";
import type { Scene } from "../../components/figure/scene.js";
import { type PageSpec, reason, type Tile } from "../../components/figure/spec.js";
import { months, strip } from "./delivery.js";
import { feedRows, matchedShare, monthOf, rowsOf } from "./feeds.js";
import { matched, rows } from "./rows.js";
import { totals } from "./totals.js";

/** What departments owe the office, what they sent, and where two of them state one total differently. */
export const exchangePage: PageSpec = {
  slug: "exchange",
  filter: "exchange",
  tables: ["exchange", "exchange_month", "exchange_totals"],
  headline,
  figures: [strip, months, totals, rows, matched],
};

function headline(scene: Scene): Tile[] {
  const period = scene.at("exchange_month");
  const earlier = yearBefore(period);
  const [now, before] = [monthOf(scene, period), monthOf(scene, earlier)];
  const tile = (name: "due" | "in_time" | "late" | "missing", comparison: string): Tile => {
    const value = now?.[name];
    const known = typeof value === "number";
    return {
      label: scene.t(`exchange.tile.${name}`),
      value: known ? scene.number(value) : reason(scene, "not_reported"),
      unit: known ? scene.unit("feeds", value) : "",
      period: scene.period(period),
      comparison,
      missing: !known,
    };
  };
  const share = matchedShare(rowsOf(scene, period));
  const known = typeof share.share === "number";
  const due = Number(now?.due ?? 0);
  return [
    tile("due", compared(scene, "due", now, before, earlier)),
    tile(
      "in_time",
      due > 0
        ? scene.t("exchange.tile.in_time.note", { share: scene.percent(Number(now!.in_time) / due) })
        : scene.t("compare.none", { reason: scene.t("compare.none.now") }),
    ),
    tile("late", named(scene, period, "late")),
    tile("missing", named(scene, period, "missing")),
    {
      label: scene.t("exchange.tile.matched"),
      value: known ? scene.percent(Number(share.share), 1) : reason(scene, share.share_status),
      unit: "",
      period: scene.period(period),
      comparison: compared(
        scene,
        "share",
        share,
        before && matchedShare(rowsOf(scene, earlier)),
        earlier,
        "ratio",
      ),
      missing: !known,
    },
  ];
}

/** The feeds of a month in one state, by name. */
function named(scene: Scene, period: string, state: "late" | "missing"): string {
  const names = feedRows(scene, period).flatMap(({ feed, row }) => (row.state === state ? [feed.name] : []));
  return names.length > 0 ? scene.list(names) : scene.t("exchange.tile.none");
}
