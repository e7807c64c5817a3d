import type { Row } from "../../components/data/rows.js";
import type { Scene } from "../../components/figure/scene.js";
import type { PageSpec, Tile } from "../../components/figure/spec.js";
import { catalog } from "./catalog.js";
import { areas, oneArea } from "./completeness.js";
import { delivery, late } from "./delivery.js";
import { held, reasons } from "./rows.js";
import { conversions, warnings } from "./sentences.js";
import { datasetsOf, due, snapshotName, snapshots, sum, timeOf } from "./snapshots.js";

/** What came and when, what was taken and what was held back, and from where too little came. */
export const qualityPage: PageSpec = {
  slug: "quality",
  filter: "employment",
  tables: [
    "quality",
    "quality_reasons",
    "quality_warnings",
    "quality_conversions",
    "quality_changes",
    "quality_notes",
    "completeness",
  ],
  headline,
  texts: { warnings, conversions },
  blocks: { catalog },
  figures: [delivery, late, held, reasons, areas, oneArea],
};

function headline(scene: Scene): Tile[] {
  const rows = snapshots(scene);
  const period = timeOf(scene, rows);
  const tile = (label: string, value: string, unit: string, comparison: string): Tile => ({
    label,
    value,
    unit,
    period,
    comparison,
    missing: false,
  });
  return [
    ...deliveries(scene, rows, tile),
    tile(
      scene.t("quality.tile.rows"),
      scene.number(sum(rows, "received")),
      scene.unit("rows"),
      scene.t("quality.tile.rows.note", {
        accepted: scene.number(sum(rows, "accepted")),
        quarantined: scene.number(sum(rows, "quarantined")),
      }),
    ),
  ];
}

type MakeTile = (label: string, value: string, unit: string, comparison: string) => Tile;

/** Tiles of what was due; where nothing is due by a date, one of what came. */
function deliveries(scene: Scene, rows: Row[], tile: MakeTile): Tile[] {
  const unit = scene.t("quality.tile.unit.snapshots");
  const counted = due(rows);
  if (counted.length === 0) {
    const note = scene.t("quality.tile.received.note");
    return [tile(scene.t("quality.tile.received"), scene.number(rows.length), unit, note)];
  }
  const of = (kind: string) => counted.filter((row) => row.delivery === kind);
  const [inTime, waited, missing] = [of("in_time"), of("late"), of("not_sent")];
  const dated = datasetsOf(scene, counted);
  const lists = datasetsOf(scene, rows).filter((dataset) => !dated.includes(dataset));
  const days = Math.max(...waited.map((row) => Number(row.days_late)));
  return [
    tile(
      scene.t("quality.tile.due"),
      scene.number(counted.length),
      unit,
      scene.t("quality.tile.due.note", {
        datasets: scene.number(dated.length),
        lists: scene.number(lists.length),
      }),
    ),
    tile(
      scene.t("quality.tile.in_time"),
      scene.number(inTime.length),
      unit,
      scene.t("quality.tile.in_time.note", { share: scene.percent(inTime.length / counted.length) }),
    ),
    tile(
      scene.t("quality.tile.late"),
      scene.number(waited.length),
      unit,
      waited.length > 0
        ? scene.t("quality.tile.late.note", { days: scene.number(days) })
        : scene.t("quality.tile.late.none"),
    ),
    tile(scene.t("quality.tile.missing"), scene.number(missing.length), unit, named(scene, missing)),
  ];
}

/** The first snapshots by name, and how many more. */
function named(scene: Scene, missing: Row[]): string {
  if (missing.length === 0) return scene.t("quality.tile.missing.none");
  const names = missing.slice(0, 2).map((row) => snapshotName(scene, row));
  if (missing.length <= 2) return scene.list(names);
  return scene.t("quality.tile.missing.more", {
    snapshots: names.join(scene.t("list.separator")),
    number: scene.number(missing.length - 2),
  });
}
