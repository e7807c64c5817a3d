export const quality = {
  "quality.source": "Foothold's own accounts of the snapshots it took in",
  "quality.timeless": "lists outside time",
  "quality.snapshot": "{dataset}, {period}",

  "quality.tile.due": "Snapshots due",
  "quality.tile.due.note": "of {datasets} datasets; {lists} more stand outside time",
  "quality.tile.received": "Snapshots received",
  "quality.tile.received.note": "none of them is due by a date",
  "quality.tile.in_time": "Came in time",
  "quality.tile.in_time.note": "{share} of those due",
  "quality.tile.late": "Came late",
  "quality.tile.late.note": "the latest by {days} days",
  "quality.tile.late.none": "no snapshot with a date of arrival came late",
  "quality.tile.missing": "Not sent",
  "quality.tile.missing.none": "no period lacks its snapshot",
  "quality.tile.missing.more": "{snapshots} and {number} more",
  "quality.tile.rows": "Rows received",
  "quality.tile.rows.note": "= {accepted} accepted + {quarantined} quarantined",
  "quality.tile.unit.snapshots": "snapshots",

  "quality.delivery.title":
    "Of {due} snapshots due, {in_time} came in time, {late} came late and {missing} did not come",
  "quality.delivery.none": "No dataset here is due by a date",
  "quality.delivery.alt":
    "One row of boxes per dataset, a box for each period: filled if the snapshot came in time, with a dot or the days if late, crossed if not sent.",
  "quality.delivery.note":
    "A snapshot is due a number of days after its period ends, as the contract of its dataset says. A snapshot counts as not sent when its period lies between others that came.",
  "quality.delivery.undated": {
    one: "{number} snapshot has no date of arrival or no due date, so nothing is said of its time.",
    other: "{number} snapshots have no date of arrival or no due date, so nothing is said of their time.",
  },
  "quality.delivery.in_time": "In time",
  "quality.delivery.late": "Late, with days",
  "quality.delivery.not_sent": "Not sent",
  "quality.delivery.undated.key": "No date on record",
  "quality.delivery.column": "Delivery",

  "quality.late.title": "The longest wait was {days} days: {snapshot}",
  "quality.late.none": "No snapshot came late",
  "quality.late.alt": "Bars: days between the due date and arrival of the snapshots that came late.",
  "quality.late.note": "The {shown} longest waits are drawn; the table holds all {number}.",

  "quality.rows.title": "{share} of the rows received were held back: {quarantined} of {received}",
  "quality.rows.none": "Every row received was accepted: {received}",
  "quality.rows.alt": "Bars by dataset: the share of rows received that went to quarantine.",
  "quality.rows.unit": "rows held back, as a share of rows received",
  "quality.rows.share": "Share held back",
  "quality.rows.note":
    "Rows received are rows accepted and rows quarantined, for each snapshot; the build stops where they do not add up.",

  "quality.reasons.title": "The most frequent reason, for {share} of the rows held back: {reason}",
  "quality.reasons.none": "No row was held back",
  "quality.reasons.alt": "Bars by reason: rows in quarantine over all datasets and periods.",
  "quality.reasons.note":
    "A row counts once, by the first rule that it broke. Quarantined rows stay in the office, in a private file with their row numbers.",

  "quality.warned": "{dataset}: {rows} accepted rows do not meet a check that only warns ({reason}).",
  "quality.dropped": {
    one: "{dataset}: {number} column that the contract does not name was dropped unread.",
    other: "{dataset}: {number} columns that the contract does not name were dropped unread.",
  },
  "quality.quiet": "No check warned, and every column that came is named by its contract.",

  "quality.areas.title":
    "In {quiet} of {months} months every area sent what it usually sends; in {worst}, {number} of {areas} sent less or nothing",
  "quality.areas.none":
    "In each of {months} months to {period}, all {areas} areas sent what they usually send",
  "quality.areas.unjudged": "Completeness by area: there are no earlier periods to judge by",
  "quality.areas.alt":
    "A row of boxes for each of {areas} areas in administrative order, a box for each month: filled if every dataset came as usual, marked if one was short, crossed if one brought no rows.",
  "quality.areas.unit": "datasets short or without rows",
  "quality.areas.judged": "Datasets judged",
  "quality.areas.gaps": "Short or without rows",
  "quality.areas.which": "Which",
  "quality.areas.note":
    "A quarter and a year are judged in their last month. Short is below 80% of the median of the area's last twelve periods with records; areas with fewer than ten reporters in one of these are not judged. Shares come in bands of 5%, or of ten rows where that is more, so that no count follows from them.",
  "quality.areas.caution":
    "Few rows may be true: households move and herds are sold. The mark asks for a question to the area, not for blame.",

  "quality.complete.as_usual": "As usual",
  "quality.complete.fewer": "Short, with share of the usual",
  "quality.complete.gaps": "Short, with number of datasets",
  "quality.complete.none": "No rows",
  "quality.complete.unjudged": "Not judged",

  "quality.area.unit": "rows as a share of the usual number",
  "quality.area.title": "{area}: of {judged} deliveries, {fewer} were short and {absent} brought no rows",
  "quality.area.none": "{area}: all {judged} deliveries that can be judged came as usual",
  "quality.area.unjudged": "{area}: no delivery can be judged yet",
  "quality.area.alt":
    "One row of boxes per dataset, a box for each period: filled if the area's rows came as usual, marked if fewer, crossed if none came.",

  "quality.catalog.caption":
    "{tables} tables with {values} values about households, persons, operators, feeds or rows; {withheld} of them ({share}) are withheld",
  "quality.catalog.open": "{tables} tables with {values} values, none of them withheld",
  "quality.catalog.table": "Table, and what a row is",
  "quality.catalog.published": "Published",
  "quality.catalog.size": "Withheld: too few behind it",
  "quality.catalog.others": "Withheld: others could be computed",
  "quality.catalog.missing": "Not reported",
  "quality.catalog.narrowest": "Narrowest range that the audit computed",
  "quality.catalog.nothing": "nothing withheld",
  "quality.catalog.asked": "each as wide as required, or wider",
  "quality.catalog.unasked": "no range is required",
  "quality.catalog.width": "at least {width} {unit} ({measure}), {times} times the range required",
  "quality.catalog.files": "Files",
  "quality.catalog.file": "{table}, {format}, {size} KB",
} as const;
