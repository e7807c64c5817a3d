import { barChart } from "../../components/bars/chart.js";
import type { KeyItem } from "../../components/draw/key.js";
import type { Scene } from "../../components/figure/scene.js";
import type { FigureSpec } from "../../components/figure/spec.js";
import { type Figure, published } from "./figures.js";
import { publishedState } from "./series.js";

export interface BarFigure {
  id: string;
  size?: "half" | "full";
  series: string[];
  /** Which figures of the series; all by default. */
  only?: (figure: Figure) => boolean;
  /** The order of the bars; series by series as named above otherwise, each in time order. */
  order?: (a: Figure, b: Figure) => number;
  label(scene: Scene, figure: Figure): string;
  tone?: (figure: Figure) => string;
  key?: (scene: Scene) => KeyItem[];
  title(scene: Scene, figures: Figure[]): string;
  alt(scene: Scene): string;
  notes?: (scene: Scene) => string[];
}

const doubtful = ["at_least", "about", "planned", "claimed"];

/**
 * Single published figures side by side, joined by nothing. One that its source does not vouch for to the
 * letter, or that was calculated, says so at its bar; plans and claims are hollow.
 */
export function barFigure(spec: BarFigure): FigureSpec {
  const pick = (scene: Scene) => {
    const found = published(scene, { series: spec.series }).filter(spec.only ?? (() => true));
    const rank = ({ series }: Figure) => spec.series.indexOf(series);
    return found.sort(spec.order ?? ((a, b) => rank(a) - rank(b)));
  };
  return {
    id: spec.id,
    tables: ["figures"],
    size: spec.size,
    state(scene) {
      const figures = pick(scene);
      const said = publishedState(scene, figures);
      return {
        ...said,
        title: figures.length > 0 ? spec.title(scene, figures) : said.title,
        alt: spec.alt(scene),
        notes: spec.notes?.(scene) ?? [],
      };
    },
    chart: (_, scene, size) =>
      barChart(
        {
          bars: pick(scene).map((figure) => ({
            label: [spec.label(scene, figure), ...marks(scene, figure)].join(scene.t("list.separator")),
            value: figure.row.value as number | null,
            missing: scene.label("missing", String(figure.row.value_status || "not_reported")),
            tone: spec.tone?.(figure),
            hollow: figure.qualifier === "planned" || figure.qualifier === "claimed",
          })),
          number: scene.number,
          key: spec.key?.(scene),
        },
        size,
      ),
  };
}

function marks(scene: Scene, { tier, qualifier }: Figure): string[] {
  return [
    ...(tier === "derived" ? [scene.t("reported.derived")] : []),
    ...(doubtful.includes(qualifier) ? [scene.label("qualifier", qualifier)] : []),
  ];
}
