import type { Row } from "../../components/data/rows.js";
import type { Scene } from "../../components/figure/scene.js";
import { decapital } from "./rows.js";
import { datasetName, datasetsOf, snapshots, sum, upTo } from "./snapshots.js";

/** Checks that only warn, what moved, what was noted in reading, and columns that no contract names: a sentence each. */
export function warnings(scene: Scene): string[] {
  const warned = scene.has("quality_warnings") ? upTo(scene, "quality_warnings") : [];
  const pairs = [...new Set(warned.map(({ dataset, reason }) => `${dataset} ${reason}`))];
  const files = snapshots(scene);
  const sentences = [
    ...pairs.map((pair) => {
      const own = warned.filter(({ dataset, reason }) => `${dataset} ${reason}` === pair);
      return scene.t("quality.warned", {
        dataset: datasetName(scene, own[0]!),
        rows: scene.number(sum(own, "warned")),
        reason: decapital(scene.label("reason", String(own[0]!.reason))),
      });
    }),
    ...changes(scene),
    ...notes(scene),
    ...datasetsOf(scene, files).flatMap((dataset) => {
      const own = files.filter((row) => row.dataset === dataset);
      const dropped = sum(own, "dropped");
      if (dropped === 0) return [];
      return scene.t("quality.dropped", {
        count: dropped,
        number: scene.number(dropped),
        dataset: datasetName(scene, own[0]!),
      });
    }),
  ];
  return sentences.length > 0 ? sentences : [scene.t("quality.quiet")];
}

/** Rows and totals that moved further from the period before than their contract expects. */
function changes(scene: Scene): string[] {
  const moved = scene.has("quality_changes") ? upTo(scene, "quality_changes") : [];
  return groups(moved, "field").map((own) => {
    const [{ field }] = own as [Row];
    return scene.t("intake.changed", {
      dataset: datasetName(scene, own[0]!),
      what:
        field === "rows"
          ? scene.t("intake.changed.rows")
          : scene.t("intake.changed.total", { field: columnName(scene, own[0]!) }),
      count: own.length,
      areas: scene.number(sum(own, "areas")),
      last: scene.period(
        own
          .map(({ period }) => String(period))
          .sort()
          .at(-1)!,
      ),
    });
  });
}

/** What the readers noted of files that were read all the same. */
function notes(scene: Scene): string[] {
  const noted = scene.has("quality_notes") ? upTo(scene, "quality_notes") : [];
  return groups(noted, "note").map((own) =>
    scene.t("intake.noted", {
      dataset: datasetName(scene, own[0]!),
      note: decapital(scene.label("note", String(own[0]!.note))),
      number: scene.number(sum(own, "noted")),
    }),
  );
}

/** What intake converted, a sentence for each dataset and kind of conversion. */
export function conversions(scene: Scene): string[] {
  const all = scene.has("quality_conversions") ? upTo(scene, "quality_conversions") : [];
  const sentences = datasetsOf(scene, all).flatMap((dataset) =>
    groups(
      all.filter((row) => row.dataset === dataset),
      "conversion",
    ).map((own) =>
      scene.t("intake.converted", {
        dataset: datasetName(scene, own[0]!),
        number: scene.number(sum(own, "converted")),
        conversion: decapital(scene.label("conversion", String(own[0]!.conversion))),
        fields: scene.list([...new Set(own.map((row) => columnName(scene, row)))]),
      }),
    ),
  );
  return sentences.length > 0 ? sentences : [scene.t("intake.converted.none")];
}

const columnName = (scene: Scene, { dataset, field }: Row) =>
  decapital(scene.label("column", `${dataset}.${field}`));

/** Rows of one dataset and one value of `column` each, in the order of their first. */
function groups(rows: Row[], column: string): Row[][] {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const key = `${row.dataset} ${row[column]}`;
    found.set(key, [...(found.get(key) ?? []), row]);
  }
  return [...found.values()];
}
