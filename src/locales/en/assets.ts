export const assets = {
  "assets.tile.assets": "Assets bought with public funds",
  "assets.tile.value": "Value at cost",
  "assets.tile.idle": "Assets standing idle",
  "assets.tile.dividend": "Dividends paid in four quarters",
  "assets.tile.payments": "Persons paid, once for each asset",

  "assets.none": "Assets: no figure that may be shown for {period}",

  "assets.column.dividend": "Dividends paid in four quarters",
  "assets.column.payments": "Persons paid in four quarters, once for each asset and quarter",
  "assets.column.return": "Yuan paid in four quarters for 100 yuan of value",
  "assets.column.reach": "Persons paid in four quarters for 10,000 yuan of value",

  "assets.bought.title": "{assets} assets, bought for {value} yuan",
  "assets.bought.alt": "Bars by kind of asset: value at cost in yuan.",
  "assets.bought.note":
    "M: million yuan, K: thousand yuan, as paid when the asset was bought. Nothing is written off, so a worn machine counts at its first price.",

  "assets.use.title": "{idle} of {assets} assets stand idle",
  "assets.use.none": "Assets in use: not every part may be shown for {period}",
  "assets.use.alt":
    "Two bars, the number of assets and their value, each divided into in use, idle and not reported.",
  "assets.use.unit": "shares of assets and of their value",
  "assets.use.note": "In use is what the operator reports, not what an inspection found.",

  "assets.idle.title": "Idle assets: {first} in {start}, {last} in {period}",
  "assets.idle.none": "Idle assets over time: a figure that is needed may not be shown for {period}",
  "assets.idle.alt":
    "Three small lines from {first} to {last}: assets in use, standing idle, and those whose use is not reported.",

  "assets.return.title": "For 100 yuan of value, {rate} yuan were paid in four quarters: {sum} yuan in all",
  "assets.return.none": "Dividends against value: no sum of four quarters to {period}",
  "assets.return.alt": "Bars by kind of asset: dividends of four quarters for 100 yuan of value at cost.",
  "assets.return.note":
    "Dividends are a flow, value a stock at the end of the last quarter. A kind that pays little may do its work otherwise: water works are not built to pay.",

  "assets.reach.title":
    "For 10,000 yuan of value, {rate} persons were paid in four quarters: {sum} payments in all",
  "assets.reach.none": "Persons paid against value: no sum of four quarters to {period}",
  "assets.reach.alt":
    "Bars by kind of asset: persons paid in four quarters for 10,000 yuan of value at cost.",
  "assets.reach.note":
    "A person paid from two assets or in two quarters counts twice: the records do not tell persons apart, so this is no count of people.",

  "assets.places.none": "The value of assets may be shown for none of {areas} areas",
  "assets.places.title": "The value of assets may be shown for {known} of {areas} areas",
  "assets.places.alt": "Bars for {areas} areas in administrative order: value of assets at cost.",
  "assets.places.note":
    "Administrative order. Withheld: few operators stand behind the figure, or one of them makes up too much of it. One enterprise's figures are never published.",

  "assets.reported.machines":
    "{value} machines bought with poverty-alleviation funds are stated for one firm",
  "assets.reported.dividend": "{value} yuan a year are stated as that firm's dividend",
  "assets.reported.rent": "The plant is stated to be free of rent for {value} years",
  "assets.reported.alt": "One bar: the figure that the source states.",
  "assets.reported.note":
    "One firm, as one newspaper quotes it; its name is left out on purpose. How many persons share the dividend is not stated, so no rate is made of it.",
} as const;
