export const overview = {
  "overview.tile.monitored": "Persons in monitored households",
  "overview.tile.income": "Median income per person",
  "overview.tile.below": "Share of persons below the monitoring line",
  "overview.tile.work": "Persons in market work",
  "overview.tile.herds": "Livestock in sheep units",

  "overview.rose": "{what} rose by {by} in a year, from {before} to {now} ({period}).",
  "overview.fell": "{what} fell by {by} in a year, from {before} to {now} ({period}).",
  "overview.steady": "{what} stayed at {now} for a year ({period}).",
  "overview.alone": "{what}: {now} ({period}). {comparison}.",
  "overview.points": { one: "{points} percentage point", other: "{points} percentage points" },
  "overview.attention.quarantined":
    "{quarantined} of {received} rows received did not pass intake and are in quarantine; no figure counts them.",
  "overview.attention.late": {
    one: "{number} of {files} files came after its due date.",
    other: "{number} of {files} files came after their due date.",
  },
  "overview.attention.silence": "Less than half of workers have this reported in {period}: {elements}.",

  "overview.income.median": "Median income",
  "overview.income.line": "Monitoring line",
  "overview.income.title": "Half of all persons live on at most {value} yuan a year in {period}",
  "overview.income.none": "Median income in {area}: no figure for {period}",
  "overview.income.alt":
    "Two lines from {first} to {last}: median income per person and the monitoring line. {title}.",

  "overview.herds.title": "Herds amount to {value} sheep units in {period}",
  "overview.herds.none": "Herds in {area}: no figure for {period}",
  "overview.herds.alt": "A line from {first} to {last}: livestock of all owners in sheep units. {title}.",

  "overview.monitored.title": "{value} persons live in monitored households in {period}",
  "overview.monitored.none": "Monitored households in {area}: not every category has a figure for {period}",
  "overview.monitored.alt":
    "Lines from {first} to {last}: persons in the three categories of monitored household. {title}.",
} as const;
