export const resettlement = {
  "resettlement.tile.households": "Households settled",
  "resettlement.tile.land": "Land allotted",
  "resettlement.tile.mu": "mu ({hectares} hectares)",
  "resettlement.tile.sheds": "Vegetable sheds allotted",
  "resettlement.tile.dividend": "Dividends received in the quarter",
  "resettlement.tile.work": "Members working near home",

  "resettlement.origin": "Township of origin",
  "resettlement.origin.all": "All households",
  "resettlement.origin.unknown": "Not recorded",
  "resettlement.none": "{area}: no figure that may be shown for {period}",

  "resettlement.origins.title": {
    one: "{households} households live at the site; all came from {townships} township",
    other: "{households} households live at the site; they came from {townships} townships",
  },
  "resettlement.origins.alt": "Bars by township of origin: households that moved to the site.",

  "resettlement.land.title": "{mu} mu of land per household on average, or {hectares} hectares",
  "resettlement.land.alt":
    "Bars by township of origin: mean land of a household in mu, with hectares beside.",
  "resettlement.land.value": "{mu} mu ({hectares} ha)",
  "resettlement.land.mean": "mu per household whose land is reported",
  "resettlement.land.hectares": "The same in hectares",
  "resettlement.land.note":
    "15 mu are one hectare: 10 mu are 0.67 hectares. Allotted is not used, and says nothing of the soil or of water.",

  "resettlement.sheds.title": "{share} of households have a vegetable shed; {sheds} sheds in all",
  "resettlement.sheds.alt": "Bars by township of origin: the share of households with a vegetable shed.",
  "resettlement.sheds.share": "households with a shed, as a share of households",

  "resettlement.dividends.title":
    "{yuan} yuan in dividends in the four quarters to {period}: {mean} yuan per household that is reported on",
  "resettlement.dividends.none": "Dividends: no sum of four quarters for {period}",
  "resettlement.dividends.alt": "Bars by quarter: dividends that households of the site received.",
  "resettlement.dividends.mean": "Mean per household reported on, nil among them",
  "resettlement.dividends.note":
    "A flow over each quarter. Most are paid at the middle and the end of a year, so a quarter is compared with the same quarter.",
  "resettlement.dividends.drawn": "The last {shown} quarters are drawn; the table holds all {number}.",

  "resettlement.work.title": "{workers} members of settled households work near home in {period}",
  "resettlement.work.compared": "{workers} members of settled households work near home, {comparison}",
  "resettlement.work.none": "Work near home: no figure for {period}",
  "resettlement.work.alt": "A line from {first} to {last}: members of settled households who work near home.",
  "resettlement.work.series": "Near home",
  "resettlement.work.note":
    "As the site's own list counts them; the employment records below are another count and the two are not added. Neither says whether the work was freely chosen.",

  "resettlement.compare.title":
    "{site}: median income of {income} yuan per person; {county} as a whole: {other} yuan",
  "resettlement.compare.none": "Site and county: no income to set side by side for {period}",
  "resettlement.compare.alt":
    "Groups of bars, one group for each measure: each site first, then the county as a whole.",
  "resettlement.compare.income": "Median income per person, yuan a year",
  "resettlement.compare.below": "Persons below the monitoring line",
  "resettlement.compare.herd": "Sheep units in household herds, per registered household",
  "resettlement.compare.near": "Workers whose work is in their home township",
  "resettlement.compare.note":
    "The county includes the site. Each group of bars has its own scale. Households were chosen to move because they were poor, so a difference does not measure what moving did.",

  "resettlement.places.title": "Working {place}: {shares} ({period})",
  "resettlement.places.share": "{area} {share}",
  "resettlement.places.none": "Where working members work: no whole figure for {period}",
  "resettlement.places.alt": "One bar for each site and one for the county, divided by place of work.",
  "resettlement.places.note":
    "Shares of working members by place of work, market work and public-welfare posts together. More work near home or further away is neither a success nor a failure.",

  "resettlement.herds.title": "At the site stand {animals}",
  "resettlement.herds.none": "Herds at the sites in {period}",
  "resettlement.herds.alt": "Bars by species: animals in stock at the site.",
  "resettlement.herds.note":
    "Stock of all owners at the end of the quarter. Species differ in size: only livestock units can be added.",

  "resettlement.reported.site": "One newspaper counts {value} households settled at the site",
  "resettlement.reported.region": "{value} registered poor persons are stated to have moved in Xinjiang",
  "resettlement.reported.alt": "One bar: the count that the source states.",
  "resettlement.reported.note":
    "A cumulative count as its source states it. How many still live there is not stated, nor how they fare.",
} as const;
