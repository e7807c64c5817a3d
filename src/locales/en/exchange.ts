export const exchange = {
  "exchange.feed": "{department}: {topic}",

  "exchange.tile.due": "Feeds due",
  "exchange.tile.in_time": "Came in time",
  "exchange.tile.in_time.note": "{share} of those due",
  "exchange.tile.late": "Came late",
  "exchange.tile.missing": "Not received",
  "exchange.tile.none": "none",
  "exchange.tile.matched": "Rows matched to the register",

  "exchange.strip.title":
    "Of {due} feeds due for {period}, {in_time} came in time, {late} came late and {missing} did not come",
  "exchange.strip.none": "No feed was due for {period}",
  "exchange.strip.alt":
    "One row of boxes for each of {feeds} feeds, a box for each month: filled if the feed came in time, with a dot or the days if late, crossed if it did not come, empty if none was due.",
  "exchange.strip.late": "Late, with days",
  "exchange.strip.note":
    "A month belongs to the data, not to the day they came. Not due: the list gives no due date, as before a department has joined.",

  "exchange.months.title": "In {count} of {months} months every feed that was due came in time",
  "exchange.months.never": "In none of {months} months did every feed that was due come in time",
  "exchange.months.alt":
    "Three lines from {first} to {last}: feeds that came in time, that came late, and that did not come.",

  "exchange.rows.title": "Departments sent {rows} rows for {period}",
  "exchange.rows.none": "No rows to count for {period}",
  "exchange.rows.alt": "Bars by department: rows that its feed brought.",
  "exchange.rows.note":
    "A row is a record of the sender, not a person: one person may stand in many feeds, so the rows do not count people.",

  "exchange.matched.title": "{share} of the rows for {period} were found in the register",
  "exchange.matched.alt":
    "Bars by department: the share of its rows that were found in the register; a tick marks {before}.",
  "exchange.matched.share": "rows matched, as a share of rows sent",
  "exchange.matched.note":
    "A row that is not matched may be wrong, or its person may not be in the register. A low share is a question, not a fault.",

  "exchange.totals.title": "{period}: {totals}",
  "exchange.totals.apart": "{what} number {lowest} or {highest}, depending on which department is asked",
  "exchange.totals.agree": "{what} number {lowest}, whichever department is asked",
  "exchange.totals.none": "No two departments state the same total for {period}",
  "exchange.totals.alt":
    "Lines from {first} to {last}, one for each department that states the total: the number of persons as it counts them.",
  "exchange.totals.note":
    "Every department's total is shown as it was sent. None is preferred, no mean is made and no rate is calculated from them.",
} as const;
