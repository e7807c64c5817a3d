export const income = {
  "income.tile.median": "Median per-capita income",
  "income.tile.mean": "Mean per-capita income",
  "income.tile.below_line": "Persons below the monitoring line",
  "income.tile.headcount": "Share of persons below the line",
  "income.tile.gini": "Gini index of income",

  "income.line": "Monitoring line {value}",
  "income.note.prices": "In yuan of each year: prices are not taken out, so growth is nominal.",
  "income.note.bands":
    "Inner band: the middle half of persons. Outer band: all but the lowest and the highest tenth. Each person carries the per-capita income of the household.",

  "income.trend.title": "Half of all persons have more than {median} yuan in the twelve months to {period}",
  "income.trend.compared": "Half of all persons have more than {median} yuan, {comparison}",
  "income.trend.none": "Median income: no figure for {period}",
  "income.trend.alt":
    "Lines of mean and median income from {first} to {last}, over bands from the lower to the upper quartile and from the lowest to the highest tenth, against the monitoring line.",
  "income.trend.mean": "Mean",
  "income.trend.median": "Median",
  "income.trend.line": "Monitoring line",

  "income.townships.title": "Median income lies between {low} and {high} yuan in the {areas} areas",
  "income.townships.none": "Median income by area: no figure for {period}",
  "income.townships.alt":
    "For each of {areas} areas in administrative order, a line from the lower to the upper quartile and a dot at the median.",
  "income.townships.half": "middle half of persons",
  "income.townships.note": "Places stand in administrative order, not by income.",

  "income.gini.title": "The Gini index stands at {gini} in {period}",
  "income.gini.compared": "The Gini index stands at {gini} in {period}, after {before} in {earlier}",
  "income.gini.none": "Gini index: no figure for {period}",
  "income.gini.name": "Gini",
  "income.gini.alt": "A line from {first} to {last} on a scale from 0 to 1.",
  "income.gini.note":
    "0 means that all persons have the same, 1 that one person has everything. Differences inside a household are not seen.",

  "income.poverty.title": "{share} of persons are below {line} yuan in {period}",
  "income.poverty.compared": "{share} of persons are below {line} yuan, {comparison}",
  "income.poverty.none": "Persons below the monitoring line: no figure for {period}",
  "income.poverty.unit": "percent of persons; percent of the line for the gap; index × 100 for severity",
  "income.poverty.alt":
    "Three small lines from {first} to {last}, each on its own scale: headcount ratio, poverty gap and severity.",
  "income.poverty.headcount": "Headcount ratio, % of persons",
  "income.poverty.gap": "Poverty gap, % of the line",
  "income.poverty.severity": "Severity, index × 100",
  "income.poverty.note":
    "Headcount: who is below the line. Gap: the mean shortfall, zero for all others, as a part of the line. Severity: the mean of the squared shortfall. Each panel has its own scale from zero.",
  "income.poverty.zero":
    "The line is that of the registry's monitoring. Zero persons below one line is not zero below another.",

  "income.components.title": "{component} rose most: {yuan} yuan more than in {earlier}",
  "income.components.none": "Components of income in {period}: no rise over a year earlier can be named",
  "income.components.alt":
    "Lines from {first} to {last}: wages, net operating income, net property income and net transfers, each a mean per person.",
  "income.components.note": "Means over all persons, also those of households without this kind of income.",

  "income.shares.title": "{component} make up {share} of income in {period}",
  "income.shares.none": "Components of income: no division for {period}",
  "income.shares.alt":
    "One bar for the same quarter of each year, divided into the four components of mean income.",
  "income.shares.note": "A quarter in which a component is missing or a loss is not divided.",

  "income.distribution.title": "The fullest class, {low} to {high} yuan, holds {share} of persons",
  "income.distribution.none": "Distribution of income: no fullest class for {period}",
  "income.distribution.alt":
    "Upright bars: persons in each class of 2,000 yuan, with a tick for {before} and the monitoring line.",
  "income.distribution.open": "30,000 yuan and more",
  "income.distribution.note":
    "Classes of 2,000 yuan, from the named amount up to the next. The last class has no upper end.",

  "income.broken.alt":
    "Lines of yearly income, {period}. A line ends where its definition ends; a rule with a letter marks the break.",
  "income.broken.note": "{label}, {period}: {title} goes on under another definition ({from}, then {to}).",
  "income.region.title": "{area}: {value} yuan per person in {period}",
  "income.region.since":
    "{area}: {value} yuan per person in {period}, {percent} above {first} on one definition",
  "income.areas.title": "{area}: {value} yuan per person in {period}, on a definition of its own",
  "income.areas.since": "{area}: {value} yuan per person in {period}, {percent} above {first}",

  "income.stated.title":
    "Poverty-stricken areas, 2019: of {total} yuan, {wage} are wages, {operating} own business, {transfer} transfers",
  "income.stated.none": "Components of income in poverty-stricken areas: not all four were published",
  "income.stated.alt":
    "Four bars: wages, net operating income, net transfers and net property income in 2019.",
  "income.stated.note":
    "Means over all rural residents of the areas. Figures for a part of a year are left out: they omit produce eaten at home.",

  "income.lines.title":
    "Between {first} and {last}, {count} different lines: no two of them measure the same",
  "income.lines.alt": "Bars in time order, one for each published line, each named with its standard.",
  "income.lines.bar": "{period}: {basis}",
  "income.lines.note":
    "In yuan of each year. A line rises with prices and with its definition. Zero persons below one line is not zero below another.",

  "income.accountings.title":
    "In {period} the registry counts {registry} yuan per lifted person, the survey {survey} yuan per resident of the lifted areas",
  "income.accountings.none": "Registry and survey: no year has a figure of both",
  "income.accountings.alt":
    "Bars by year: net income by the registry's accounting, and disposable income by survey.",
  "income.accountings.registry": "registry, net income",
  "income.accountings.survey": "survey, disposable income",
  "income.accountings.note":
    "Two populations and two ways of counting. The difference between the bars is no gap in income.",

  "income.deciles.title":
    "The highest tenth of persons has {high} of income, the lowest {low}; the highest fifth has {ratio} times the lowest",
  "income.deciles.none": "Shares of income: no figure for {period}",
  "income.deciles.alt": "Ten bars: the share of income of each tenth of persons, with a tick for {before}.",
  "income.deciles.unit": "percent of all income",
  "income.deciles.note":
    "Persons stand in the order of per-capita income and are cut into ten groups of equal size; a loss counts as no income. The ten shares are published together or not at all.",

  "income.multi.title":
    "{share} of persons are poor in several dimensions in {period}, deprived in {intensity} of them on average: M0 is {adjusted}",
  "income.multi.none": "Poverty in several dimensions: no figure for {period}",
  "income.multi.alt":
    "Three small lines over the years: headcount ratio, intensity and adjusted headcount ratio.",
  "income.multi.unit": "percent of persons; percent of the weighted dimensions; index × 100 for M0",
  "income.multi.headcount": "Headcount ratio H, %",
  "income.multi.intensity": "Intensity A, %",
  "income.multi.adjusted": "M0 = H × A, index × 100",
  "income.multi.note":
    "Income below the monitoring line, and four guarantees: education, medical care, housing and water. Only households with all five reported. Each panel has its own scale from zero.",

  "income.deprived.unit": "share of persons",
  "income.deprived.title": "{dimension}: {share} of persons, the most among the dimensions with a figure",
  "income.deprived.none": "Dimensions of poverty: no figure for {period}",
  "income.deprived.alt":
    "A bar for each of five dimensions: persons deprived in it, with a tick for those who are also poor in several dimensions.",
  "income.deprived.uncensored": "deprived",
  "income.deprived.censored": "deprived and poor in several dimensions",
  "income.deprived.note":
    "The dimensions overlap and do not add up. What is withheld is compared with nothing.",
} as const;
