export const measures = {
  "measures.tile.share": "Needs with a matching measure",
  "measures.tile.other_only": "Needs with only a measure of another kind",
  "measures.tile.unanswered": "Needs with no measure",
  "measures.tile.none": "Households with no matching measure",
  "measures.tile.over": "Measures past their planned end",

  "measures.catalogue":
    "The types of measure are an illustrative catalogue of 14, not the official 14, whose list is not published.",
  "measures.scheme":
    "Which types match which risk is a scheme of Foothold's own (data/schemes/measure_match.csv), not an official one; an office can change it.",
  "measures.short.matched": "Matching",
  "measures.short.other_only": "Another kind",
  "measures.short.unanswered": "None",
  "measures.short.full": "For every need",
  "measures.short.part": "For some",
  "measures.short.none": "For none",
  "measures.matching": "Matches the risk (our scheme)",
  "measures.yes": "Yes",
  "measures.no": "No",

  "measures.answer.short":
    "{area}, {period}: {share} of needs are being answered by a matching measure: {matched} of {all}; {unmet} are not.",
  "measures.answer.fewest": "Answered least: {risks}.",
  "measures.answer.least": "{risk} ({share})",
  "measures.answer.unknown": "{area}, {period}: too little may be shown to say.",
  "measures.answer.title":
    "{share} of needs have a matching measure; the risk with the fewest: {risk} ({least})",
  "measures.answer.none": "Answers to needs: no figure that can be shown for {period}",
  "measures.answer.alt":
    "One bar for all risks and one for each, divided into needs with a matching measure, with only another, and with none.",
  "measures.answer.note":
    "A need is one risk of one household. It is answered while a measure recorded for it runs after the last day of the month. A measure that runs is not yet a need that is met.",

  "measures.course.title": "{needs} needs have no matching measure in {period}",
  "measures.course.compared": "{needs} needs have no matching measure, {comparison}",
  "measures.course.none": "Needs without a matching measure: no figure for {period}",
  "measures.course.alt":
    "Lines from {first} to {last}: needs with a matching measure, with only another, and with none.",
  "measures.course.note":
    "A need whose measure has ended counts as unanswered while the household stays on the list.",

  "measures.covered.title":
    "{full} of monitored households have a matching measure for every need, {none} for none",
  "measures.covered.none": "Coverage of households: no share can be shown for {period}",
  "measures.covered.alt":
    "Lines from {first} to {last}: households whose needs are all, partly or not at all answered by a matching measure.",

  "measures.matrix.title":
    "{used} of {pairs} matching pairs of risk and measure are in use; none that can be shown reaches more than {share} of its risk's needs",
  "measures.matrix.none": "Risks and measures: no measure runs in {period}",
  "measures.matrix.alt":
    "A table of {measures} types of measure by {risks} risks; a darker cell is a larger share of the risk's needs, a framed cell a pair that matches.",
  "measures.matrix.share": "share of the risk's needs with this measure",
  "measures.matrix.note":
    "A need may have several measures, so a column can add up to more than the needs that are answered. Framed: the type matches the risk. An empty cell is none; a cross is withheld.",

  "measures.coverage.title":
    "From {low} to {high} of an area's monitored households have a matching measure for every need",
  "measures.coverage.none": "Coverage by area: no share can be shown for {period}",
  "measures.coverage.alt":
    "A table of {areas} areas, in administrative order, by coverage; a darker cell is a larger share of the area's monitored households.",
  "measures.coverage.share": "share of the area's monitored households",
  "measures.coverage.note": "Places stand in administrative order and are not ranked.",

  "measures.unmet.title":
    "{needs} of {all} needs have no matching measure; {shown} of {areas} areas can be shown",
  "measures.unmet.none": "Needs without a matching measure, by area: no figure for {period}",
  "measures.unmet.alt":
    "Bars for {areas} areas in administrative order: needs without a matching measure, with a tick at {before}.",
  "measures.unmet.column": "Needs without a matching measure",
  "measures.unmet.share": "Share of the area's needs",
  "measures.unmet.note":
    "Counts of needs: a larger area has more. Needs with only a measure of another kind are among them.",

  "measures.term.title": "{over} of {all} running measures are past their planned end ({share})",
  "measures.term.none": "Measures past their planned end: no figure for {period}",
  "measures.term.alt":
    "Bars by type of measure: measures that run past their planned end, with a tick at all measures of the type that run.",
  "measures.term.over": "past the planned end",
  "measures.term.all": "all that run",
  "measures.term.note":
    "Past its planned end can mean that help goes on as long as it is needed, or that nobody closed the record.",
} as const;
