import { monitoringTables } from "./monitoring-tables.ts";
import { areas, dimension, type Given } from "./release.ts";
import { support } from "./support-tables.ts";

const months = ["2020-12", "2021-11", "2021-12"];
const industries = ["crops", "livestock"];

/** Employment of a county and two townships: 100 in market work a year ago, 110 now; one cell withheld. */
export const employment: Given = {
  dimensions: [
    dimension("area"),
    dimension("period"),
    dimension("industry", "industry", "all"),
    dimension("kind", "work_kind", "all"),
  ],
  measures: [["workers", "persons"]],
  frequency: "month",
  rows: ["9", "901", "902"].flatMap((area) =>
    months.flatMap((period) => {
      const now = period === "2020-12" ? 100 : 110;
      return [
        [area, period, "all", "all", now + 12],
        [area, period, "all", "market", now],
        [area, period, "all", "public_post", area === "901" && period === "2021-12" ? "withheld" : 12],
        ...industries.map((industry, at) => [area, period, industry, "market", at === 0 ? now - 30 : 30]),
      ];
    }),
  ),
};

export const tables: Record<string, Given> = {
  areas,
  employment,
  employment_place: {
    dimensions: [
      dimension("area"),
      dimension("period"),
      dimension("kind", "work_kind", "all"),
      dimension("place", "work_place", "all"),
    ],
    measures: [["workers", "persons"]],
    frequency: "month",
    rows: [
      ["9", "2021-12", "all", "all", 122],
      ["9", "2021-12", "market", "township", 66],
      ["9", "2021-12", "market", "county", 44],
      ["9", "2021-12", "public_post", "township", 12],
    ],
  },
  wages: {
    dimensions: [dimension("area"), dimension("period"), dimension("industry", "industry", "all")],
    measures: [
      ["p25", "yuan_month", "quantile"],
      ["median", "yuan_month", "quantile"],
      ["p75", "yuan_month", "quantile"],
      ["workers", "persons"],
    ],
    frequency: "month",
    rows: [
      ["9", "2021-12", "all", 2100, 2600, 3300, 90],
      ["9", "2021-12", "crops", 1900, 2400, 3000, 70],
      ["9", "2021-12", "livestock", "withheld", "withheld", "withheld", "withheld"],
    ],
  },
  job_quality: {
    dimensions: [dimension("area"), dimension("period"), dimension("element", "quality_element")],
    measures: [
      ["yes", "persons"],
      ["reported", "persons"],
      ["workers", "persons"],
    ],
    frequency: "month",
    rows: [
      ["9", "2021-12", "contract", 15, 30, 120],
      ["9", "2021-12", "insured", "not_reported", 0, 120],
    ],
  },
  enterprise_jobs: {
    dimensions: [dimension("area"), dimension("period"), dimension("industry", "industry", "all")],
    measures: [
      ["enterprises", "enterprises"],
      ["jobs", "jobs", "sum"],
      ["jobs_registered", "jobs", "sum"],
      ["jobs_planned", "jobs", "sum"],
    ],
    frequency: "quarter",
    rows: [
      ["9", "2021-Q4", "all", 14, 300, 200, 150],
      ["9", "2021-Q4", "textiles_clothing", 14, 300, 200, 150],
    ],
  },
  monitoring_stock: {
    dimensions: [dimension("area"), dimension("period"), dimension("category", "category", "all")],
    measures: [
      ["persons", "persons"],
      ["households", "households"],
    ],
    frequency: "month",
    rows: [
      ...["2020-12", "2021-12"].flatMap((period) => [
        ["9", period, "all", 60, period === "2020-12" ? 20 : 25],
        ["9", period, "unstable_lifted", 30, 10],
        ["9", period, "marginal_at_risk", 30, period === "2020-12" ? 10 : 15],
      ]),
      ["901", "2021-12", "all", 40, 15],
      ["901", "2021-12", "unstable_lifted", "withheld", "withheld"],
      ["902", "2021-12", "all", 20, 10],
    ],
  },
  ...monitoringTables,
  livestock: {
    dimensions: [
      dimension("area"),
      dimension("period"),
      dimension("species", "species"),
      dimension("owner", "owner", "all"),
    ],
    measures: [
      ["stock", "head", "sum"],
      ["offtake", "head", "sum"],
      ["holders", "holders"],
    ],
    frequency: "quarter",
    rows: ["2020-Q4", "2021-Q4"].flatMap((period) =>
      ["all", "household"].flatMap((owner) => [
        ["9", period, "sheep", owner, 35000, 900, 400],
        ["9", period, "chicken", owner, 0, 9000, 60],
      ]),
    ),
  },
  livestock_units: {
    dimensions: [
      dimension("area"),
      dimension("period"),
      dimension("scheme", "livestock_scheme"),
      dimension("owner", "owner", "all"),
    ],
    measures: [
      ["units", "livestock_units", "sum"],
      ["holders", "holders"],
      ["per_household", "livestock_units_household", "ratio"],
    ],
    frequency: "quarter",
    rows: [
      ["9", "2020-Q4", "sheep_unit", "all", 64000, 500, "not_applicable"],
      ["9", "2021-Q4", "sheep_unit", "all", 66000, 500, "not_applicable"],
      ["9", "2021-Q4", "sheep_unit", "household", 60000, 480, 31.3],
      ["9", "2021-Q4", "tlu", "all", 7900, 500, "not_applicable"],
    ],
  },
  income: {
    dimensions: [dimension("area"), dimension("period")],
    measures: [
      ["households", "households"],
      ["persons", "persons"],
      ...["mean", "median", "p10", "p25", "p75", "p90"].map((name): Given["measures"][number] => [
        name,
        "yuan_person_year",
        name === "mean" ? "mean" : "quantile",
      ]),
      ["gini", "index", "ratio"],
      ["line", "yuan_person_year", "other"],
      ["below_line", "persons"],
      ...["headcount", "gap", "severity"].map((name): Given["measures"][number] => [name, "ratio", "ratio"]),
      ["watts", "index", "ratio"],
    ],
    frequency: "quarter",
    rows: [
      [
        "9",
        "2020-Q4",
        500,
        2000,
        12800,
        12000,
        7000,
        9200,
        15200,
        19000,
        0.21,
        6000,
        60,
        0.03,
        0.006,
        0.002,
        0.007,
      ],
      [
        "9",
        "2021-Q4",
        500,
        2000,
        13600,
        12744,
        7400,
        9800,
        16100,
        20200,
        0.21,
        6000,
        40,
        0.02,
        0.004,
        0.001,
        0.005,
      ],
    ],
  },
  income_component: {
    dimensions: [dimension("area"), dimension("period"), dimension("component", "component")],
    measures: [
      ["mean", "yuan_person_year", "mean"],
      ["households", "households"],
    ],
    frequency: "quarter",
    rows: ["2020-Q4", "2021-Q4"].flatMap((period) => [
      ["9", period, "wage", 7000, 500],
      ["9", period, "operating", 4000, 500],
      ["9", period, "property", 300, 500],
      ["9", period, "transfer", 2300, 500],
    ]),
  },
  income_distribution: {
    dimensions: [dimension("area"), dimension("period"), dimension("bracket")],
    measures: [
      ["persons", "persons"],
      ["households", "households"],
    ],
    frequency: "quarter",
    rows: [
      ["9", "2021-Q4", "4000", 40, 12],
      ["9", "2021-Q4", "12000", 1900, 470],
      ["9", "2021-Q4", "30000", 60, 18],
    ],
  },
  income_deciles: {
    dimensions: [dimension("area"), dimension("period")],
    measures: [
      ...Array.from({ length: 10 }, (_, at): Given["measures"][number] => [`s${at + 1}`, "ratio", "ratio"]),
      ["s80_s20", "times", "ratio"],
      ["palma", "times", "ratio"],
    ],
    frequency: "quarter",
    rows: [["9", "2021-Q4", 0.04, 0.06, 0.07, 0.08, 0.09, 0.1, 0.11, 0.12, 0.14, 0.19, 3.3, 0.76]],
  },
  multidimensional: {
    dimensions: [dimension("area"), dimension("period"), dimension("scheme", "deprivation_scheme")],
    measures: [
      ["persons", "persons"],
      ["poor_persons", "persons"],
      ["headcount", "ratio", "ratio"],
      ["intensity", "ratio", "ratio"],
      ["adjusted", "index", "ratio"],
    ],
    frequency: "year",
    rows: [
      ["9", "2020", "equal_fifths", 2000, 40, 0.02, 0.45, 0.009],
      ["9", "2021", "equal_fifths", 2000, 20, 0.01, 0.42, 0.0042],
    ],
  },
  deprivation: {
    dimensions: [
      dimension("area"),
      dimension("period"),
      dimension("scheme", "deprivation_scheme"),
      dimension("dimension", "deprivation"),
    ],
    measures: [
      ["uncensored", "ratio", "ratio"],
      ["censored", "ratio", "ratio"],
      ["contribution", "ratio", "ratio"],
    ],
    frequency: "year",
    rows: [
      ["9", "2021", "equal_fifths", "income", 0.02, 0.01, 0.5],
      ["9", "2021", "equal_fifths", "education", 0.01, "withheld", "withheld"],
      ["9", "2021", "equal_fifths", "medical", 0.012, 0.01, 0.5],
    ],
  },
  attention_rules: {
    dimensions: [
      ...["rule", "rank", "kind", "title_en", "title_zh", "source", "codes", "unit", "page", "figure"],
      ...["first_period", "last_period"],
    ].map((name) => dimension(name)),
    measures: [
      ["began", "findings", "other"],
      ["cleared", "findings", "other"],
    ],
    frequency: "none",
    rows: [
      [
        ...["fell", 1, "change_year", "Income fell", "收入下降", "income", "", "yuan_person_year", "income"],
        ...["income-trend", "2020-Q4", "2021-Q4", 3, 1],
      ],
      [
        ...["late", 2, "overdue", "A feed is overdue", "数据逾期", "quality", "dataset", "days", "quality"],
        ...["quality-delivery", "2020-12", "2021-12", 1, 0],
      ],
    ],
  },
  attention: {
    dimensions: ["rule", "area", "item", "period", "since", "compared", "certainty", "place"].map((name) =>
      dimension(name),
    ),
    measures: [
      ["value", "stated", "other"],
      ["reference", "stated", "other"],
    ],
    frequency: "none",
    rows: [
      ["fell", "901", "", "2021-Q4", "2021-Q4", "2020-Q4", "first", 2, 11900, 12100],
      ["fell", "902", "", "2021-Q3", "2021-Q3", "2020-Q3", "first", 1, 11400, 12000],
      ["fell", "902", "", "2021-Q4", "2021-Q3", "2020-Q4", "repeated", 1, 11000, 12000],
      ["late", "9", "Returns", "2021-12", "2021-12", "", "recorded", 1, "not_reported", 10],
    ],
  },
  attention_history: {
    dimensions: ["rule", "period"].map((name) => dimension(name)),
    measures: ["judged", "fired", "began", "cleared", "unjudged"].map((name): Given["measures"][number] => [
      name,
      "findings",
      "other",
    ]),
    frequency: "none",
    rows: [
      ["fell", "2021-Q3", 3, 1, 1, 0, 0],
      ["fell", "2021-Q4", 3, 2, 1, 0, 0],
      ["late", "2021-12", 1, 1, 1, 0, 0],
    ],
  },
  ...support,
  quality: {
    dimensions: [dimension("dataset"), dimension("period")],
    measures: [
      ["received", "rows", "other"],
      ["accepted", "rows", "other"],
      ["quarantined", "rows", "other"],
      ["days_late", "days", "other"],
    ],
    frequency: "none",
    rows: [["returns", "2021-12", 200, 197, 3, 4]],
  },
};

