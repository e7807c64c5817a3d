import type { FigureSpec } from "../../components/figure/spec.js";
import { barFigure } from "./bars.js";
import { published, statedValue } from "./figures.js";

/** Published figures of one unit, each as a bar under its own name, with what its source leaves open. */
export const singleFigure = (id: string, series: string[], size?: "full"): FigureSpec =>
  barFigure({
    id,
    size,
    series,
    label: (scene, { title, area, when }) => scene.t("reported.single.label", { title, area, period: when }),
    title: (scene, [first]) =>
      scene.t("reported.series.title", {
        title: first!.title,
        value: statedValue(scene, first!),
        period: first!.when,
      }),
    alt: (scene) => scene.t("reported.single.alt"),
    notes: (scene) => [
      ...new Set(
        published(scene, { series }).flatMap(({ title, note, row }) => [
          scene.t("reported.single.kind", {
            title,
            kind: scene.label("measure_kind", String(row.measure)),
          }),
          ...(note ? [note] : []),
        ]),
      ),
    ],
  });
