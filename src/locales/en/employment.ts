export const employment = {
  "employment.tile.market": "In market work",
  "employment.tile.posts": "In public-welfare posts",
  "employment.tile.wage": "Median wage, wage work",
  "employment.tile.contract": "Workers whose contract status is reported",

  "employment.trend.title": "{workers} persons in market work in {period}",
  "employment.trend.compared": "{workers} persons in market work, {comparison}",
  "employment.trend.none": "Market work in {area}: no figure for {period}",
  "employment.trend.alt":
    "Lines from {first} to {last}: persons in market work and, apart from them, in public-welfare posts.",
  "employment.trend.apart":
    "Public-welfare posts are paid from public funds and are counted apart from market work.",

  "employment.industries.title": "{industry} employs most: {share} of those in market work",
  "employment.industries.shown":
    "Of the industries that can be shown {industry} employs most: {share} of those in market work",
  "employment.industries.none": "Market work by industry: no figure for {period}",
  "employment.industries.alt":
    "Bars: persons in market work in each of {count} industries, with a tick at {before}.",

  "employment.changes.title":
    "Of {count} industries that can be compared with a year earlier, more people work in {up} and fewer in {down}",
  "employment.changes.none": "No industry can be compared with a year earlier",
  "employment.changes.alt": "One small line per industry: persons in market work from {first} to {last}.",

  "employment.places.title": "{share} of those in market work do it in their home township",
  "employment.places.none": "Place of work: no figure for {period}",
  "employment.places.alt": "Two bars divided by place of work: market work and public-welfare posts.",
  "employment.places.note":
    "Where people work says nothing about whether they wished to go there. No place is better or worse here.",

  "employment.wages.title":
    "Half of the wage records lie between {low} and {high} yuan a month; the median is {middle}",
  "employment.wages.none": "Monthly wages: no figure for {period}",
  "employment.wages.alt":
    "For all wage work and for each industry, a line from the lower to the upper quartile and a dot at the median.",
  "employment.wages.half": "middle half of the records",
  "employment.wages.median": "median",

  "employment.quality.title": "{element}: nothing is reported for {share} of workers",
  "employment.quality.none": "Job quality: no element is reported in {period}",
  "employment.quality.alt":
    "One bar for each element of job quality, divided into not reported, reported no and reported yes.",
  "employment.quality.yes": "Yes",
  "employment.quality.no": "No",
  "employment.quality.unknown": "Not reported",
  "employment.quality.note":
    "A report is what the employer or the office wrote down. It does not say whether the work was freely chosen.",

  "employment.matrix.title": "{industry} is the largest industry in {count} of {areas} areas",
  "employment.matrix.none": "Industries by area: no figure for {period}",
  "employment.matrix.alt":
    "A table of {areas} areas, in administrative order, by {industries} industries; a darker cell is a larger share of the area's market work.",
  "employment.matrix.share": "Share of the area's market work",

  "employment.jobs.title": "{jobs} persons employed in {enterprises} enterprises and workshops",
  "employment.jobs.none": "Jobs in enterprises: no figure for {period}",
  "employment.jobs.alt": "Bars: persons employed by enterprises and workshops of each industry.",

  "employment.planned.title": "{jobs} further jobs are planned; none of them counts as a job",
  "employment.planned.none": "Planned jobs: no figure for {period}",
  "employment.planned.alt": "Hollow bars: jobs that enterprises plan, by industry.",
} as const;
