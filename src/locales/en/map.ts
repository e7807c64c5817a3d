export const map = {
  "map.headcount.title":
    "From {low} to {high} of persons are below the monitoring line; in half of the {known} places with a figure at most {middle}",
  "map.headcount.none": "Persons below the monitoring line by place: no figure for {period}",
  "map.median.title":
    "Median income lies between {low} and {high} yuan; in half of the {known} places with a figure at most {middle}",
  "map.median.none": "Median income by place: no figure for {period}",
  "map.alt":
    "A map of {areas} places, {known} of them with a figure for {period}; a darker tone stands for a larger value. The table gives every value.",
  "map.tiles":
    "Each tile is one place, all of one size. They stand roughly as the places lie to each other; no boundary is drawn.",
  "map.automatic":
    "Each tile is one place, all of one size, in the order of the codes: nobody has said how the places lie to each other.",
  "map.outlines": "Boundaries as the office supplied them, simplified for drawing.",
  "map.steps": "Each tone stands for about a fifth of the places that have a figure.",
  "map.withheld": "withheld",
  "map.empty": "no figure",
} as const;