const figureColumns = [
  "id",
  "series",
  "series_rank",
  "segment",
  "title_en",
  "title_zh",
  "topic",
  "area",
  "area_label",
];
const more = [
  "period",
  "date_start",
  "date_end",
  "population",
  "unit",
  "measure",
  "tier",
  "qualifier",
  "basis",
  "conflict",
  "source",
  "note",
];

const published = (
  id: string,
  year: string,
  segment: number,
  value: number,
  conflict = "",
  qualifier = "exact",
) => [
  ...[id, "xj_rural_income", 1, segment, "Rural income", "农村收入", "income", "", "Everywhere"],
  ...[
    year,
    `${year}-01-01`,
    `${year}-12-31`,
    "Rural residents",
    "yuan_person_year",
    "mean",
    "survey",
    qualifier,
  ],
  ...[segment === 1 ? "net_income_old" : "disposable_income", conflict, `Yearbook ${year}`, ""],
  value,
];

/** A rule finds that two of the figures disagree about one quantity. */
export const reconciliation: Given = {
  dimensions: ["rule", "conflict", "figure", "verdict", "role"].map((name) => dimension(name)),
  measures: [["recomputed", "stated", "other"]],
  frequency: "none",
  rows: [
    ["change_not_given", "P2", "P1", "contradiction", "before", "not_reported"],
    ["change_not_given", "P2", "P2", "contradiction", "stated", 12.5],
  ],
};

/** One published series whose definition changes between 2012 and 2014; two figures disagree about 2015. */
export const figures: Given = {
  dimensions: [...figureColumns, ...more].map((name) => dimension(name)),
  measures: [["value", "stated", "other"]],
  frequency: "none",
  rows: [
    published("P1", "2011", 1, 5000),
    published("P2", "2012", 1, 5600),
    published("P3", "2014", 2, 8000),
    published("P4", "2015", 2, 9000, "lifted_areas_income_2022", "claimed"),
    published("P5", "2015", 3, 8700, "lifted_areas_income_2022"),
  ],
};
