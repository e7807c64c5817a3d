export const livestock = {
  "livestock.tile.cattle": "Cattle in stock",
  "livestock.tile.flock": "Sheep and goats in stock",
  "livestock.tile.camels": "Camels in stock",
  "livestock.tile.units": "Herd in sheep units",
  "livestock.tile.offtake": "Off-take of sheep and goats",
  "livestock.tile.flow.more": "{percent} more than in the four quarters before",
  "livestock.tile.flow.less": "{percent} less than in the four quarters before",
  "livestock.tile.flow.none": "there is no sum to compare",
  "livestock.tile.flow.missing": "of the four quarters before, one is missing ({reason})",

  "livestock.scales": "Each panel has its own scale from zero; compare courses, not heights.",
  "livestock.scheme.sheep_unit":
    "Sheep units as counted in Gansu (oenc.net/376487.html): {factors}. Chickens are no part of this scheme.",
  "livestock.scheme.tlu":
    "Tropical livestock units (harvestchoice.org for cattle, sheep, goats and chickens; the factors of camels, horses and donkeys are illustrative): {factors}.",

  "livestock.stock.title":
    "In {period}, {up} of {count} species stand higher than a year earlier and {down} lower",
  "livestock.stock.none": "Stock by species: no comparison with a year earlier for {period}",
  "livestock.stock.alt":
    "One small line per species: animals in stock at the end of each quarter from {first} to {last}.",
  "livestock.stock.note":
    "Stock is counted on the last day of the quarter, for all owners. It is never added to off-take.",

  "livestock.animals": "{number} {species}",
  "livestock.offtake.title": "{animals} were sold or slaughtered in the four quarters to {period}",
  "livestock.offtake.none": "Off-take: no sum of four quarters for {period}",
  "livestock.offtake.alt":
    "One small line per species: animals sold or slaughtered in each quarter from {first} to {last}.",
  "livestock.offtake.note":
    "Off-take is a flow over the quarter, for all owners. It is never added to stock.",

  "livestock.ownership.title": "Households own {share} of the {species}",
  "livestock.ownership.none": "Ownership: no species can be divided by owner in {period}",
  "livestock.ownership.alt":
    "One bar per species, divided into the stock of households, of cooperatives and of companies.",
  "livestock.ownership.note":
    "A species has no bar where the stock of one kind of owner is withheld, because the others would give it away.",

  "livestock.herd.title": "The herd comes to {units} {unit} in {period}",
  "livestock.herd.compared": "The herd comes to {units} {unit}, {comparison}",
  "livestock.herd.none": "Herd in {unit}: no figure for {period}",
  "livestock.herd.alt": "Lines from {first} to {last}: the herd in {unit}, in all and by owner.",
  "livestock.herd.silent":
    "No quarter has a figure that may be shown for: {owners}. The total includes them.",

  "livestock.household.title":
    "Household herds come to between {low} and {high} sheep units per registered household",
  "livestock.household.none": "Sheep units per household: no figure for {period}",
  "livestock.household.unit": "sheep units per registered household",
  "livestock.household.alt":
    "Bars for {areas} areas in administrative order: sheep units in household herds per registered household.",
  "livestock.household.note":
    "Herds of households over all registered households, with or without animals. Herds of cooperatives and companies are left out.",

  "livestock.townships.title": "Half of the sheep stand in {count} of {areas} areas",
  "livestock.townships.none":
    "Stock by area: too much is missing to say where half of the sheep stand in {period}",
  "livestock.townships.share": "Share of the county's stock of the species",
  "livestock.townships.alt":
    "A table of {areas} areas, in administrative order, by species; a darker cell is a larger share of the county's stock.",
  "livestock.townships.note":
    "Each column adds to the county's stock of one species, as far as it may be shown.",

  "livestock.china.title": "{period}: {changes}",
  "livestock.china.up": "{species} up {percent}",
  "livestock.china.down": "{species} down {percent}",
  "livestock.china.alt": "One small line per species: animals in stock at the end of each year, {period}.",
  "livestock.china.note":
    "M: million head, K: thousand head, at the end of the year. Off-take is not part of it.",

  "livestock.xinjiang.title": "{value} sheep and goats in {period}",
  "livestock.xinjiang.compared": "{value} sheep and goats in {period}, {comparison}",
  "livestock.xinjiang.none": "Stocks of the region, each at its own date",
  "livestock.xinjiang.alt":
    "Bars, one for each published stock and date, coloured by the day on which stock is counted. No bar is joined to another.",
  "livestock.xinjiang.note":
    "Herds are largest in summer, after births and before sales. A stock at mid-year says nothing about growth beside one at the end of a year.",

  "livestock.site.title": "Stated for the resettlement site: {animals}",
  "livestock.site.alt": "Bars: cattle, sheep and goats, and camels in stock, as one newspaper states them.",
  "livestock.site.note":
    "Round numbers from one press report; who owns the animals is not stated, and no other source confirms them.",

  "livestock.site.units.title": "By our calculation the stated herd is {sheep}, or {tropical}",
  "livestock.site.units.none": "The stated herd in livestock units: a figure is missing",
  "livestock.site.units.alt": "Two bars, one per scheme of units, divided by species.",
  "livestock.site.units.note":
    "Calculated by Foothold from the stated numbers; sheep and goats are counted as sheep. The schemes are two measures of one herd and are never added.",

  "livestock.chickens.title": "Apart from the herd, {value} chickens a year are stated to leave the site",
  "livestock.chickens.alt": "One bar: chickens sold for slaughter in a year.",
  "livestock.chickens.note":
    "A flow over a year: not added to any stock, not converted into livestock units. How many chickens are kept is not stated.",

  "livestock.column.scheme": "Scheme of units",
  "livestock.column.species": "Species",
  "livestock.column.stock": "Stated stock",
  "livestock.column.units": "Livestock units",
} as const;
