export const filters = {
  "filters.compare": "Compare with",
  "filters.compare.none": "none",
  "filters.steps": "Periods",
  "filters.previous": "Previous period",
  "filters.next": "Next period",
  "filters.play": "Play",
  "filters.stop": "Stop",
  "filters.unknown.series":
    "The address asks for a series that is not here. The page shows {area}, {period}.",
  "pair.title": "{first}: {one} · {second}: {two}",
  "pair.alt": "{first}: {one} {second}: {two}",
  "pair.note": "{area}: {note}",
  "figure.series.note": "Drawn and listed: {names}. The title speaks of the whole figure.",
  "figure.series": "Show only",
  "filters.unknown.compare":
    "The address asks to compare with an area that is not here. The page shows {area}.",
  "filters.shown.beside":
    "The page shows {area} beside {beside}, {period}. Figures that speak of one area show both.",
  "event.note": "{number} · {date}: {text}. Source: {source}.",
  "beside.title": "{what}: {first} {one}, {second} {two} in {period}",
  "beside.alt": "Lines from {first} to {last}: {one}, {two} and, for reference, {reference}.",
  "beside.note": "{measure} in {one} and in {two}. Choose no comparison to see the figure whole.",
  "beside.median": "median of the {areas} places",
  "beside.median.note":
    "{reference}: half of the places with a figure lie at or below it; where fewer than half have one it is left out.",
  "beside.whole": "{area} as a whole",
} as const;
