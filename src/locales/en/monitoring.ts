export const monitoring = {
  "monitoring.tile.households": "Households monitored",
  "monitoring.tile.persons": "Persons in monitored households",
  "monitoring.tile.identified": "Newly identified in the year",
  "monitoring.tile.left": "Left the list in the year",
  "monitoring.tile.days": "Days from lead to registration, median",

  "monitoring.of": "{part} of {whole}",

  "monitoring.stock.title": "{households} households are monitored in {period}",
  "monitoring.stock.compared": "{households} households are monitored, {comparison}",
  "monitoring.stock.none": "Monitored households in {area}: no figure for {period}",
  "monitoring.stock.alt":
    "Lines from {first} to {last}: households in each of the three categories at the end of the month.",
  "monitoring.stock.note":
    "A stock, counted at the end of the month. A household has one category at a time. More households on the list can mean more hardship, or more care in looking for it.",

  "monitoring.flows.title": "In {period}, {came} households came onto the list and {left} left it",
  "monitoring.flows.none": "Movement onto and off the list: no figure for {period}",
  "monitoring.flows.alt":
    "Lines from {first} to {last}: households newly identified and households that left the list in each month.",
  "monitoring.flows.note":
    "Flows over the month, for the whole county: in most townships they are too few to be shown. The table has risk eliminated apart.",

  "monitoring.movement.title":
    "{category}: {households} newly identified in {period}, the most of the three categories that can be shown",
  "monitoring.movement.none": "Movement by category: no figure for {period}",
  "monitoring.movement.alt":
    "Bars: households newly identified and households that left, for each category, with a tick at {before}.",
  "monitoring.movement.bar": "{category}: {flow}",

  "monitoring.year.title": "{area}, {period}: {came} came onto the list, {left} left it",
  "monitoring.year.returned":
    "{area}, {period}: {came} came onto the list, {returned} of them for a second time; {left} left it",
  "monitoring.year.none": "{area}: movement in {period} cannot be shown in full",
  "monitoring.year.alt":
    "Bars: newly identified and left the list, each with its parts, in the whole year, with a tick at {before}.",
  "monitoring.year.whole": "sum of the two below it",
  "monitoring.year.part": "its parts",
  "monitoring.year.note":
    "Flows over whole calendar years, counted each time a household moves. Where fewer than ten left in one way, the other way is withheld with it, since the difference would tell.",

  "monitoring.risks.title": "{risk} is the most frequent risk: {share} of monitored households have it",
  "monitoring.risks.none": "Risks: no figure that can be shown for {period}",
  "monitoring.risks.alt":
    "Bars by risk: the share of monitored households that have it as their primary or a further risk, with a tick at the share that have it as their primary risk.",
  "monitoring.risks.share": "share of monitored households",
  "monitoring.risks.any": "primary or further risk",
  "monitoring.risks.primary": "primary risk",
  "monitoring.risks.sum":
    "The bars do not add up to 100%: a household can have several risks, so they come to {sum}. The ticks, of which each household has one, come to 100%.",
  "monitoring.risks.nosum":
    "The bars would not add up to 100%: a household can have several risks. The ticks, of which each household has one, would.",

  "monitoring.found.title": "A department's early warning found {share} of those identified in {period}",
  "monitoring.found.compared":
    "A department's early warning found {share} of those identified in {period}, and {before} in {first}",
  "monitoring.found.none": "How households were found: no share can be shown for {period}",
  "monitoring.found.alt": "One bar per year, divided by how the newly identified households were found.",
  "monitoring.found.note":
    "As the record states it. A household that a visit found may have been waiting to apply.",

  "monitoring.days.title": "{period}: half of the registrations came within {median} days of the lead",
  "monitoring.days.late":
    "{period}: half of the registrations came within {median} days of the lead; {late} took more than 15",
  "monitoring.days.none": "Days from lead to registration: no figure for {period}",
  "monitoring.days.alt":
    "Bars: the median number of days of each step and year, with a tick at the 90th percentile.",
  "monitoring.days.bar": "{step}, {period}",
  "monitoring.days.both": "{median} and {p90}",
  "monitoring.days.median": "median",
  "monitoring.days.ninetieth": "90th percentile",
  "monitoring.days.rule":
    "15 days: the time within which households are said to be identified nationally by 2022 (guoyou.org.cn, article 9975). It is stated for identification; for the first measure no such time was found.",
  "monitoring.days.measure":
    "From registration to the first measure, {share} of those registered in {period} waited more than 15 days.",
  "monitoring.days.undated":
    "Households without a measure so far are not in the second step's days; the table counts them. Years are those of registration.",

  "monitoring.account.title": {
    one: "{number} of {accounts} monthly accounts does not add up: {areas}",
    other: "{number} of {accounts} monthly accounts do not add up: {areas}",
  },
  "monitoring.account.none": "All {accounts} monthly accounts add up",
  "monitoring.account.here":
    "All {accounts} monthly accounts of {area} that could be checked add up: the stock is the stock before, with those who came and without those who left.",
  "monitoring.account.unjudged": "No account of {area} could be checked.",
  "monitoring.account.alt":
    "A row of boxes for each of {areas} areas in administrative order, a box for each month: filled if every account adds up, with a dot if one does not, crossed if no return came.",
  "monitoring.account.note":
    "Stock before + newly identified − risk eliminated − other exits should give the stock now. It is checked in each township's return and in the records, and the two stocks with each other; one account for each category.",
  "monitoring.account.first": "The records of the first month have no stock before them to check.",
  "monitoring.account.where":
    "{area}, {period}, {category}: return off by {returned}, records off by {recorded}, return less records {difference} households.",
  "monitoring.account.agrees": "Adds up",
  "monitoring.account.gap": "Does not add up",
  "monitoring.account.no_return": "No return",

  "monitoring.townships.title":
    "Between {low} and {high} households are monitored in an area ({shown} of {areas} can be shown)",
  "monitoring.townships.none": "Monitored households by area: no figure for {period}",
  "monitoring.townships.alt":
    "A table of {areas} areas, in administrative order, by category; a darker cell is a larger number of households.",
  "monitoring.townships.note":
    "Numbers of households, not rates: a larger township has more. Places are not ranked.",

  "monitoring.villages.county":
    "{published} of {villages} villages have enough monitored households to be shown",
  "monitoring.villages.township": "{area}: {published} of {villages} villages can be shown",
  "monitoring.villages.none": "{area} has no villages below it",
  "monitoring.villages.alt": "Bars for villages, or for the number of villages that can be shown.",
  "monitoring.villages.published": "villages whose number is published",
  "monitoring.villages.all": "villages with a monitored household",
  "monitoring.villages.note":
    "Most villages have fewer than ten monitored households. Their number is withheld, which is as it should be: neighbours would know who is meant.",
  "monitoring.villages.choose": "Choose a township above to see its villages.",
} as const;
